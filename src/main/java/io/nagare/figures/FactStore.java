package io.nagare.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.database.ContentChanges.Position;
import io.nagare.figures.TicketFacts.JournalLine;
import io.nagare.shared.Tenancy;
import io.nagare.sla.ClockOutcome;
import io.nagare.sla.ServiceLevels;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;

/** Reckons the facts of tickets and keeps them. Within a transaction of the tenant. */
@Component
class FactStore {

	/** Taken over as it is, in the order of {@link #TICKETS}. */
	private static final List<String> TAKEN_OVER = List.of("id", "kind", "confidentiality", "reporter_id",
			"assignee_id", "team_id", "status", "phase", "priority", "priority_rank", "category_id", "site_id",
			"department_id", "ci_ids", "change_type", "outcome", "major", "created_at", "responded_at", "resolved_at",
			"closed_at", "resolution_due_at", "analysed", "has_workaround", "passed_freeze", "votes_awaited", "rounds",
			"board_seconds", "rating_asked", "rating", "rated_at", "cost", "published", "in_force", "from_ticket",
			"helped", "not_helped", "spared");

	private static final List<String> RECKONED = List.of("model", "response_stopped_at", "resolution_stopped_at",
			"ola_stopped_at", "respond_seconds", "resolve_seconds", "resolve_business", "resolve_net", "resolve_target",
			"response_met", "resolution_met", "ola_met", "ola_missed", "first_contact", "kept_by_first_team",
			"team_ids", "ping_pong", "late_hold", "holds", "reassignments", "reopened", "steps", "machine_steps");

	private static final String TICKETS = """
			SELECT t.id, t.kind, t.confidentiality, t.reporter_id, t.assignee_id, t.team_id, t.status, t.phase, t.priority,
			       t.priority_rank, t.category_id, t.site_id, t.department_id, t.ci_ids, c.change_type, c.outcome,
			       coalesce(i.major_state = 'accepted', FALSE) AS major, t.created_at, t.responded_at, t.resolved_at,
			       t.closed_at, t.resolution_due_at, coalesce(p.root_cause IS NOT NULL OR p.known_error, FALSE) AS analysed,
			       p.workaround IS NOT NULL AS has_workaround,
			       c.id IS NOT NULL AND EXISTS (SELECT FROM change_acknowledgements_view a WHERE a.change_id = t.id
			         AND a.conflict LIKE 'freeze/%' AND a.by_right <> 'noted') AS passed_freeze,
			       coalesce(r.awaited, 0) AS votes_awaited, coalesce(r.rounds, 0) AS rounds, r.seconds AS board_seconds,
			       coalesce(i.reopen_count, 0) AS reopen_count,
			       s.ticket_id IS NOT NULL AS rating_asked, s.score AS rating, s.answered_at AS rated_at,
			       (SELECT CASE WHEN bool_and(e.hourly_rate IS NOT NULL)
			                    THEN round(sum(e.minutes * e.hourly_rate::numeric) / 60)::bigint END
			          FROM ticket_time_entries_view e WHERE e.ticket_id = t.id) AS cost,
			       k.published_version IS NOT NULL AS published, coalesce(k.is_valid, FALSE) AS in_force,
			       k.id IS NOT NULL AND EXISTS (SELECT FROM ticket_links_view l JOIN tickets_view o ON o.id = l.target_id
			         WHERE l.source_id = t.id AND o.kind <> 'article') AS from_ticket,
			       coalesce(w.helped, 0) AS helped, coalesce(w.not_helped, 0) AS not_helped, coalesce(w.spared, 0) AS spared
			  FROM tickets_view t
			  LEFT JOIN incidents_view i ON i.id = t.id
			  LEFT JOIN problems_view p ON p.id = t.id
			  LEFT JOIN changes_view c ON c.id = t.id
			  LEFT JOIN articles_view k ON k.id = t.id
			  LEFT JOIN satisfaction_ratings_view s ON s.ticket_id = t.id
			  LEFT JOIN LATERAL (SELECT count(*) AS rounds, sum(awaited) FILTER (WHERE closed_at IS NULL) AS awaited,
			         sum(extract(epoch FROM closed_at - opened_at))::bigint AS seconds
			    FROM change_rounds_view r WHERE r.change_id = c.id) r ON c.id IS NOT NULL
			  LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE helped) AS helped,
			         count(*) FILTER (WHERE NOT helped) AS not_helped, count(*) FILTER (WHERE spared) AS spared
			    FROM article_answers_view a WHERE a.article_id = k.id) w ON k.id IS NOT NULL
			 WHERE t.id = ANY (:ids)
			""";

