package io.nagare.trial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/** Keeps the cases of the bound tenant, and reads the courses that tickets took. */
@Component
class ModelCaseStore {

	private static final String ALL = """
			SELECT id, name, process, course, whole, recorded_at, created_at FROM model_cases
			 WHERE tenant_id = ? ORDER BY process, name
			""";

	private static final String ADD = """
			INSERT INTO model_cases (id, tenant_id, name, process, course, whole, recorded_at)
			VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
			""";

	private static final String COURSES = """
			SELECT ticket_id, field_name, old_value, new_value, changed_at, process_key FROM ticket_histories_view
			 WHERE tenant_id = ? AND ticket_id = ANY (?) ORDER BY ticket_id, changed_at, (field_name = 'step'), id
			""";

	private static final String ENDED = """
			SELECT t.id FROM tickets_view t
			 WHERE t.tenant_id = ? AND t.phase IN ('closed', 'cancelled') AND t.created_at >= ? AND t.created_at < ?
			   AND EXISTS (SELECT 1 FROM ticket_histories_view h WHERE h.tenant_id = t.tenant_id AND h.ticket_id = t.id
			                  AND h.field_name = 'step' AND h.process_key = ANY (?))
			 ORDER BY t.created_at DESC LIMIT ?
			""";

	private final JdbcTemplate jdbc;

	private final ObjectMapper json;

	ModelCaseStore(JdbcTemplate jdbc, ObjectMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** All of them, by process and name. */
	List<ModelCase> all() {
		return this.jdbc.query(ALL, (row, number) -> read(row), Tenancy.require().id());
	}

	private ModelCase read(ResultSet row) throws SQLException {
		try {
			return new ModelCase(row.getObject("id", UUID.class), row.getString("name"), row.getString("process"),
					this.json.readValue(row.getString("course"), NewTrial.class), row.getBoolean("whole"),
					row.getTimestamp("recorded_at").toInstant(), row.getTimestamp("created_at").toInstant());
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void add(ModelCase one) {
		try {
			this.jdbc.update(ADD, one.id(), Tenancy.require().id(), one.name(), one.process(),
					this.json.writeValueAsString(one.course()), one.whole(), Timestamp.from(one.recordedAt()));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Whether there was one of that id. */
	boolean remove(UUID id) {
		return this.jdbc.update("DELETE FROM model_cases WHERE tenant_id = ? AND id = ?", Tenancy.require().id(),
				id) > 0;
	}

	/** The latest tickets that have ended and went through one of the processes. */
	List<UUID> ended(Collection<String> processes, Instant from, Instant to, int most) {
		return this.jdbc.queryForList(ENDED, UUID.class, Tenancy.require().id(), Timestamp.from(from),
				Timestamp.from(to), processes.toArray(String[]::new), most);
	}

	/**
	 * The lines of the tickets' histories, in their order; of a ticket without any there
	 * is none.
	 */
	Map<UUID, List<Line>> courses(Collection<UUID> tickets) {
		Map<UUID, List<Line>> courses = new HashMap<>();
		this.jdbc.query(COURSES,
				(RowCallbackHandler) (row) -> courses
					.computeIfAbsent(row.getObject("ticket_id", UUID.class), (id) -> new ArrayList<>())
					.add(new Line(row.getString("field_name"), row.getString("old_value"), row.getString("new_value"),
							row.getTimestamp("changed_at").toInstant(), row.getString("process_key"))),
				Tenancy.require().id(), tickets.toArray(UUID[]::new));
		return courses;
	}

	/**
	 * A line of a ticket's history.
	 *
	 * @param field what changed, or {@code step} where a process came to an element
	 * @param before the value before; of a step the action, null for none
	 * @param after the value afterwards; of a step the element
	 */
	record Line(String field, @Nullable String before, @Nullable String after, Instant at, @Nullable String process) {

		boolean isStep() {
			return this.field.equals("step");
		}

	}

}
