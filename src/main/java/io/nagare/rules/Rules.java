package io.nagare.rules;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Applies rule sets: of each the version that was approved last, or the shipped one where
 * none was. A new version works on this node at once and on the others a second later, at
 * most: each node asks once a second which versions stand. No request comes in before the
 * rules are compiled, and shipped rules that do not compile end the start.
 */
@Component
public class Rules implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Rules.class);

	private static final long MEMORY = Duration.ofSeconds(1).toNanos();

	private final ShippedRules shipped;

	private final JdbcTemplate jdbc;

	/** Versions never change, so that no node must be told about a change. */
	private final Cache<Version, RuleSet> compiled = Caffeine.newBuilder().maximumSize(100).build();

	private volatile @Nullable Approved approved;

	private volatile boolean running;

	Rules(ShippedRules shipped, JdbcTemplate jdbc) {
		this.shipped = shipped;
		this.jdbc = jdbc;
	}

	/**
	 * Lets a rule set work on facts. The rules see these facts only, and speak by calling
	 * their methods. Waits for the compiler where it has not finished.
	 * @param ruleSet folder and file without ending, such as
	 * {@code incident/priority-modifiers}
	 * @param facts objects of classes that are a {@link Fact}
	 * @return what decided, for the record
	 * @throws IllegalArgumentException for a rule set that does not exist
	 * @throws IllegalStateException where the rules do not come to rest after 50 firings
	 */
	public FiredRules apply(String ruleSet, Object... facts) {
		return inUse(ruleSet).fire(facts);
	}

	/**
	 * The version that works now. Where the approved one does not compile any more, since
	 * a release has changed a fact, the shipped one works.
	 * @throws IllegalArgumentException for a rule set that does not exist
	 */
	RuleSet inUse(String name) {
		ShippedRules.@Nullable Shipped brought = this.shipped.all().get(name);
		if (brought == null) {
			throw new IllegalArgumentException(
					"There is no rule set " + name + ", only " + this.shipped.all().keySet());
		}
		@Nullable Integer version = approved().get(name);
		if (version == null) {
			return brought.rules();
		}
		return this.compiled.get(new Version(name, version), (missing) -> {
			try {
				return compile(name, version, stored(name, version));
			}
			catch (BrokenRules ex) {
				logger.error("Version " + version + " of the rule set " + name
						+ " does not compile any more. The shipped rules work in its place.", ex);
				return brought.rules();
			}
		});
	}

	/**
	 * Compiles aside, changing nothing.
	 * @throws BrokenRules with all errors
	 */
	RuleSet compile(String name, int version, String drl) {
		return RuleSet.compile(name, version, drl, this.shipped.classes());
	}

	/** Lets the next call ask which versions stand. */
	void forget() {
		this.approved = null;
	}

	/** Waits for the compiler, so that broken rules end the start. */
	@Override
	public void start() {
		this.shipped.all().keySet().forEach(this::inUse);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server and the job executor, which call for rules. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/** The latest approved version of each rule set that has one. */
	private Map<String, Integer> approved() {
		@Nullable Approved known = this.approved;
		if (known == null || System.nanoTime() - known.askedAt() > MEMORY) {
			long now = System.nanoTime();
			Map<String, Integer> versions = new HashMap<>();
			this.jdbc.query("select name, max(number) from rule_set_versions where number is not null group by name",
					(row) -> {
						versions.put(row.getString(1), row.getInt(2));
					});
			known = new Approved(versions, now);
			this.approved = known;
		}
		return known.versions();
	}

	private String stored(String name, int version) {
		@Nullable String drl = this.jdbc.queryForObject("select drl from rule_set_versions where name = ? and number = ?",
				String.class, name, version);
		if (drl == null) {
			throw new IllegalStateException("Version " + version + " of " + name + " is gone");
		}
		return drl;
	}

	private record Version(String name, int number) {
	}

	private record Approved(Map<String, Integer> versions, long askedAt) {
	}

}
