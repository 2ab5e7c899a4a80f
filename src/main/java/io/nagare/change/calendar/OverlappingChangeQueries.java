package io.nagare.change.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.Change;
import io.nagare.change.Changes;
import io.nagare.directory.Caller;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.access.TicketAccess;

/** Finds the changes that a change could get in the way of. */
@Component
@Transactional(readOnly = true)
class OverlappingChangeQueries {

	/**
	 * Changes yet to be carried out, or just then, whose windows overlap, and that share
	 * an item or a person. Two comparisons instead of {@code &&}: only operators that
	 * PostgreSQL trusts to tell nothing may use an index below row-level security. And
	 * {@code = ANY} for each item instead of {@code &&}, which compares each with each:
	 * PostgreSQL makes a hash of it.
	 */
	private static final String MEETING = """
			WITH near AS MATERIALIZED (
			    SELECT t.id, t.number, t.ci_ids, t.confidentiality, t.reporter_id, t.assignee_id, t.team_id,
			           c.planned_start, c.planned_end, c.implementer_id
			      FROM changes c JOIN tickets_view t ON t.id = c.id
			     WHERE c.tenant_id = :tenant AND c.planned_end > :from AND c.planned_start < :to
			       AND c.ended_at IS NULL
			       AND t.tenant_id = :tenant AND t.id <> :id
			       AND t.phase IN ('in_work', 'on_hold')
			)
			SELECT n.id, n.number, n.ci_ids, n.planned_start, n.planned_end,
			       array_remove(ARRAY(SELECT s.assignee_id FROM change_tasks s WHERE s.change_id = n.id)
			           || n.implementer_id, NULL) AS people,
			       %s AS readable
			  FROM near n
			 WHERE EXISTS (SELECT FROM unnest(n.ci_ids) AS own (ci) WHERE own.ci = ANY (:cis))
			    OR n.implementer_id = ANY (:people)
			    OR n.id IN (SELECT s.change_id FROM change_tasks s
			                 WHERE s.tenant_id = :tenant AND s.assignee_id = ANY (:people))
			 ORDER BY n.planned_start, n.number
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final TicketAccess access;

	OverlappingChangeQueries(NamedParameterJdbcTemplate jdbc, TicketAccess access) {
		this.jdbc = jdbc;
		this.access = access;
	}

	/**
	 * Those in the window that concern one of the items, or that one of the change's
	 * people carries out; the earliest first.
	 * @param caller who asks; empty for anybody, to whom nothing confidential is readable
	 */
	List<Other> meeting(Change change, Window window, Set<UUID> items, Optional<Caller> caller) {
		TicketAccess.Visibility readable = caller.map((one) -> this.access.readable(one, Change.KIND, "n"))
			.orElse(TicketAccess.Visibility.toAll("n"));
		Map<String, Object> params = new HashMap<>(readable.params());
		params.put("from", OffsetDateTime.ofInstant(window.start(), ZoneOffset.UTC));
		params.put("to", OffsetDateTime.ofInstant(window.end(), ZoneOffset.UTC));
		params.put("tenant", Tenancy.require().id());
		params.put("id", change.id());
		params.put("cis", items.toArray(new UUID[0]));
		params.put("people", change.implementers().toArray(new UUID[0]));
		return this.jdbc.query(MEETING.formatted(readable.sql()), params, (row, number) -> Other.of(row));
	}

	/**
	 * A change whose window overlaps.
	 *
	 * @param readable whether who asks may read more of it than its window
	 */
	record Other(UUID id, String number, Window window, List<UUID> cis, List<UUID> people, boolean readable) {

		private static Other of(ResultSet row) throws SQLException {
			return new Other(row.getObject("id", UUID.class), row.getString("number"),
					new Window(at(row, "planned_start"), at(row, "planned_end")), uuids(row, "ci_ids"),
					uuids(row, "people"), row.getBoolean("readable"));
		}

		private static Instant at(ResultSet row, String column) throws SQLException {
			return row.getObject(column, OffsetDateTime.class).toInstant();
		}

		private static List<UUID> uuids(ResultSet row, String column) throws SQLException {
			return Arrays.asList((UUID[]) row.getArray(column).getArray());
		}

	}

}
