package io.nagare.signin.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.nagare.cluster.CountExchange;
import io.nagare.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many requests a minute pass for each key, in bounded memory: who has been quiet
 * for a minute has all of his requests again anyway and is forgotten. What passes on
 * other nodes is taken off as soon as it is heard of, within a second or two.
 */
public final class RequestLimit {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/**
	 * A twentieth of what comes back in a second: ten nodes that don't tell it don't
	 * matter.
	 */
	private static final int UNTOLD = 60 * 20;

	private final int perMinute;

	private final TimeMeter clock;

	private final Cache<String, Bucket> buckets;

	private final CountExchange.@Nullable Counter told;

	/** Counts for this node alone. */
	public RequestLimit(int perMinute, TimeMeter clock) {
		this(perMinute, clock, null, "");
	}

	/**
	 * Counts for all nodes together.
	 * @param name the same on all of them, and no other limit's
	 */
	public RequestLimit(int perMinute, CountExchange nodes, String name) {
		this(perMinute, TimeMeter.SYSTEM_NANOTIME, nodes, name);
	}

	private RequestLimit(int perMinute, TimeMeter clock, @Nullable CountExchange nodes, String name) {
		this.perMinute = perMinute;
		this.clock = clock;
		this.buckets = Caffeine.newBuilder()
			.maximumSize(100_000)
			.expireAfterAccess(MINUTE)
			.ticker(clock::currentTimeNanos)
			.build();
		this.told = (nodes != null) ? nodes.counter(name, Math.max(1, perMinute / UNTOLD), this::passedElsewhere)
				: null;
	}

	/**
	 * Counts a request.
	 * @return what keeps it from passing, with the seconds until the next one passes;
	 * empty where it passes
	 */
	Optional<Refusal> refusal(String key) {
		return refusal(key, 1);
	}

	/** Counts a request that asks for as much as so many, as these. */
	public Optional<Refusal> refusal(String key, int requests) {
		int counted = Math.min(requests, this.perMinute);
		ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(counted);
		if (probe.isConsumed()) {
			for (int i = 0; i < counted; i++) {
				tell(key);
			}
			return Optional.empty();
		}
		long begun = TimeUnit.SECONDS.toNanos(1) - 1;
		return Optional
			.of(Refusal.rateLimited(TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + begun)));
	}

	/** The same, for who does without. */
	public boolean passes(String key) {
		boolean passes = bucket(key).tryConsume(1);
		if (passes) {
			tell(key);
		}
		return passes;
	}

	private void tell(String key) {
		if (this.told != null) {
			this.told.add(key);
		}
	}

	private void passedElsewhere(String key, long amount) {
		bucket(key).consumeIgnoringRateLimits(Math.min(amount, this.perMinute));
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
