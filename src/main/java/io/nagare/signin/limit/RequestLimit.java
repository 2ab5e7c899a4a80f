package io.nagare.signin.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.nagare.shared.Refusal;

/**
 * Lets so many requests a minute pass for each key. Each node counts for itself, in
 * bounded memory: who has been quiet for a minute has all of his requests again anyway
 * and is forgotten.
 */
public final class RequestLimit {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final int perMinute;

	private final TimeMeter clock;

	private final Cache<String, Bucket> buckets;

	public RequestLimit(int perMinute, TimeMeter clock) {
		this.perMinute = perMinute;
		this.clock = clock;
		this.buckets = Caffeine.newBuilder()
			.maximumSize(100_000)
			.expireAfterAccess(MINUTE)
			.ticker(clock::currentTimeNanos)
			.build();
	}

	/**
	 * Counts a request.
	 * @return what keeps it from passing, with the seconds until the next one passes;
	 * empty where it passes
	 */
	Optional<Refusal> refusal(String key) {
		ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
		if (probe.isConsumed()) {
			return Optional.empty();
		}
		long begun = TimeUnit.SECONDS.toNanos(1) - 1;
		return Optional
			.of(Refusal.rateLimited(TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + begun)));
	}

	/** The same, for who does without. */
	public boolean passes(String key) {
		return bucket(key).tryConsume(1);
	}

	private Bucket bucket(String key) {
		return this.buckets.get(key, (unknown) -> full());
	}

	private Bucket full() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.perMinute).refillGreedy(this.perMinute, MINUTE))
			.withCustomTimePrecision(this.clock)
			.build();
	}

}
