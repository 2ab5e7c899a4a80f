package io.nagare.ticket.journal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.nagare.shared.Tenancy;
import io.nagare.workflow.PastSteps;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads from the journal which steps tickets took. */
@Component
class JournalSteps implements PastSteps {

	/**
	 * Each step with the wait that its process was in before, whatever ended beside it
	 * meanwhile.
	 */
	private static final String STEPS = """
			WITH waits AS (
				SELECT s.ticket_id, s.process_id, s.process_key, s.old_value AS action, s.new_value AS reached,
				       count(*) FILTER (WHERE s.element_type <> 'endEvent') OVER earlier AS wait,
				       CASE WHEN s.element_type <> 'endEvent' THEN s.new_value END AS waiting, s.changed_at, s.id,
				       t.number, t.created_at
				  FROM ticket_histories s JOIN tickets t ON t.id = s.ticket_id
				 WHERE s.tenant_id = :tenant AND s.field_name = 'step' AND s.process_key IN (:processes)
				   AND t.created_at >= :from AND t.created_at < :to AND t.deleted_at IS NULL
				WINDOW earlier AS (PARTITION BY s.process_id ORDER BY s.changed_at, s.id
				                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
			steps AS (
				SELECT w.*, b.waiting AS at FROM waits w
				  LEFT JOIN waits b ON b.process_id = w.process_id AND b.wait = w.wait - 1 AND b.waiting IS NOT NULL)
			SELECT process_key, at, action, reached, count(*) AS tickets,
			       (array_agg(number ORDER BY created_at DESC))[1\\:10] AS numbers
			  FROM steps GROUP BY process_key, at, action, reached ORDER BY count(*) DESC
			""";

	private final NamedParameterJdbcTemplate jdbc;

	JournalSteps(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<PastStep> steps(Collection<String> processes, Instant from, Instant to) {
		return this.jdbc.query(STEPS,
				Map.of("tenant", Tenancy.require().id(), "processes", processes, "from", Timestamp.from(from), "to",
						Timestamp.from(to)),
				(row, number) -> new PastStep(row.getString("process_key"), row.getString("at"),
						row.getString("action"), row.getString("reached"), row.getInt("tickets"),
						List.of((String[]) row.getArray("numbers").getArray())));
	}

}
