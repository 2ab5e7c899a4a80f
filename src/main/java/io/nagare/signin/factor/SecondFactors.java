package io.nagare.signin.factor;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriUtils;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.AfterCommit;
import io.nagare.directory.Caller;
import io.nagare.directory.RoleManagement;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.RightsChanged;
import io.nagare.shared.RightsOutdated;
import io.nagare.signin.SignInAuditEvent;
import io.nagare.signin.keys.SecretBox;
import io.nagare.signin.limit.SignInThrottle;

/**
 * The second factor: a code from the person's authenticator app, or one of the recovery
 * codes he was given for the day he has lost it. Each code is taken once.
 */
@Component
public class SecondFactors {

	private static final int SECRET_BYTES = 20;

	private static final int RECOVERY_CODES = 10;

	/** 80 bits: a fast hash is enough to store them. */
	private static final int RECOVERY_BYTES = 10;

	private static final Duration MEMORY = Duration.ofSeconds(10);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final SecondFactorRows rows;

	private final SecretBox box;

	private final SignInThrottle throttle;

	private final AcrossTenants acrossTenants;

	private final RoleManagement roles;

	private final ApplicationEventPublisher events;

	private final Cache<Debtor, Boolean> owing = Caffeine.newBuilder()
		.maximumSize(50_000)
		.expireAfterWrite(MEMORY)
		.build();

	SecondFactors(SecondFactorRows rows, SecretBox box, SignInThrottle throttle, AcrossTenants acrossTenants,
			RoleManagement roles, ApplicationEventPublisher events) {
		this.rows = rows;
		this.box = box;
		this.throttle = throttle;
		this.acrossTenants = acrossTenants;
		this.roles = roles;
		this.events = events;
	}

	/** Whether the person's password alone opens nothing, read anew. */
	public boolean isAskedOf(UUID user) {
		return this.acrossTenants.read(() -> this.rows.find(user).filter((row) -> row.confirmed() != null).isPresent());
	}

	/**
	 * Whether a role of the person's needs a second factor and he has none, as known at
	 * most ten seconds ago: until he has, he can do nothing else.
	 */
	public boolean isOwedBy(Caller caller) {
		Debtor debtor = new Debtor(caller.userId(), caller.roles());
		@Nullable Boolean known = this.owing.getIfPresent(debtor);
		if (known == null) {
			known = this.acrossTenants.read(() -> this.rows.owes(caller.tenantId(), caller.roles(), caller.userId()));
			this.owing.put(debtor, known);
		}
		return known;
	}

	/** How the caller's second factor stands. */
	@Transactional(readOnly = true)
	public Standing of(Caller caller) {
		@Nullable Instant since = this.rows.find(caller.userId()).map(SecondFactorRows.Row::confirmed).orElse(null);
		return new Standing(since, this.rows.recoveryCodesLeft(caller.userId()),
				this.rows.roles(caller.tenantId()).stream().anyMatch(caller.roles()::contains));
	}

	/**
	 * Makes a secret for the caller's app; it is asked for once a code has shown that the
	 * app has it.
	 * @throws Refusal CONFLICT where he has a second factor
	 */
	@Transactional
	public Enrolment begin(Caller caller) {
		byte[] secret = random(SECRET_BYTES);
		if (!this.rows.begin(caller.userId(), caller.tenantId(), this.box.seal(secret, caller.userId().toString()))) {
			throw Refusal.conflict(null, "second_factor_exists");
		}
		return Enrolment.of(caller, secret);
	}

	/**
	 * The secret that the caller has begun with; a new one where he has not begun.
	 * @throws Refusal CONFLICT where he has a second factor
	 */
	@Transactional
	public Enrolment goOn(Caller caller) {
		return this.rows.find(caller.userId())
			.filter((row) -> row.confirmed() == null)
			.map((row) -> Enrolment.of(caller, this.box.open(row.sealed(), caller.userId().toString())))
			.orElseGet(() -> begin(caller));
	}

