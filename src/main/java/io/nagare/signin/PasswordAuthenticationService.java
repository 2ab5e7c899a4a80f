package io.nagare.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nagare.directory.AfterCommit;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.Credentials;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.shared.RightsOutdated;
import io.nagare.signin.factor.SecondFactors;
import io.nagare.signin.limit.SignInThrottle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets in who knows a user's password, and slows down who guesses. */
@Component
public class PasswordAuthenticationService {

	private static final Logger log = LoggerFactory.getLogger(PasswordAuthenticationService.class);

	/** What is longer is not worth the hashing. */
	private static final int LONGEST = 256;

	private static final String MAC = "HmacSHA256";

	private final Credentials credentials;

	private final Callers callers;

	private final SignInThrottle throttle;

	private final SecondFactors secondFactors;

	private final ApplicationEventPublisher events;

	private final SecretKeySpec memoryKey = new SecretKeySpec(random(), MAC);

	private final Cache<String, UUID> memory = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofSeconds(60))
		.build();

	/** Tells a reader that what he has just read may be old. */
	private final AtomicLong changes = new AtomicLong();

	PasswordAuthenticationService(Credentials credentials, Callers callers, SignInThrottle throttle,
			SecondFactors secondFactors, ApplicationEventPublisher events) {
		this.credentials = credentials;
		this.callers = callers;
		this.throttle = throttle;
		this.secondFactors = secondFactors;
		this.events = events;
	}

	/**
	 * Finds out who knocks.
	 * @param code from the app or a recovery code, of who has a second factor; null for
	 * who has none, or has not been asked yet
	 * @param address where the request comes from
	 * @throws Refusal UNAUTHENTICATED, the same for every reason; SECOND_FACTOR_REQUIRED
	 * where the password is right but a code is needed too; RATE_LIMITED after too many
	 * failures
	 */
	public Caller enter(String username, String password, @Nullable String code, String address) {
		this.throttle.admit(username, address);
		Optional<Caller> caller = isUsable(username) && isUsable(password) ? this.credentials.verify(username, password)
				: Optional.empty();
		return let(username, caller, code, address);
	}

	/**
	 * Demands the password once more of who is signed in.
	 * @throws Refusal VALIDATION_FAILED for a wrong one; RATE_LIMITED after too many
	 * failures
	 */
	public void demandAgain(Caller caller, String password, String address) {
		this.throttle.admit(caller.username(), address);
		if (this.credentials.verify(caller.username(), password).isEmpty()) {
			this.throttle.failed(caller.username(), address);
			throw Refusal.invalid("current_password", "wrong_password");
		}
	}

	/**
	 * The second step of who has shown the password in a first.
	 * @throws Refusal as {@link #enter}
	 */
	public Caller enterBySecondFactor(String username, String code, String address) {
		this.throttle.admit(username, address);
		return let(username, this.callers.byUsername(username), code, address);
	}

	private Caller let(String username, Optional<Caller> known, @Nullable String code, String address) {
		boolean asked = known.filter((caller) -> this.secondFactors.isAskedOf(caller.userId())).isPresent();
		if (asked && code == null) {
			// neither a failure nor a success: whoever has the password could wipe out
			// his
			// failed codes with it
			throw new Refusal(Refusal.Kind.SECOND_FACTOR_REQUIRED, List.of());
		}
		Optional<Caller> caller = (asked && code != null) ? known.filter((one) -> accepts(one, code)) : known;
		if (caller.isEmpty()) {
			this.throttle.failed(username, address);
			// from where is personal, and on record
			log.info("A sign-in failed");
			this.events.publishEvent(
					SignInAuditEvent.failed(isUsable(username) ? this.credentials.find(username) : Optional.empty()));
		}
		else {
			this.throttle.succeeded(username, address);
		}
		return caller.orElseThrow(() -> new Refusal(Refusal.Kind.UNAUTHENTICATED,
				asked ? List.of(Refusal.Detail.of("code", "wrong_code")) : List.of()));
	}

	private boolean accepts(Caller caller, String code) {
		return isUsable(code) && this.secondFactors.accepts(caller, code);
	}

	/**
	 * The same for who sends the password with each request: once found right, it is
	 * recognised for a minute without the costly hash. What is remembered is a keyed hash
	 * that dies with the process. Who has a second factor needs a token for that.
	 * @throws Refusal as {@link #enter}
	 */
	Caller enterAgain(String username, String password, String address) {
		String seen = recognisable(username, password);
		return Optional.ofNullable(this.memory.getIfPresent(seen)).flatMap(this.callers::byId).orElseGet(() -> {
			long before = this.changes.get();
			Caller caller = enter(username, password, null, address);
			this.events.publishEvent(SignInAuditEvent.signedIn(caller));
			this.memory.put(seen, caller.userId());
			if (this.changes.get() != before) {
				this.memory.invalidate(seen);
			}
			return caller;
		});
	}

	@EventListener
	void on(User.Event event) {
		AfterCommit.run(this::forget);
	}

	/** Whose password alone opened the door may have a second factor now. */
	@EventListener
	void on(SignInAuditEvent deed) {
		if (deed.isAboutSecondFactor()) {
			AfterCommit.run(this::forget);
		}
	}

	@EventListener
	void on(RightsOutdated outdated) {
		forget();
	}

	private void forget() {
		this.changes.incrementAndGet();
		this.memory.invalidateAll();
	}

	private static byte[] random() {
		byte[] bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		return bytes;
	}

	private static boolean isUsable(String word) {
		return !word.isEmpty() && word.length() <= LONGEST && word.indexOf('\0') < 0;
	}

	private String recognisable(String username, String password) {
		try {
			Mac mac = Mac.getInstance(MAC);
			mac.init(this.memoryKey);
			return HexFormat.of().formatHex(mac.doFinal((username + '\0' + password).getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
