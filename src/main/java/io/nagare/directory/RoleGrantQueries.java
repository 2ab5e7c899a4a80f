package io.nagare.directory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells auditors and administrators who holds which role, since when, by whom. */
@Component
@Transactional(readOnly = true)
public class RoleGrantQueries {

	/** What a file holds at most. */
	private static final int ALL = 100_000;

	private static final String HOLDINGS = """
			SELECT h.*, p.username, p.first_name, p.last_name, b.username AS by_username, b.first_name AS by_first_name,
			       b.last_name AS by_last_name, e.username AS ender_username, e.first_name AS ender_first_name,
			       e.last_name AS ender_last_name, count(*) OVER () AS total
			  FROM (SELECT CAST(NULL AS uuid) AS id, id AS user_id, role, true AS main, CAST(NULL AS varchar) AS reason,
			               role_granted_at AS granted_at, role_granted_by AS granted_by,
			               CAST(NULL AS timestamptz) AS ends_at, CAST(NULL AS timestamptz) AS ended_at,
			               CAST(NULL AS uuid) AS ended_by, CAST(NULL AS varchar[]) AS permissions
			          FROM users WHERE tenant_id = :tenant
			        UNION ALL
			        SELECT g.id, user_id, role, false, reason, granted_at, granted_by, ends_at,
			               coalesce(ended_at, CASE WHEN ends_at <= :now THEN ends_at END), ended_by,
			               coalesce(g.permissions, r.permissions)
			          FROM role_grants g LEFT JOIN tenant_roles r ON r.id = g.tenant_role_id
			         WHERE g.tenant_id = :tenant) h
			  JOIN users p ON p.id = h.user_id
			  LEFT JOIN users b ON b.id = h.granted_by
			  LEFT JOIN users e ON e.id = h.ended_by
			 WHERE (:ended OR (h.ended_at IS NULL AND p.is_active))
			   AND (CAST(:role AS text) IS NULL OR h.role = :role)
			   AND (CAST(:user AS uuid) IS NULL OR h.user_id = :user)
			   AND (CAST(:id AS uuid) IS NULL OR h.id = :id)
			 ORDER BY p.last_name, p.first_name, p.id, h.main DESC, h.granted_at, h.id
			 LIMIT :limit OFFSET :offset
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	RoleGrantQueries(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * A page of what people hold, by their names, each one's main role first.
	 * @param asked what is asked for
	 * @throws Refusal FORBIDDEN for who may not, and for the platform
	 */
	public Paged<Holding> page(Caller by, Question asked, PageQuery query) {
		List<Row> rows = read(by, asked, null, query.limit(), query.offset());
		return Paged.of(rows.stream().map(Row::holding).toList(), query,
				rows.stream().findFirst().map(Row::total).orElse(0L));
	}

	/**
	 * All of it.
	 * @throws Refusal FORBIDDEN for who may not, and for the platform
	 */
	public List<Holding> all(Caller by, Question asked) {
		return read(by, asked, null, ALL, 0).stream().map(Row::holding).toList();
	}

	/**
	 * One that was granted beside a main role, over or not.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not, and for the platform
	 */
	public Holding one(Caller by, UUID id) {
		return read(by, new Question(null, null, true), id, 1, 0).stream()
			.findFirst()
			.map(Row::holding)
			.orElseThrow(Refusal::notFound);
	}

	private List<Row> read(Caller by, Question asked, @Nullable UUID id, int limit, long offset) {
		by.demand("role:read");
		@Nullable TenantId tenant = by.tenant();
		if (tenant == null) {
			throw Refusal.forbidden();
		}
		return this.jdbc.sql(HOLDINGS)
			.param("tenant", tenant.id())
			.param("now", OffsetDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC))
			.param("ended", asked.ended())
			.param("role", asked.role())
			.param("user", asked.user())
			.param("id", id)
			.param("limit", limit)
			.param("offset", offset)
			.query((row, number) -> new Row(holding(row), row.getLong("total")))
			.list();
	}

	private static Holding holding(ResultSet row) throws SQLException {
		return new Holding(row.getObject("id", UUID.class), person(row, "user_id", ""), row.getString("role"),
				row.getBoolean("main"), row.getString("reason"), row.getTimestamp("granted_at").toInstant(),
				personOrNull(row, "granted_by", "by_"), instant(row, "ends_at"), instant(row, "ended_at"),
				personOrNull(row, "ended_by", "ender_"), words(row.getArray("permissions")));
	}

	private static @Nullable List<String> words(@Nullable Array array) throws SQLException {
		return (array != null) ? List.of((String[]) array.getArray()) : null;
	}

	private static @Nullable Holder personOrNull(ResultSet row, String id, String prefix) throws SQLException {
		// whoever runs the platform is nobody whom tenants know
		return (row.getString(prefix + "username") != null) ? person(row, id, prefix) : null;
	}

	private static Holder person(ResultSet row, String id, String prefix) throws SQLException {
		return new Holder(row.getObject(id, UUID.class), row.getString(prefix + "username"),
				row.getString(prefix + "first_name"), row.getString(prefix + "last_name"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		@Nullable Timestamp time = row.getTimestamp(column);
		return (time != null) ? time.toInstant() : null;
	}

	/**
	 * Which of them.
	 *
	 * @param role only this role; null for any
	 * @param user only what this user holds; null for everybody
	 * @param ended whether what is over is told too, and what deactivated users hold
	 */
	public record Question(@Nullable String role, @Nullable UUID user, boolean ended) {
	}

	/**
	 * A role that somebody holds or held.
	 *
	 * @param id null for a main role
	 * @param main whether it is the main role
	 * @param reason why it was granted
	 * @param grantedBy null where nobody in particular gave it, or nobody knows any more
	 * @param until when it ends by itself; null for never
	 * @param endedAt when it was over; null where it is in force
	 * @param endedBy who took it away; null where nobody did
	 * @param permissions what a role of the tenant's own allows, or allowed at its end;
	 * null for a shipped role
	 */
	public record Holding(@Nullable UUID id, Holder user, String role, boolean main, @Nullable String reason,
			Instant grantedAt, @Nullable Holder grantedBy, @Nullable Instant until, @Nullable Instant endedAt,
			@Nullable Holder endedBy, @Nullable List<String> permissions) {
	}

	/** Somebody by his names. */
	public record Holder(UUID id, String username, String firstName, String lastName) {
	}

	private record Row(Holding holding, long total) {
	}

}