	/**
	 * Takes the first code, which shows that the app has the secret.
	 * @return the recovery codes, never to be seen again
	 * @throws Refusal VALIDATION_FAILED for a wrong code; CONFLICT where nothing was
	 * begun or it was confirmed before; RATE_LIMITED after too many failures
	 */
	@Transactional
	public List<String> confirm(Caller caller, String code, String address) {
		SecondFactorRows.Row row = this.rows.lock(caller.userId())
			.filter((one) -> one.confirmed() == null)
			.orElseThrow(() -> Refusal.conflict(null, "second_factor_not_begun"));
		demand(caller, address, acceptsTotp(caller.userId(), row, plain(code)));
		this.rows.confirm(caller.userId(), Instant.now());
		List<String> recoveryCodes = newRecoveryCodes(caller);
		changed(SignInAuditEvent.secondFactor("enrolled", caller.userId()));
		return recoveryCodes;
	}

	/**
	 * Gives the second factor up.
	 * @throws Refusal as {@link #renewRecoveryCodes}
	 */
	@Transactional
	public void disable(Caller caller, String code, String address) {
		demandCode(caller, code, address);
		this.rows.remove(caller.userId());
		changed(SignInAuditEvent.secondFactor("disabled", caller.userId()));
	}

	/**
	 * New recovery codes; the old ones are worth nothing any more.
	 * @throws Refusal VALIDATION_FAILED for a wrong code; CONFLICT where he has no second
	 * factor; RATE_LIMITED after too many failures
	 */
	@Transactional
	public List<String> renewRecoveryCodes(Caller caller, String code, String address) {
		demandCode(caller, code, address);
		List<String> recoveryCodes = newRecoveryCodes(caller);
		this.events.publishEvent(SignInAuditEvent.secondFactor("recovery_codes_renewed", caller.userId()));
		return recoveryCodes;
	}

	/**
	 * Takes the second factor of somebody who has lost it away, on behalf of an
	 * administrator. Where his role needs one, he is led to enrol anew.
	 * @throws Refusal NOT_FOUND where he has none
	 */
	@Transactional
	public void reset(UUID user) {
		if (!this.rows.remove(user)) {
			throw Refusal.notFound();
		}
		changed(SignInAuditEvent.secondFactor("reset", user));
	}

	/** The roles whose people, of the caller's tenant, need a second factor. */
	@Transactional(readOnly = true)
	public Set<String> roles(Caller by) {
		by.demand("user:manage");
		return this.rows.roles(by.tenantId());
	}

	/**
	 * Says whose people need a second factor: those of the caller's tenant, or platform
	 * administrators.
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED for what is no role
	 */
	@Transactional
	public Set<String> demandOf(Caller by, Set<String> roles) {
		by.demand("user:manage");
		List<String> possible = this.roles.words(by);
		if (!possible.containsAll(roles)) {
			throw Refusal.invalid("roles", "not_allowed", String.join(", ", possible));
		}
		this.rows.demandOf(by.tenantId(), roles);
		changed(SignInAuditEvent.secondFactorRoles(roles));
		return roles;
	}

	/**
	 * Whether the code is right; it is used up then. The transaction is its own. Codes of
	 * one person are looked at one after the other, whatever addresses they come from,
	 * and after ten wrong ones only one each thirty seconds.
	 * @throws Refusal RATE_LIMITED, for a right one too
	 */
	public boolean accepts(Caller caller, String code) {
		return this.acrossTenants.write(() -> acceptsNow(caller, plain(code)));
	}

	private boolean acceptsNow(Caller caller, String code) {
		UUID user = caller.userId();
		Instant now = Instant.now();
		Optional<SecondFactorRows.Row> row = this.rows.lock(user).filter((one) -> one.confirmed() != null);
		row.flatMap((one) -> one.closedUntil(now)).ifPresent((until) -> {
			throw Refusal.rateLimited(Duration.between(now, until).toSeconds() + 1);
		});
		boolean right = row.filter((one) -> acceptsTotp(user, one, code)).isPresent();
		boolean recovered = !right && row.isPresent() && this.rows.useRecoveryCode(user, hash(user, code), now);
		if (recovered) {
			this.events.publishEvent(SignInAuditEvent.recoveryCodeUsed(caller));
		}
		if (right || recovered) {
			this.rows.right(user);
		}
		else {
			this.rows.wrong(user, now);
		}
		return right || recovered;
	}

