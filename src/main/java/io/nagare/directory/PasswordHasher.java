package io.nagare.directory;

import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id at the strength that OWASP's Password Storage Cheat
 * Sheet asks for: 19 MiB, two passes, one lane. As many at once as there are processors,
 * so that a flood of sign-ins takes neither the memory nor the requests' threads of
 * everybody else.
 */
@Component
class PasswordHasher {

	/** The hash of an account that has no password: nothing matches it. */
	static final String NONE = "!";

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final int LANES = 1;

	private static final int MEMORY_KIB = 19 * 1024;

	private static final int PASSES = 2;

	private final Argon2PasswordEncoder encoder;

	private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());

	private final String nobodys;

	PasswordHasher() {
		this(MEMORY_KIB, PASSES);
	}

	/** For tests, which make more people in an hour than a company does in a year. */
	PasswordHasher(int memoryKib, int passes) {
		this.encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memoryKib, passes);
		this.nobodys = hash(UUID.randomUUID().toString());
	}

	String hash(String password) {
		return inTurn(() -> this.encoder.encode(password));
	}

	boolean matches(String password, String hash) {
		return hash.equals(NONE) ? matchesNobody(password) : inTurn(() -> this.encoder.matches(password, hash));
	}

	/**
	 * Does the work of a comparison, so that the time an answer takes does not tell
	 * whether an account exists.
	 */
	boolean matchesNobody(String password) {
		inTurn(() -> this.encoder.matches(password, this.nobodys));
		return false;
	}

	private <T> T inTurn(Supplier<T> work) {
		this.turns.acquireUninterruptibly();
		try {
			return work.get();
		}
		finally {
			this.turns.release();
		}
	}

}
