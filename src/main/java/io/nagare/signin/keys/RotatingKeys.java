package io.nagare.signin.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.SecurityContext;
import io.nagare.signin.keys.KeyStore.TimedKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keys that take over from each other. When each does stands in the database, so that all
 * nodes agree. A new one is published a day before it signs, and an old one until no
 * token of its can be good any more.
 */
class RotatingKeys implements SigningKeys {

	/** Every node, and everybody who remembers our keys, hears of a new one in time. */
	static final Duration PUBLISHED_BEFORE = Duration.ofDays(1);

	/** Longer than any access token lives, with room for clocks that differ. */
	static final Duration PUBLISHED_AFTER = Duration.ofHours(1);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

	private static final Logger log = LoggerFactory.getLogger(RotatingKeys.class);

	private final KeyStore store;

	private final Duration period;

	private final int bits;

	private final InstantSource clock;

	private volatile List<TimedKey> keys = List.of();

	private volatile Instant lookedAt = Instant.MIN;

	/**
	 * Reads the keys, and makes the first.
	 * @param period how long a key signs
	 * @param bits how long a key is
	 */
	RotatingKeys(KeyStore store, Duration period, int bits, InstantSource clock) {
		this.store = store;
		this.period = period;
		this.bits = bits;
		this.clock = clock;
		turn();
	}

	@Override
	public RSAKey signing() {
		List<TimedKey> known = this.keys;
		Instant now = this.clock.instant();
		RSAKey signing = known.get(0).pair();
		for (TimedKey key : known) {
			if (!key.signsFrom().isAfter(now)) {
				signing = key.pair();
			}
		}
		return signing;
	}

	/** Asks the database once more before it says that there is no such key. */
	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
		List<JWK> found = selector.select(published());
		if (found.isEmpty() && this.lookedAt.isBefore(this.clock.instant().minus(BETWEEN_LOOKS))) {
			know(this.store.read());
			return selector.select(published());
		}
		return found;
	}

	private JWKSet published() {
		return new JWKSet(this.keys.stream().<JWK>map(TimedKey::pair).toList());
	}

	/** Every node does so; the first for whom it is time makes and removes keys. */
	@Scheduled(cron = "${nagare.schedule.turn-keys}")
	void turnRegularly() {
		try {
			turn();
		}
		catch (RuntimeException ex) {
			log.warn("The signing keys could not be looked at; the next attempt follows: {}", ex.toString());
		}
	}

	void turn() {
		know(this.store.change(this::turned));
	}

	private void know(List<TimedKey> keys) {
		this.keys = List.copyOf(keys);
		this.lookedAt = this.clock.instant();
	}

	private List<TimedKey> turned(List<TimedKey> before) {
		// as exact as the database keeps it
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		if (before.isEmpty()) {
			return List.of(new TimedKey(RsaKeys.pair(RsaKeys.made(this.bits)), now));
		}
		List<TimedKey> keys = new ArrayList<>(before);
		Instant end = keys.get(keys.size() - 1).signsFrom().plus(this.period);
		Instant soonest = now.plus(PUBLISHED_BEFORE);
		if (!soonest.isBefore(end)) {
			keys.add(new TimedKey(RsaKeys.pair(RsaKeys.made(this.bits)), soonest));
		}
		while (keys.size() > 1 && keys.get(1).signsFrom().plus(PUBLISHED_AFTER).isBefore(now)) {
			keys.remove(0);
		}
		return keys;
	}

}
