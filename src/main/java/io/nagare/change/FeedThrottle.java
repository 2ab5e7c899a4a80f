package io.nagare.change;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;

/**
 * Keeps strangers from trying addresses, and calendar programs from asking all the time.
 * Each node counts for itself.
 */
@Component
class FeedThrottle {

	/** Unknown addresses from one place in a minute. */
	static final int UNKNOWN = 30;

	/** Reads of one feed in a minute. */
	static final int READS = 60;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Cache<String, AtomicInteger> counts = Caffeine.newBuilder()
		.maximumSize(100_000)
		.expireAfterWrite(MINUTE)
		.build();

	/**
	 * Lets somebody ask who has not missed too often.
	 * @throws Refusal RATE_LIMITED
	 */
	void admit(String address) {
		AtomicInteger missed = this.counts.getIfPresent(address);
		if (missed != null && missed.get() >= UNKNOWN) {
			throw Refusal.rateLimited(MINUTE.toSeconds());
		}
	}

	void missed(String address) {
		count(address);
	}

	/**
	 * Lets a feed be read unless that happened too often.
	 * @throws Refusal RATE_LIMITED
	 */
	void read(String tokenHash) {
		if (count(tokenHash) > READS) {
			throw Refusal.rateLimited(MINUTE.toSeconds());
		}
	}

	private int count(String key) {
		return this.counts.get(key, (fresh) -> new AtomicInteger()).incrementAndGet();
	}

}
