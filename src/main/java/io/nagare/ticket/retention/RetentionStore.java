package io.nagare.ticket.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Tenancy;

/** The bound tenant's rules and holds, and the tickets whose time is over. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RetentionStore {

	private static final String HOLDS = """
			SELECT h.ticket_id, t.kind, t.number, h.reason, h.held_by, h.held_at
			  FROM legal_holds h JOIN tickets t ON t.id = h.ticket_id WHERE h.tenant_id = :tenant
			""";

	private static final String HOLD = """
			 INSERT INTO legal_holds (ticket_id, tenant_id, reason, held_by)
			SELECT id, tenant_id, :reason, :by FROM found
			ON CONFLICT (ticket_id) DO UPDATE SET reason = excluded.reason, held_by = excluded.held_by, held_at = now()
			RETURNING ticket_id
			""";

	private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

	private final NamedParameterJdbcTemplate jdbc;

	RetentionStore(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	private static Map<String, Object> tenant() {
		return new HashMap<>(Map.of("tenant", Tenancy.require().id()));
	}

	/**
	 * The tenants that keep tickets of any kind for a time only; of all for the platform.
	 */
	Set<UUID> tenantsWithRules() {
		return Set
			.copyOf(this.jdbc.queryForList("SELECT DISTINCT tenant_id FROM retention_rules", Map.of(), UUID.class));
	}

	/** The days by kind. */
	Map<String, Integer> days() {
		Map<String, Integer> days = new HashMap<>();
		this.jdbc.query("SELECT kind, days FROM retention_rules WHERE tenant_id = :tenant", tenant(), (row) -> {
			days.put(row.getString("kind"), row.getInt("days"));
		});
		return days;
	}

	void keepFor(String kind, int days) {
		Map<String, Object> params = tenant();
		params.put("kind", kind);
		params.put("days", days);
		this.jdbc.update("""
				INSERT INTO retention_rules (tenant_id, kind, days) VALUES (:tenant, :kind, :days)
				ON CONFLICT (tenant_id, kind) DO UPDATE SET days = excluded.days
				""", params);
	}

	void keepForEver(String kind) {
		Map<String, Object> params = tenant();
		params.put("kind", kind);
		this.jdbc.update("DELETE FROM retention_rules WHERE tenant_id = :tenant AND kind = :kind", params);
	}

	/** All holds, the latest first. */
	List<LegalHold> holds() {
		return this.jdbc.query(HOLDS + " ORDER BY h.held_at DESC, h.ticket_id", tenant(), (row, number) -> hold(row));
	}

	Optional<LegalHold> hold(UUID ticket) {
		Map<String, Object> params = tenant();
		params.put("ticket", ticket);
		return this.jdbc.query(HOLDS + " AND h.ticket_id = :ticket", params, (row, number) -> hold(row))
			.stream()
			.findFirst();
	}

	private static LegalHold hold(ResultSet row) throws SQLException {
		return new LegalHold(row.getObject("ticket_id", UUID.class), row.getString("kind"), row.getString("number"),
				row.getString("reason"), row.getObject("held_by", UUID.class), at(row, "held_at"));
	}

	/**
	 * Holds a ticket, which a removal that is going on waits for.
	 * @param ticket its key or its number
	 * @return its key; empty where there is none
	 */
	Optional<UUID> hold(String ticket, String reason, UUID by) {
		Map<String, Object> params = tenant();
		params.put("ticket", ticket);
		params.put("reason", reason);
		params.put("by", by);
		String which = KEY.matcher(ticket).matches() ? "id = CAST(:ticket AS uuid)" : "number = :ticket";
		return this.jdbc
			.queryForList("WITH found AS (SELECT id, tenant_id FROM tickets WHERE tenant_id = :tenant AND " + which
					+ " FOR KEY SHARE)" + HOLD, params, UUID.class)
			.stream()
			.findFirst();
	}

	void release(UUID ticket) {
		Map<String, Object> params = tenant();
		params.put("ticket", ticket);
		this.jdbc.update("DELETE FROM legal_holds WHERE tenant_id = :tenant AND ticket_id = :ticket", params);
	}

	/** Tickets of the kind whose time is over, locked, each with its tasks. */
	List<Over> over(String kind, Instant endedBefore, int most) {
		return this.jdbc.query("SELECT id, kind, number, closed_at FROM tickets_to_remove(:kind, :before, :most)",
				Map.of("kind", kind, "before", endedBefore.atOffset(ZoneOffset.UTC), "most", most),
				(row, number) -> new Over(row.getObject("id", UUID.class), row.getString("kind"),
						row.getString("number"), at(row, "closed_at")));
	}

	private static Instant at(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
	}

	/**
	 * Removes tickets with all that hangs on them.
	 * @return where their files lie
	 */
	List<String> remove(Collection<UUID> tickets) {
		return this.jdbc.queryForList("SELECT path FROM remove_tickets(:ids)",
				Map.of("ids", tickets.toArray(new UUID[0])), String.class);
	}

	/** A ticket whose time is over. */
	record Over(UUID id, String kind, String number, Instant closedAt) {
	}

}
