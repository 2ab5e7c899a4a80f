package io.nagare.ticket.sla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.sla.ClockOutcome;
import io.nagare.sla.ServiceLevels;
import io.nagare.workflow.PastClocks;

/** The clocks that past tickets had. */
@Component
class TicketPastClocks implements PastClocks {

	private static final int CHUNK = 500;

	private static final String TICKETS = """
			SELECT id, number, priority, created_at FROM tickets
			 WHERE tenant_id = ? AND created_at >= ? AND (created_at, id) < (?, ?)
			   AND sla_state IS NOT NULL AND deleted_at IS NULL
			 ORDER BY created_at DESC, id DESC LIMIT ?
			""";

	/** No id comes before it, so that the end of a time stays outside. */
	private static final UUID LAST = new UUID(0, 0);

	private final JdbcTemplate jdbc;

	private final ServiceLevels serviceLevels;

	private final ObjectMapper json;

	TicketPastClocks(JdbcTemplate jdbc, ServiceLevels serviceLevels, ObjectMapper json) {
		this.jdbc = jdbc;
		this.serviceLevels = serviceLevels;
		this.json = json;
	}

	@Override
	public String table() {
		return "sla-targets";
	}

	@Override
	public void tell(Instant from, Instant to, Consumer<PastClock> listener) {
		Timestamp before = Timestamp.from(to);
		UUID last = LAST;
		List<Reported> tickets;
		do {
			tickets = this.jdbc.query(TICKETS,
					(row, number) -> new Reported(row.getObject("id", UUID.class), row.getString("number"),
							row.getString("priority"), row.getTimestamp("created_at")),
					Tenancy.require().id(), Timestamp.from(from), before, last, CHUNK);
			Map<UUID, List<ClockOutcome>> outcomes = this.serviceLevels
				.outcomes(tickets.stream().map(Reported::id).toList());
			for (Reported ticket : tickets) {
				outcomes.getOrDefault(ticket.id(), List.of())
					.stream()
					.filter((clock) -> clock.stoppedAt() != null)
					.forEach((clock) -> listener.accept(new PastClock(asked(clock, ticket), clock.calendar(),
							clock.elapsedSeconds(), ticket.number())));
				before = ticket.createdAt();
				last = ticket.id();
			}
		}
		while (tickets.size() == CHUNK);
	}

	/** Where no table was asked, the priority that the ticket has. */
	private Map<String, String> asked(ClockOutcome clock, Reported ticket) {
		try {
			JsonNode inputs = this.json.readTree(clock.decision()).path("inputs");
			return Map.of("definition", clock.definition(), "priority",
					inputs.path("priority").asText(ticket.priority()), "site", inputs.path("site").asText(""),
					"department", inputs.path("department").asText(""));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Reported(UUID id, String number, String priority, Timestamp createdAt) {
	}

}