	private boolean acceptsTotp(UUID user, SecondFactorRows.Row row, String code) {
		OptionalLong step = Totp.step(this.box.open(row.sealed(), user.toString()), code, Instant.now(),
				row.lastStep());
		step.ifPresent((used) -> this.rows.used(user, used));
		return step.isPresent();
	}

	/**
	 * Demands a code of who has a second factor, before he makes what stands for it.
	 * @param code null where he sends none
	 * @throws Refusal VALIDATION_FAILED for none or a wrong one; RATE_LIMITED after too
	 * many failures
	 */
	public void demandWhereEnrolled(Caller caller, @Nullable String code, String address) {
		if (isAskedOf(caller.userId())) {
			if (code == null || code.isBlank()) {
				throw Refusal.invalid("code", "required");
			}
			demand(caller, address, accepts(caller, code));
		}
	}

	private void demandCode(Caller caller, String code, String address) {
		if (this.rows.find(caller.userId()).filter((row) -> row.confirmed() != null).isEmpty()) {
			throw Refusal.conflict(null, "second_factor_none");
		}
		this.throttle.admit(caller.username(), address);
		demand(caller, address, accepts(caller, code));
	}

	/** Codes are guessed as passwords are, and slowed down with them. */
	private void demand(Caller caller, String address, boolean right) {
		this.throttle.admit(caller.username(), address);
		if (!right) {
			this.throttle.failed(caller.username(), address);
			throw Refusal.invalid("code", "wrong_code");
		}
	}

	private List<String> newRecoveryCodes(Caller caller) {
		List<String> codes = Stream.generate(SecondFactors::newRecoveryCode).limit(RECOVERY_CODES).toList();
		this.rows.replaceRecoveryCodes(caller.userId(), caller.tenantId(),
				codes.stream().map((code) -> hash(caller.userId(), plain(code))).toList());
		return codes;
	}

	private static String newRecoveryCode() {
		String code = Base32.toBase32String(random(RECOVERY_BYTES)).toLowerCase(Locale.ROOT);
		List<String> groups = new ArrayList<>();
		for (int at = 0; at < code.length(); at += 4) {
			groups.add(code.substring(at, at + 4));
		}
		return String.join("-", groups);
	}

	private void changed(SignInAuditEvent deed) {
		this.events.publishEvent(deed);
		this.events.publishEvent(new RightsChanged());
		AfterCommit.run(this.owing::invalidateAll);
	}

	@EventListener
	void on(RightsOutdated outdated) {
		this.owing.invalidateAll();
	}

	private static String hash(UUID user, String code) {
		return RandomToken.hash(user + " " + code);
	}

	/** People copy codes with spaces and dashes, and in any case of letters. */
	private static String plain(String code) {
		return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
	}

	private static byte[] random(int count) {
		byte[] bytes = new byte[count];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

	private record Debtor(UUID user, Set<String> roles) {
	}

	/**
	 * How a second factor stands.
	 *
	 * @param since when it was confirmed; null where there is none
	 * @param recoveryCodesLeft how many are unused
	 * @param required whether a role of the person's needs one
	 */
	public record Standing(@Nullable Instant since, int recoveryCodesLeft, boolean required) {
	}

	/**
	 * What an authenticator app needs.
	 *
	 * @param secret in Base32, to be typed
	 * @param uri the same as an {@code otpauth} address, to be drawn as a QR code
	 */
	public record Enrolment(String secret, String uri) {

		private static Enrolment of(Caller caller, byte[] secret) {
			String word = Base32.toBase32String(secret);
			return new Enrolment(word,
					"otpauth://totp/Nagare:" + UriUtils.encode(caller.username(), StandardCharsets.UTF_8) + "?secret="
							+ word + "&issuer=Nagare");
		}

		@Override
		public String toString() {
			return "Enrolment[not shown]";
		}

	}

}
