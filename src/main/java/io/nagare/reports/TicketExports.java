package io.nagare.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.reports.TicketExport.Asked;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantLocks;

/**
 * Which files are wanted, and how far each is. Every step is a short transaction of its
 * own, so that others see it at once.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class TicketExports {

	/** Of one person, not yet done. */
	static final int MOST_OPEN = 3;

	/** Of one person; the oldest that are done make way. */
	private static final int MOST = 20;

	/** An export that was left so often by its node is not begun again. */
	private static final int MOST_ATTEMPTS = 5;

	/** Longer than that no step takes that says nothing. */
	private static final String LOST = "state = 'running' AND updated_at < now() - interval '5 minutes'";

	private final JdbcClient jdbc;

	private final TenantLocks locks;

	TicketExports(JdbcClient jdbc, TenantLocks locks) {
		this.jdbc = jdbc;
		this.locks = locks;
	}

	/**
	 * Takes note of what somebody wants.
	 * @throws Refusal CONFLICT for who waits for too many already
	 */
	TicketExport add(Caller owner, Asked asked, Set<String> permissions) {
		this.locks.take("exports." + owner.userId());
		if (this.jdbc.sql("""
				SELECT count(*) FROM ticket_exports WHERE owner_id = :owner AND state IN ('waiting', 'running')
				""").param("owner", owner.userId()).query(Long.class).single() >= MOST_OPEN) {
			throw Refusal.conflict(null, "too_many_exports", MOST_OPEN);
		}
		this.jdbc.sql("""
				DELETE FROM ticket_exports WHERE id IN (SELECT id FROM ticket_exports WHERE owner_id = :owner
				AND state IN ('done', 'failed') ORDER BY created_at DESC, id OFFSET :kept)
				""").param("owner", owner.userId()).param("kept", MOST - MOST_OPEN).update();
		UUID id = UUID.randomUUID();
		this.jdbc.sql("""
				INSERT INTO ticket_exports (id, tenant_id, owner_id, kind, format, filter, sort, columns, language,
					permissions)
				VALUES (:id, :tenant, :owner, :kind, :format, :filter, :sort, :columns, :language, :permissions)
				""")
			.param("id", id)
			.param("tenant", Tenancy.require().id())
			.param("owner", owner.userId())
			.param("kind", asked.kind())
			.param("format", asked.format())
			.param("filter", asked.filter())
			.param("sort", asked.sort())
			.param("columns", asked.columns().toArray(String[]::new))
			.param("language", asked.language())
			.param("permissions", permissions.toArray(String[]::new))
			.update();
		return find(id).orElseThrow();
	}

	Optional<TicketExport> find(UUID id) {
		return this.jdbc.sql("SELECT * FROM ticket_exports WHERE id = :id")
			.param("id", id)
			.query(TicketExports::read)
			.optional();
	}

	/** Somebody's own, the latest first. */
	Paged<TicketExport> page(UUID owner, PageQuery query) {
		long total = this.jdbc.sql("SELECT count(*) FROM ticket_exports WHERE owner_id = :owner")
			.param("owner", owner)
			.query(Long.class)
			.single();
		return Paged.of(this.jdbc.sql("""
				SELECT * FROM ticket_exports WHERE owner_id = :owner ORDER BY created_at DESC, id
				 LIMIT :limit OFFSET :offset
				""")
			.param("owner", owner)
			.param("limit", query.limit())
			.param("offset", query.offset())
			.query(TicketExports::read)
			.list(), query, total);
	}

	/**
	 * Takes the oldest that nobody works on, whichever node asks first. One that its node
	 * has left is begun anew, or has failed where that came about too often.
	 */
	Optional<TicketExport> take() {
		this.jdbc
			.sql("UPDATE ticket_exports SET state = 'failed', reason = 'export_lost', ended_at = now()"
					+ ", updated_at = now() WHERE " + LOST + " AND attempts >= :most")
			.param("most", MOST_ATTEMPTS)
			.update();
		return this.jdbc
			.sql("UPDATE ticket_exports SET state = 'running', attempts = attempts + 1, rows_done = 0"
					+ ", updated_at = now() WHERE id = (SELECT id FROM ticket_exports WHERE state = 'waiting' OR ("
					+ LOST + ") ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *")
			.query(TicketExports::read)
			.optional();
	}

	/** The tenants of which {@link #take} finds one; to be asked across all tenants. */
	@Transactional(readOnly = true)
	Set<UUID> tenants() {
		return this.jdbc
			.sql("SELECT DISTINCT tenant_id FROM ticket_exports WHERE state IN ('waiting', 'running')"
					+ " AND (state = 'waiting' OR (" + LOST + "))")
			.query(UUID.class)
			.set();
	}

	/**
	 * Says how far it is.
	 * @return whether it is still wanted, and of this attempt
	 */
	boolean progress(TicketExport export, long all, long done) {
		return change(export,
				this.jdbc.sql(mine("rows_all = :all, rows_done = :done")).param("all", all).param("done", done));
	}

	/** The file is there; whether it was still wanted. */
	boolean done(TicketExport export, Set<String> permissions, long rows, long size) {
		return change(export, this.jdbc
			.sql(mine(
					"state = 'done', rows_all = :rows, rows_done = :rows, file_size = :size, permissions = :permissions"
							+ ", ended_at = now()"))
			.param("rows", rows)
			.param("size", size)
			.param("permissions", permissions.toArray(String[]::new)));
	}

	void failed(TicketExport export, String reason) {
		change(export,
				this.jdbc.sql(mine("state = 'failed', reason = :reason, ended_at = now()")).param("reason", reason));
	}

	/** Whoever comes next may begin it. */
	void giveBack(TicketExport export) {
		change(export, this.jdbc.sql(mine("state = 'waiting', rows_done = 0")));
	}

	void remove(UUID id) {
		this.jdbc.sql("DELETE FROM ticket_exports WHERE id = :id").param("id", id).update();
	}

	/** Those of the files' names that something is still to be done with. */
	List<String> files() {
		return this.jdbc.sql("""
				SELECT id || '-' || attempts FROM ticket_exports WHERE state IN ('running', 'done')
				""").query(String.class).list();
	}

	private static String mine(String set) {
		return "UPDATE ticket_exports SET " + set
				+ ", updated_at = now() WHERE id = :id AND state = 'running' AND attempts = :attempts";
	}

	private static boolean change(TicketExport export, JdbcClient.StatementSpec statement) {
		return statement.param("id", export.id()).param("attempts", export.attempts()).update() == 1;
	}

	private static TicketExport read(ResultSet row, int number) throws SQLException {
		@Nullable OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
		return new TicketExport(row.getObject("id", UUID.class), row.getObject("owner_id", UUID.class),
				new Asked(row.getString("kind"), row.getString("format"), row.getString("filter"),
						row.getString("sort"), Arrays.asList((String[]) row.getArray("columns").getArray()),
						row.getString("language")),
				Set.of((String[]) row.getArray("permissions").getArray()), row.getString("state"),
				row.getString("reason"), row.getObject("rows_all", Long.class), row.getLong("rows_done"),
				row.getObject("file_size", Long.class), row.getInt("attempts"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(),
				(ended != null) ? ended.toInstant() : null);
	}

}
