package io.nagare.ticket.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.AfterCommit;
import io.nagare.shared.Phase;
import io.nagare.shared.QueriedFigures;
import io.nagare.shared.TenantId;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketReported;
import io.nagare.ticket.TicketTypes;

/** How many tickets there are, come and go, of all tenants together. */
@Component
class TicketMetrics implements SmartInitializingSingleton {

	private static final Duration KEPT = Duration.ofMinutes(1);

	/** A tenant's own types are nobody else's business. */
	private static final String OTHER = "other";

	private static final String OPEN = """
			SELECT kind, phase, count(*) FROM tickets
			 WHERE phase IN ('open', 'in_work', 'on_hold', 'resolved') AND deleted_at IS NULL GROUP BY kind, phase
			""";

	private static final List<Phase> PHASES = List.of(Phase.OPEN, Phase.IN_WORK, Phase.ON_HOLD, Phase.RESOLVED);

	private final JdbcTemplate jdbc;

	private final AcrossTenants acrossTenants;

	private final TicketTypes types;

	private final MeterRegistry meters;

	TicketMetrics(JdbcTemplate jdbc, AcrossTenants acrossTenants, TicketTypes types, MeterRegistry meters) {
		this.jdbc = jdbc;
		this.acrossTenants = acrossTenants;
		this.types = types;
		this.meters = meters;
	}

	/** When all types are registered. */
	@Override
	public void afterSingletonsInstantiated() {
		QueriedFigures figures = new QueriedFigures(KEPT, this::open);
		List<String> kinds = new ArrayList<>(ofAll());
		kinds.add(OTHER);
		for (String kind : kinds) {
			for (Phase phase : PHASES) {
				figures.gauge(this.meters, "nagare.tickets", Tags.of("kind", kind, "phase", phase.word()),
						kind + " " + phase.word(), "Tickets that have not ended, by what their status means");
			}
			this.meters.counter("nagare.tickets.reported", "kind", kind);
			this.meters.counter("nagare.tickets.resolved", "kind", kind);
		}
	}

	private Map<String, Long> open() {
		return this.acrossTenants.read(() -> {
			Map<String, Long> open = new HashMap<>();
			this.jdbc.query(OPEN, (RowCallbackHandler) (row) -> open
				.merge(shown(row.getString(1)) + " " + row.getString(2), row.getLong(3), Long::sum));
			return open;
		});
	}

	@EventListener
	void on(TicketReported reported) {
		count("nagare.tickets.reported", reported.ticket().kind());
	}

	@EventListener
	void on(StatusChanged changed) {
		if (changed.phase() == Phase.RESOLVED) {
			count("nagare.tickets.resolved", changed.ticket().kind());
		}
	}

	private void count(String name, String kind) {
		AfterCommit.run(() -> this.meters.counter(name, "kind", shown(kind)).increment());
	}

	private String shown(String kind) {
		return ofAll().contains(kind) ? kind : OTHER;
	}

	private List<String> ofAll() {
		return this.types.of((TenantId) null).stream().map((type) -> type.kind()).toList();
	}

}
