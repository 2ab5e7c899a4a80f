package io.nagare.signin.factor;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

/**
 * Codes that an authenticator app shows: RFC 6238 as all apps understand it, with
 * HMAC-SHA-1, six digits and thirty seconds.
 */
public final class Totp {

	private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();

	private static final Duration STEP = GENERATOR.getTimeStep();

	/** How far the clock of a telephone may differ, in steps. */
	private static final long SKEW = 1;

	private Totp() {
	}

	/** The code of the moment. */
	public static String code(byte[] secret, Instant at) {
		try {
			return GENERATOR.generateOneTimePasswordString(new SecretKeySpec(secret, GENERATOR.getAlgorithm()), at);
		}
		catch (InvalidKeyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The time step whose code it is, of those around now.
	 * @param after the step of the last code that was taken: older ones are refused
	 */
	static OptionalLong step(byte[] secret, String code, Instant now, long after) {
		long current = now.getEpochSecond() / STEP.toSeconds();
		return LongStream.rangeClosed(current - SKEW, current + SKEW)
			.filter((step) -> step > after)
			.filter((step) -> same(code(secret, Instant.ofEpochSecond(step * STEP.toSeconds())), code))
			.findFirst();
	}

	/** In a time that does not tell how many digits are right. */
	private static boolean same(String right, String given) {
		return MessageDigest.isEqual(right.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
	}

}
