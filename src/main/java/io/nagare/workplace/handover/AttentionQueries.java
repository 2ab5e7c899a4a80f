package io.nagare.workplace.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.ticket.access.ReaderMask;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.workflow.Processes;

/** The tickets of a team that whoever works next should know of, as a reader may. */
@Component
class AttentionQueries {

	/** Of one team; more nobody hands over. */
	static final int MOST = 200;

	/** How long one takes, where nobody says. */
	static final Duration SHIFT = Duration.ofHours(12);

	private static final String COLUMNS = """
			SELECT t.id, t.kind, t.number, t.title, t.status, t.phase, t.priority, t.assignee_id, t.updated_at,
			       LEAST(CASE WHEN t.responded_at IS NULL THEN t.response_due_at END, t.resolution_due_at) AS due,
			       coalesce(i.major_state = 'accepted', false) AS major
			  FROM tickets_view t LEFT JOIN incidents_view i ON i.id = t.id
			""";

	private static final String OF_TEAM = "SELECT * FROM (" + COLUMNS + """
			 WHERE t.team_id = :team AND t.phase IN ('open', 'in_work', 'on_hold') AND %s
			       ) a
			 WHERE a.major OR a.due < :soon OR a.updated_at >= :since OR a.phase = 'on_hold'
			 ORDER BY a.major DESC, a.due < :soon DESC NULLS LAST, a.updated_at >= :since DESC, a.due NULLS LAST, a.id
			 LIMIT :most
			""";

	private static final String AMONG = COLUMNS + " WHERE t.id = ANY (:ids) AND %s";

	/** Before what waits on hold is known to end. */
	private static final int MOST_LOOKED_AT = 1_000;

	private final NamedParameterJdbcTemplate jdbc;

	private final TicketAccess access;

	private final Processes processes;

	private final Clock clock;

	AttentionQueries(NamedParameterJdbcTemplate jdbc, TicketAccess access, Processes processes, Clock clock) {
		this.jdbc = jdbc;
		this.access = access;
		this.processes = processes;
		this.clock = clock;
	}

	/**
	 * Those of the team that have not ended and need attention, major ones and what is
	 * due first.
	 * @param since when the shift that ends began
	 */
	List<TicketAttention> of(Caller reader, UUID team, Instant since) {
		Instant soon = this.clock.instant().plus(SHIFT);
		Map<String, Object> params = new HashMap<>();
		params.put("team", team);
		params.put("soon", soon.atOffset(ZoneOffset.UTC));
		params.put("since", since.atOffset(ZoneOffset.UTC));
		params.put("most", MOST_LOOKED_AT);
		List<TicketAttention> found = read(OF_TEAM, params, reader);
		Set<UUID> ending = this.processes.goOnBefore(
				found.stream().filter((ticket) -> ticket.phase().equals("on_hold")).map(TicketAttention::id).toList(),
				soon);
		return found.stream()
			.map((ticket) -> ticket.because(reasons(ticket, soon, since, ending)))
			.filter((ticket) -> !ticket.reasons().isEmpty())
			.limit(MOST)
			.toList();
	}

	/** Those of the tickets that the reader may read, by their ids. */
	Map<UUID, TicketAttention> among(Caller reader, Collection<UUID> ids) {
		Map<UUID, TicketAttention> known = new HashMap<>();
		read(AMONG, new HashMap<>(Map.of("ids", new HashSet<>(ids).toArray(new UUID[0]))), reader)
			.forEach((ticket) -> known.put(ticket.id(), ticket));
		return known;
	}

	private List<TicketAttention> read(String sql, Map<String, Object> params, Caller reader) {
		TicketAccess.Visibility readable = this.access.readable(reader, "t");
		params.putAll(readable.params());
		ReaderMask.Reading reading = this.access.reading();
		return this.jdbc.query(sql.formatted("(" + readable.sql() + ")"), params,
				(row, number) -> ticket(row, reading.shown(row).getString("title")));
	}

	private static TicketAttention ticket(ResultSet row, String title) throws SQLException {
		@Nullable OffsetDateTime due = row.getObject("due", OffsetDateTime.class);
		return new TicketAttention(row.getObject("id", UUID.class), row.getString("kind"), row.getString("number"),
				title, row.getString("status"), row.getString("phase"), row.getString("priority"),
				row.getObject("assignee_id", UUID.class), (due != null) ? due.toInstant() : null,
				row.getObject("updated_at", OffsetDateTime.class).toInstant(),
				row.getBoolean("major") ? List.of(AttentionReason.MAJOR.word()) : List.of());
	}

	private static List<String> reasons(TicketAttention ticket, Instant soon, Instant since, Set<UUID> ending) {
		List<String> reasons = new ArrayList<>(ticket.reasons());
		if (ticket.dueAt() != null && ticket.dueAt().isBefore(soon)) {
			reasons.add(AttentionReason.DUE.word());
		}
		if (ending.contains(ticket.id())) {
			reasons.add(AttentionReason.HOLD_ENDS.word());
		}
		if (!ticket.updatedAt().isBefore(since)) {
			reasons.add(AttentionReason.TOUCHED.word());
		}
		return reasons;
	}

}
