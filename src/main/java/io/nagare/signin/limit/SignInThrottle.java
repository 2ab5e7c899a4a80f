package io.nagare.signin.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nagare.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes guessing passwords and codes slow. After a few failures on one account from one
 * address, many from one address, or many on one account from anywhere, each further one
 * doubles the time in which nothing more is tried. What failures elsewhere do to an
 * account is bounded, and does not reach the addresses its owner has signed in from
 * lately, so that nobody can lock others out. Each node counts for itself.
 */
@Component
public class SignInThrottle {

	/** Stands for every address, and is none. */
	private static final String ANYWHERE = "*";

	private static final Limit PER_ACCOUNT = new Limit(5, Duration.ofMinutes(15));

	/** Higher, since a whole office may come from one address. */
	private static final Limit PER_ADDRESS = new Limit(200, Duration.ofMinutes(1));

	/** Short, since whoever knows the name can bring it about. */
	private static final Limit PER_ACCOUNT_ANYWHERE = new Limit(50, Duration.ofSeconds(30));

	/** How long an address is known as one of the owner's. */
	private static final Duration KNOWN = Duration.ofDays(7);

	private final InstantSource clock;

	/** Accounts at addresses from which their owners have signed in. */
	private final Cache<String, Boolean> owners;

	private final Cache<String, Failures> failures;

	@Autowired
	SignInThrottle() {
		this(InstantSource.system());
	}

	SignInThrottle(InstantSource clock) {
		this.clock = clock;
		this.failures = Caffeine.newBuilder()
			.maximumSize(100_000)
			.expireAfterWrite(Duration.ofHours(1))
			.ticker(() -> clock.millis() * 1_000_000)
			.build();
		this.owners = Caffeine.newBuilder()
			.maximumSize(100_000)
			.expireAfterWrite(KNOWN)
			.ticker(() -> clock.millis() * 1_000_000)
			.build();
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
		Instant now = this.clock.instant();
		boolean known = this.owners.getIfPresent(key(account, address)) != null;
		for (String key : known ? List.of(address, key(account, address))
				: List.of(address, key(account, address), key(account, ANYWHERE))) {
			@Nullable Failures failed = this.failures.getIfPresent(key);
			if (failed != null && now.isBefore(failed.until())) {
				long seconds = Duration.between(now, failed.until()).toSeconds() + 1;
				return Optional.of(Refusal.rateLimited(seconds));
			}
		}
		return Optional.empty();
	}

	public void failed(String account, String address) {
		count(key(account, address), PER_ACCOUNT);
		count(key(account, ANYWHERE), PER_ACCOUNT_ANYWHERE);
		count(address, PER_ADDRESS);
	}

	public void succeeded(String account, String address) {
		this.failures.invalidate(key(account, address));
		this.owners.put(key(account, address), true);
	}

	private void count(String key, Limit limit) {
		Instant now = this.clock.instant();
		this.failures.asMap().compute(key, (same, known) -> {
			int count = (known != null) ? known.count() + 1 : 1;
			long seconds = (count < limit.free()) ? 0 : 1L << Math.min(count - limit.free(), 20);
			Duration pause = Duration.ofSeconds(Math.min(seconds, limit.longest().toSeconds()));
			return new Failures(count, now.plus(pause));
		});
	}

	private static String key(String account, String address) {
		return account.toLowerCase(Locale.ROOT) + "\n" + address;
	}

	/**
	 * How much is forgiven.
	 *
	 * @param free failures before the first pause, of one second
	 * @param longest pause
	 */
	private record Limit(int free, Duration longest) {
	}

	private record Failures(int count, Instant until) {
	}

}
