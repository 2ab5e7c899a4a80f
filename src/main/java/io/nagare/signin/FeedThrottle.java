package io.nagare.signin;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;

import io.nagare.cluster.CountExchange;
import io.nagare.shared.Refusal;

/**
 * Keeps strangers from trying the addresses of feeds, and programs from reading them all
 * the time. Who shares an address with a stranger, as behind a proxy, still reads his own
 * feed. What happens on other nodes counts within a second.
 */
@Component
public class FeedThrottle {

	/** Unknown addresses from one place in a minute. */
	public static final int UNKNOWN = 30;

	/** Reads of one feed in a minute. */
	static final int READS = 60;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final CountExchange.Counter told;

	private final Cache<String, AtomicInteger> counts = Caffeine.newBuilder()
		.maximumSize(100_000)
		.expireAfterWrite(MINUTE)
		.build();

	FeedThrottle(CountExchange nodes) {
		this.told = nodes.counter("feeds", 1, this::countedElsewhere);
	}

	/**
	 * Somebody asked for a feed that there is not.
	 * @throws Refusal RATE_LIMITED where that happened too often
	 */
	public void missed(String address) {
		count(address, UNKNOWN);
	}

	/**
	 * Lets a feed be read unless that happened too often.
	 * @throws Refusal RATE_LIMITED
	 */
	public void read(String tokenHash) {
		count(tokenHash, READS);
	}

	private void count(String key, int most) {
		this.told.add(key);
		if (this.counts.get(key, (fresh) -> new AtomicInteger()).incrementAndGet() > most) {
			throw Refusal.rateLimited(MINUTE.toSeconds());
		}
	}

	private void countedElsewhere(String key, long amount) {
		this.counts.get(key, (fresh) -> new AtomicInteger()).addAndGet((int) Math.min(amount, READS));
	}

}
