package io.nagare.ticket.sla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
			SELECT id, number, priority FROM tickets
			 WHERE tenant_id = ? AND created_at >= ? AND created_at < ? AND sla_state IS NOT NULL AND deleted_at IS NULL
			 ORDER BY created_at DESC
			""";

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
	public List<PastClock> clocks(Instant from, Instant to) {
		List<Reported> tickets = this.jdbc
			.query(TICKETS,
					(row, number) -> new Reported(row.getObject("id", UUID.class), row.getString("number"),
							row.getString("priority")),
					Tenancy.require().id(), Timestamp.from(from), Timestamp.from(to));
		List<PastClock> clocks = new ArrayList<>();
		for (int at = 0; at < tickets.size(); at += CHUNK) {
			List<Reported> chunk = tickets.subList(at, Math.min(tickets.size(), at + CHUNK));
			Map<UUID, List<ClockOutcome>> outcomes = this.serviceLevels
				.outcomes(chunk.stream().map(Reported::id).toList());
			chunk.forEach((ticket) -> outcomes.getOrDefault(ticket.id(), List.of())
				.stream()
				.filter((clock) -> clock.stoppedAt() != null)
				.forEach((clock) -> clocks.add(new PastClock(asked(clock, ticket), clock.calendar(),
						clock.elapsedSeconds(), ticket.number()))));
		}
		return clocks;
	}

	/** Where no table was asked, the priority that the ticket has. */
	private Map<String, String> asked(ClockOutcome clock, Reported ticket) {
		try {
			return Map.of("definition", clock.definition(), "priority",
					this.json.readTree(clock.decision()).path("inputs").path("priority").asText(ticket.priority()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Reported(UUID id, String number, String priority) {
	}

}
