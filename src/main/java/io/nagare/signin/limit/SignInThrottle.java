package io.nagare.signin.limit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.nagare.directory.AcrossTenants;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes guessing passwords and codes slow. After a few failures on one account from one
 * address, many from one address, or many on one account from anywhere, each further one
 * doubles the time in which nothing more is tried. What failures elsewhere do to an
 * account is bounded, and does not reach the addresses its owner has signed in from
 * lately, so that nobody can lock others out.
 * <p>
 * Counted in the database, by its clock, so that it holds on all nodes at once. Only
 * hashes of the names stand there: what is typed as one may be a password.
 */
@Component
public class SignInThrottle {

	/** Stands for every address, and is none. */
	private static final String ANYWHERE = "*";

	private static final Limit PER_ACCOUNT = new Limit(5, 15 * 60);

	/** Higher, since a whole office may come from one address. */
	private static final Limit PER_ADDRESS = new Limit(200, 60);

	/** Short, since whoever knows the name can bring it about. */
	private static final Limit PER_ACCOUNT_ANYWHERE = new Limit(50, 30);

	/**
	 * Seconds left; what happened elsewhere does not count where the owner was lately.
	 */
	private static final String WAIT = """
			SELECT max(floor(extract(epoch FROM f.until - now())) + 1)::bigint FROM sign_in_failures f
			 WHERE f.until > now() AND (f.key IN (?, ?) OR f.key = ? AND NOT EXISTS (
			       SELECT FROM sign_in_places p WHERE p.key = ? AND p.at > now() - interval '7 days'))
			""";

	/** An hour after the last one all is forgiven. */
	private static final String FAILED = """
			INSERT INTO sign_in_failures AS f (key, failures, until, at) VALUES (?, 1, now(), now())
			ON CONFLICT (key) DO UPDATE SET at = now(),
			       failures = CASE WHEN f.at < now() - interval '1 hour' THEN 1 ELSE f.failures + 1 END,
			       until = now() + make_interval(secs => CASE
			           WHEN f.at < now() - interval '1 hour' OR f.failures + 1 < ? THEN 0
			           ELSE least(power(2, least(f.failures + 1 - ?, 20)), ?) END)
			""";

	private static final String SUCCEEDED = """
			WITH forgiven AS (DELETE FROM sign_in_failures WHERE key = ?)
			INSERT INTO sign_in_places AS p (key, at) VALUES (?, now())
			ON CONFLICT (key) DO UPDATE SET at = now() WHERE p.at < now() - interval '1 day'
			""";

	private final JdbcTemplate jdbc;

	private final AcrossTenants acrossTenants;

	SignInThrottle(JdbcTemplate jdbc, AcrossTenants acrossTenants) {
		this.jdbc = jdbc;
		this.acrossTenants = acrossTenants;
	}

	/**
	 * Lets an attempt pass or not.
	 * @throws Refusal RATE_LIMITED, with the seconds left
	 */
	public void admit(String account, String address) {
		refusal(account, address).ifPresent((refusal) -> {
			throw refusal;
		});
	}

	/** What keeps an attempt from passing; empty where it passes. */
	public Optional<Refusal> refusal(String account, String address) {
		String here = key(account, address);
		@Nullable Long seconds = this.jdbc.queryForObject(WAIT, Long.class, key(address), here, key(account, ANYWHERE), here);
		return Optional.ofNullable(seconds).map(Refusal::rateLimited);
	}

	/** Counted whatever becomes of the caller's transaction. */
	public void failed(String account, String address) {
		Map<String, Limit> counted = new TreeMap<>(Map.of(key(account, address), PER_ACCOUNT, key(account, ANYWHERE),
				PER_ACCOUNT_ANYWHERE, key(address), PER_ADDRESS));
		// in the order of the keys, so that two that fail at once wait for each other in
		// one order
		this.acrossTenants.write(() -> this.jdbc.batchUpdate(FAILED,
				counted.entrySet()
					.stream()
					.map((one) -> new Object[] { one.getKey(), one.getValue().free(), one.getValue().free(),
							one.getValue().longest() })
					.toList()));
	}

	public void succeeded(String account, String address) {
		String here = key(account, address);
		this.acrossTenants.write(() -> this.jdbc.update(SUCCEEDED, here, here));
	}

	@Scheduled(cron = "${nagare.schedule.remove-sign-in-failures}")
	@SchedulerLock(name = "remove-sign-in-failures")
	void removeOld() {
		this.acrossTenants.write(() -> Stream
			.of("DELETE FROM sign_in_failures WHERE at < now() - interval '1 hour' AND until < now()",
					"DELETE FROM sign_in_places WHERE at < now() - interval '8 days'")
			.mapToInt(this.jdbc::update)
			.sum());
	}

	private static String key(String account, String address) {
		return key(account.toLowerCase(Locale.ROOT) + "\n" + address);
	}

	private static String key(String of) {
		return RandomToken.hash(of);
	}

	/**
	 * How much is forgiven.
	 *
	 * @param free failures before the first pause, of one second
	 * @param longest pause, in seconds
	 */
	private record Limit(int free, int longest) {
	}

}