	private static final String JOURNAL = """
			SELECT ticket_id, field_name, old_value, new_value, changed_by, changed_at,
			       process_key || ' v' || process_version AS model
			  FROM ticket_histories_view
			 WHERE ticket_id = ANY (:ids) AND field_name IN ('step', 'team_id', 'hold_reason')
			""";

	private static final String UPSERT = upsert();

	private final NamedParameterJdbcTemplate jdbc;

	private final ServiceLevels serviceLevels;

	private final Calendars calendars;

	FactStore(NamedParameterJdbcTemplate jdbc, ServiceLevels serviceLevels, Calendars calendars) {
		this.jdbc = jdbc;
		this.serviceLevels = serviceLevels;
		this.calendars = calendars;
	}

	private static String upsert() {
		List<String> columns = new ArrayList<>(TAKEN_OVER);
		columns.addAll(RECKONED);
		columns.addAll(List.of("tenant_id", "change_id"));
		String update = columns.stream()
			.filter((column) -> !column.equals("id") && !column.equals("tenant_id"))
			.map((column) -> column + " = excluded." + column)
			.collect(Collectors.joining(", "));
		return "INSERT INTO ticket_facts (" + String.join(", ", columns) + ") VALUES (:"
				+ String.join(", :", columns).replaceAll(":(ci_ids|team_ids)", "CAST(:$1 AS uuid[])")
				+ ") ON CONFLICT (id) DO UPDATE SET " + update
				// nothing older takes the place of what is newer
				+ " WHERE ticket_facts.change_id <= excluded.change_id";
	}

	/** Takes the tenant's position, so that nobody else moves it until the end. */
	Taken take() {
		Map<String, Object> tenant = Map.of("tenant", Tenancy.require().id(), "calendar", calendarVersion());
		List<Taken> taken = this.jdbc.query("""
				SELECT xact::text AS xact, change_id,
				       -- or the database was filled anew, and counts its transactions from the beginning
				       read_at < now() - interval '2 days' OR xact > pg_snapshot_xmax(pg_current_snapshot())
				         OR calendar_version <> :calendar AS lost, whole, read_at < now() - interval '6 hours' AS old
				  FROM figure_positions WHERE tenant_id = :tenant FOR UPDATE
				""", tenant,
				(row, number) -> new Taken(
						new Position(Long.parseLong(row.getString("xact")), row.getLong("change_id")),
						row.getBoolean("lost"), row.getBoolean("whole"), row.getBoolean("old")));
		if (taken.isEmpty()) {
			int begun = this.jdbc.update("INSERT INTO figure_positions (tenant_id, xact, change_id, calendar_version)"
					+ " VALUES (:tenant, '0', 0, :calendar) ON CONFLICT DO NOTHING", tenant);
			// of several who ask first, one begins, and the others go on from there
			return (begun > 0) ? new Taken(Position.START, true, false, true) : take();
		}
		return taken.get(0);
	}

	/** Keeps how far it is. */
	void put(Position position) {
		this.jdbc.update(
				"UPDATE figure_positions SET xact = CAST(:xact AS xid8), change_id = :number, read_at = now()"
						+ " WHERE tenant_id = :tenant",
				Map.of("xact", Long.toString(position.transaction()), "number", position.number(), "tenant",
						Tenancy.require().id()));
	}

	/**
	 * Forgets all facts of the tenant but those of tickets that are gone, which are not
	 * whole until somebody says so.
	 * @param position from where changes are followed once they are
	 */
	void begin(Position position) {
		Map<String, Object> tenant = Map.of("tenant", Tenancy.require().id(), "calendar", calendarVersion());
		this.jdbc.update("DELETE FROM ticket_facts WHERE tenant_id = :tenant AND NOT stays", tenant);
		this.jdbc.update("UPDATE figure_positions SET whole = FALSE, calendar_version = :calendar"
				+ " WHERE tenant_id = :tenant", tenant);
		put(position);
	}

	/** Says that there are facts of all tickets. */
	void end() {
		this.jdbc.update("UPDATE figure_positions SET whole = TRUE WHERE tenant_id = :tenant",
				Map.of("tenant", Tenancy.require().id()));
	}

	private long calendarVersion() {
		return this.calendars.version(Calendars.BUSINESS_HOURS).orElseThrow();
	}

