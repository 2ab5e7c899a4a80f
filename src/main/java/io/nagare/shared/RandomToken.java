package io.nagare.shared;

import java.security.SecureRandom;
import java.util.Base64;

/** A secret that nobody can guess, so that a plain, fast hash is enough to store it. */
public final class RandomToken {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int BYTES = 32;

	private RandomToken() {
	}

	/** A new one, in letters that an address may hold. */
	public static String next() {
		byte[] bytes = new byte[BYTES];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** What is stored of it: its SHA-256 in hexadecimal digits. */
	public static String hash(String token) {
		return Sha256.hex(token);
	}

}
