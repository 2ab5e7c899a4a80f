package io.nagare.cluster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lets limits hold for all nodes together, without a statement for each request: every
 * node counts by itself and tells the others once a second what it counted. What is over
 * a limit meanwhile is let through, for a second.
 */
@Component
public class CountExchange {

	/** So many keys of one counter are told at once; the rest a second later. */
	private static final int MOST = 2_000;

	private static final String TELL = """
			INSERT INTO node_counts AS c (node, counter, key, total, latest, at)
			SELECT ?, t.counter, t.key, t.amount, t.amount, now() FROM unnest(?, ?, ?) AS t (counter, key, amount)
			ON CONFLICT (node, counter, key)
			DO UPDATE SET total = c.total + excluded.latest, latest = excluded.latest, at = excluded.at
			""";

	private static final String HEAR = """
			SELECT node, counter, key, total, latest FROM node_counts
			 WHERE at > now() - interval '5 seconds' AND node <> ?
			""";

	private static final String FORGET = "DELETE FROM node_counts WHERE at < now() - interval '2 minutes'";

	/** Once in so many exchanges. */
	private static final int FORGET_EACH = 60;

	private final JdbcTemplate jdbc;

	private final Map<String, Counter> counters = new ConcurrentHashMap<>();

	/** What was heard of each key of each node. */
	private final Cache<Heard, Long> heard = Caffeine.newBuilder()
		.maximumSize(200_000)
		.expireAfterWrite(Duration.ofMinutes(2))
		.build();

	private volatile boolean shared;

	private int exchanges;

	public CountExchange(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A counter of the same name as the other nodes have.
	 * @param worthTelling fewer in a second nobody tells: they are within the limit on
	 * however many nodes
	 * @param others hears what others have counted
	 */
	public Counter counter(String name, int worthTelling, Listener others) {
		Counter counter = new Counter(worthTelling, others);
		this.counters.put(name, counter);
		return counter;
	}

	/** Tells and hears; alone, counts nothing. */
	void exchange(UUID node, boolean withOthers) {
		this.shared = withOthers;
		if (!withOthers) {
			this.counters.values().forEach((counter) -> counter.mine.clear());
			return;
		}
		tell(node);
		this.jdbc.query(HEAR, this::hear, node);
		if (++this.exchanges % FORGET_EACH == 0) {
			this.jdbc.update(FORGET);
		}
	}

	private void tell(UUID node) {
		List<String> names = new ArrayList<>();
		List<String> keys = new ArrayList<>();
		List<Long> amounts = new ArrayList<>();
		this.counters.forEach((name, counter) -> counter.take().forEach((key, amount) -> {
			names.add(name);
			keys.add(key);
			amounts.add(amount);
		}));
		if (!names.isEmpty()) {
			this.jdbc.update(TELL, node, names.toArray(String[]::new), keys.toArray(String[]::new),
					amounts.toArray(Long[]::new));
		}
	}

	/** Of a key that is heard of first only the latest: the rest may be long ago. */
	private void hear(ResultSet row) throws SQLException {
		Counter counter = this.counters.get(row.getString("counter"));
		if (counter == null) {
			return;
		}
		Heard one = new Heard(row.getObject("node", UUID.class), row.getString("counter"), row.getString("key"));
		long total = row.getLong("total");
		Long before = this.heard.getIfPresent(one);
		long more = (before != null && before <= total) ? total - before : row.getLong("latest");
		this.heard.put(one, total);
		if (more > 0) {
			counter.others.counted(one.key(), more);
		}
	}

	/** Counts what this node does. */
	public final class Counter {

		private final int worthTelling;

		private final Listener others;

		private final Map<String, AtomicLong> mine = new ConcurrentHashMap<>();

		private Counter(int worthTelling, Listener others) {
			this.worthTelling = worthTelling;
			this.others = others;
		}

		/** One more. Costs nothing while there is no other node. */
		public void add(String key) {
			if (CountExchange.this.shared) {
				this.mine.computeIfAbsent(key, (unknown) -> new AtomicLong()).incrementAndGet();
			}
		}

		private Map<String, Long> take() {
			Map<String, Long> taken = new HashMap<>();
			this.mine.keySet().stream().limit(MOST).toList().forEach((key) -> {
				AtomicLong amount = this.mine.remove(key);
				if (amount != null && amount.get() >= this.worthTelling) {
					taken.put(key, amount.get());
				}
			});
			return taken;
		}

	}

	/** Hears what others have counted. */
	@FunctionalInterface
	public interface Listener {

		void counted(String key, long amount);

	}

	private record Heard(UUID node, String counter, String key) {
	}

}
