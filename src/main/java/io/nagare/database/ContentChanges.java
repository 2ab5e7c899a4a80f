package io.nagare.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;

/**
 * Which tickets, people and items of the bound tenant, or of all tenants, changed since a
 * position. The database itself writes it down. Numbers out of a sequence do not come in
 * the order of the commits, so a position is that of a transaction before which all have
 * ended: what ended later is read, and read again the next time.
 */
@Component
public class ContentChanges {

	/** A ticket, or what hangs on it. */
	public static final String TICKET = "ticket";

	/** A person. */
	public static final String PERSON = "person";

	/** A configuration item. */
	public static final String ITEM = "item";

	/** Who has not read for so long has missed something. */
	public static final Duration KEPT = Duration.ofDays(2);

	private static final String SINCE = """
			SELECT xact::text AS xact, id, tenant_id, subject, subject_id,
			       xact < pg_snapshot_xmin(pg_current_snapshot()) AS settled
			  FROM content_changes
			 WHERE (xact, id) > (CAST(:xact AS xid8), :id) AND subject IN (:subjects)
			 ORDER BY xact, id LIMIT :most
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final Transactions transaction;

	ContentChanges(NamedParameterJdbcTemplate jdbc, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.transaction = new Transactions(transactions);
	}

	/**
	 * What changed since, in the order of the transactions.
	 * @param subjects the sorts of things that are asked for
	 * @param most how many changes are read at most
	 */
	@Transactional(readOnly = true)
	public Read since(Position from, Collection<String> subjects, int most) {
		List<Change> changes = new ArrayList<>();
		Position[] next = { from, from };
		this.jdbc.query(SINCE, Map.of("xact", Long.toString(from.transaction()), "id", from.number(), "subjects",
				subjects, "most", most), (row) -> {
					changes.add(new Change(row.getObject("tenant_id", UUID.class), row.getString("subject"),
							row.getObject("subject_id", UUID.class), row.getLong("id")));
					next[1] = new Position(Long.parseLong(row.getString("xact")), row.getLong("id"));
					if (row.getBoolean("settled")) {
						next[0] = next[1];
					}
				});
		return new Read(changes, next[0], next[1], changes.size() < most);
	}

	/** Where somebody begins who wants nothing of what has ended already. */
	@Transactional(readOnly = true)
	public Position now() {
		Long running = this.jdbc.queryForObject("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
				Map.of(), Long.class);
		return new Position(Objects.requireNonNull(running) - 1, Long.MAX_VALUE);
	}

	/** Forgets what is older than {@link #KEPT}. */
	@Scheduled(cron = "${nagare.schedule.remove-content-changes}")
	@SchedulerLock(name = "remove-content-changes")
	void removeOld() {
		Tenancy.asPlatform(() -> this.transaction.run(() -> this.jdbc
			.update("DELETE FROM content_changes WHERE written_at < now() - interval '3 days'", Map.of())));
	}

	/**
	 * How far somebody has followed.
	 *
	 * @param transaction the number of a transaction before which all have ended
	 * @param number the last change of it that was read
	 */
	public record Position(long transaction, long number) implements Comparable<Position> {

		private static final Comparator<Position> ORDER = Comparator.comparingLong(Position::transaction)
			.thenComparingLong(Position::number);

		/** Before everything. */
		public static final Position START = new Position(0, 0);

		@Override
		public int compareTo(Position other) {
			return ORDER.compare(this, other);
		}

	}

	/**
	 * Something that changed.
	 *
	 * @param tenant whose it is
	 * @param subject what it is
	 * @param id its key
	 * @param number grows with each change of the same thing
	 */
	public record Change(UUID tenant, String subject, UUID id, long number) {
	}

	/**
	 * What a reading brought.
	 *
	 * @param next where the next one begins
	 * @param last the last change that was read, from where the rest of those is read
	 * that were there
	 * @param complete whether there was no more
	 */
	public record Read(List<Change> changes, Position next, Position last, boolean complete) {
	}

}