	/**
	 * Some of the tenant's tickets.
	 * @param after the last one before them; null to begin
	 * @return their keys in order; fewer than asked for at the end
	 */
	List<UUID> tickets(@Nullable UUID after, int most) {
		return this.jdbc.queryForList("""
				SELECT id FROM tickets_view WHERE tenant_id = :tenant AND id > :after ORDER BY id LIMIT :most
				""", Map.of("tenant", Tenancy.require().id(), "after", (after != null) ? after : new UUID(0, 0), "most",
				most), UUID.class);
	}

	/** Reckons those of which nothing is known yet, whatever becomes of them later. */
	void add(Collection<UUID> tickets) {
		refresh(tickets.stream().collect(Collectors.toMap((id) -> id, (id) -> 0L)));
	}

	/**
	 * Reckons the facts of those tickets that changed after what is known of them.
	 * @param changes the tickets, each with the number of its last change
	 */
	void refresh(Map<UUID, Long> changes) {
		if (changes.isEmpty()) {
			return;
		}
		Map<UUID, Long> known = new HashMap<>();
		this.jdbc.query("SELECT id, change_id FROM ticket_facts WHERE id = ANY (:ids)", ids(changes.keySet()),
				(row) -> {
					known.put(row.getObject("id", UUID.class), row.getLong("change_id"));
				});
		Set<UUID> changed = new HashSet<>(changes.keySet());
		changed.removeIf((id) -> known.getOrDefault(id, -1L) >= changes.getOrDefault(id, 0L));
		if (!changed.isEmpty()) {
			reckon(changed, changes, !known.isEmpty());
		}
	}

	private void reckon(Collection<UUID> ids, Map<UUID, Long> changes, boolean someKnown) {
		Map<UUID, List<JournalLine>> journals = new HashMap<>();
		this.jdbc.query(JOURNAL, ids(ids), (row) -> {
			journals.computeIfAbsent(row.getObject("ticket_id", UUID.class), (id) -> new ArrayList<>()).add(line(row));
		});
		Map<UUID, List<ClockOutcome>> clocks = this.serviceLevels.outcomes(ids);
		BusinessCalendar officeHours = this.calendars.calendar(Calendars.BUSINESS_HOURS).orElseThrow();
		List<MapSqlParameterSource> facts = new ArrayList<>();
		Set<UUID> gone = new HashSet<>(ids);
		for (TicketFacts.Row ticket : this.jdbc.query(TICKETS, ids(ids), (row, number) -> ticket(row))) {
			gone.remove(ticket.id());
			Map<String, @Nullable Object> values = TicketFacts.of(ticket, journals.getOrDefault(ticket.id(), List.of()),
					clocks.getOrDefault(ticket.id(), List.of()), officeHours);
			facts.add(new MapSqlParameterSource(values).addValue("tenant_id", Tenancy.require().id())
				.addValue("change_id", changes.get(ticket.id())));
		}
		this.jdbc.batchUpdate(UPSERT, facts.toArray(MapSqlParameterSource[]::new));
		if (someKnown && !gone.isEmpty()) {
			this.jdbc.update("DELETE FROM ticket_facts WHERE id = ANY (:ids) AND NOT stays", ids(gone));
		}
	}

	private static Map<String, Object> ids(Collection<UUID> ids) {
		return Map.of("ids", ids.toArray(new UUID[0]));
	}

	private static JournalLine line(ResultSet row) throws SQLException {
		return new JournalLine(row.getString("field_name"), row.getString("old_value"), row.getString("new_value"),
				row.getObject("changed_by", UUID.class), Objects.requireNonNull(instant(row, "changed_at")),
				row.getString("model"));
	}

	private static TicketFacts.Row ticket(ResultSet row) throws SQLException {
		Map<String, @Nullable Object> asRead = new HashMap<>();
		for (String column : TAKEN_OVER) {
			asRead.put(column, column.endsWith("_at") ? TicketFacts.time(instant(row, column))
					: column.equals("ci_ids") ? row.getString(column) : row.getObject(column));
		}
		return new TicketFacts.Row(row.getObject("id", UUID.class), row.getObject("team_id", UUID.class),
				row.getString("phase"), Objects.requireNonNull(instant(row, "created_at")),
				instant(row, "responded_at"), instant(row, "resolved_at"), row.getInt("reopen_count"), asRead);
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
		return (at != null) ? at.toInstant() : null;
	}

	/**
	 * The position of the tenant.
	 *
	 * @param lost whether something may have been forgotten since, or was reckoned by
	 * another calendar
	 * @param whole whether there are facts of all tickets
	 * @param old whether it was not written down for a while
	 */
	record Taken(Position position, boolean lost, boolean whole, boolean old) {
	}

}
