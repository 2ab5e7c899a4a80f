package io.nagare.signin.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.AfterCommit;
import io.nagare.directory.Caller;
import io.nagare.directory.User;
import io.nagare.shared.Memory;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.signin.SignInAuditEvent;

/**
 * Makes, finds and revokes personal access tokens. A revoked one is refused at once on
 * this node and after ten seconds at most on the others.
 */
@Component
public class PersonalTokens {

	/** By it people, and scanners for leaked secrets, recognise one. */
	static final String PREFIX = "ngr_";

	private static final Duration LONGEST = Duration.ofDays(366);

	private static final Duration MEMORY = Duration.ofSeconds(10);

	private static final Duration COARSE = Duration.ofMinutes(1);

	/** What one person can still keep apart. */
	private static final int MOST = 50;

	private final PersonalTokenRepository tokens;

	private final AcrossTenants acrossTenants;

	private final ApplicationEventPublisher events;

	private final Cache<String, Grant> known = Caffeine.newBuilder()
		.maximumSize(50_000)
		.expireAfterWrite(MEMORY)
		.build();

	/** Tells a reader that what he has just read may be old. */
	private final AtomicLong changes = new AtomicLong();

	PersonalTokens(PersonalTokenRepository tokens, AcrossTenants acrossTenants, ApplicationEventPublisher events) {
		this.tokens = tokens;
		this.acrossTenants = acrossTenants;
		this.events = events;
	}

	public static boolean looksLikeOne(String word) {
		return word.startsWith(PREFIX);
	}

	/** What the bearer of the token may do, if it is good now. */
	public Optional<Grant> find(String hash) {
		@Nullable Grant known = this.known.getIfPresent(hash);
		return Optional.ofNullable(known).or(() -> read(hash)).filter((grant) -> grant.isGoodAt(Instant.now()));
	}

	/** What has been revoked while it was read is not remembered. */
	private Optional<Grant> read(String hash) {
		long before = this.changes.get();
		Optional<Grant> read = this.acrossTenants.read(() -> this.tokens.findByTokenHash(hash).map(Grant::of));
		read.ifPresent((grant) -> {
			this.known.put(hash, grant);
			used(grant);
		});
		if (this.changes.get() != before) {
			this.known.invalidate(hash);
		}
		return read;
	}

	private void used(Grant grant) {
		Instant now = Instant.now();
		if (grant.isGoodAt(now) && (grant.lastUsed() == null || grant.lastUsed().isBefore(now.minus(COARSE)))) {
			this.acrossTenants.write(() -> this.tokens.used(grant.id(), now, now.minus(COARSE)));
		}
	}

	/** The tokens of the user that are good now, the youngest first. */
	@Transactional(readOnly = true)
	public List<PersonalToken> of(UUID user) {
		return this.tokens.findGood(user, Instant.now());
	}

	/**
	 * Makes a token for the caller.
	 * @throws Refusal VALIDATION_FAILED where it would last longer than a year, or could
	 * do more than the caller may; CONFLICT where he has too many
	 */
	@Transactional
	public Made make(Caller by, NewToken wanted) {
		Instant now = Instant.now();
		if (!wanted.expiresAt().isAfter(now)) {
			throw Refusal.invalid("expires_at", "future");
		}
		if (wanted.expiresAt().isAfter(now.plus(LONGEST))) {
			throw Refusal.invalid("expires_at", "token_too_long", LONGEST.toDays());
		}
		@Nullable Set<String> permissions = wanted.permissions();
		if (permissions != null && (permissions.isEmpty() || !by.permissions().containsAll(permissions))) {
			throw Refusal.invalid("permissions", "not_allowed",
					String.join(", ", by.permissions().stream().sorted().toList()));
		}
		if (of(by.userId()).size() >= MOST) {
			throw Refusal.conflict(null, "too_many", MOST);
		}
		String secret = PREFIX + RandomToken.next();
		PersonalToken token = this.tokens.save(new PersonalToken(by, wanted.name().strip(), RandomToken.hash(secret),
				Boolean.TRUE.equals(wanted.readOnly()), permissions, now.truncatedTo(ChronoUnit.MICROS),
				wanted.expiresAt()));
		this.events.publishEvent(SignInAuditEvent.tokenMade(token));
		return new Made(token, secret);
	}

	/**
	 * Revokes a token of the user.
	 * @throws Refusal NOT_FOUND where he has no such token
	 */
	@Transactional
	public void revoke(UUID user, UUID id) {
		revoke(this.tokens.findByIdAndUserIdAndRevokedAtIsNull(id, user).orElseThrow(Refusal::notFound));
	}

	/** Revokes all tokens of the user. */
	@Transactional
	public void revokeAll(UUID user) {
		of(user).forEach(this::revoke);
	}

	private void revoke(PersonalToken token) {
		token.revoke(Instant.now());
		this.tokens.saveAndFlush(token);
		this.events.publishEvent(SignInAuditEvent.tokenRevoked(token));
		this.events.publishEvent(new Memory.Changed(Memory.SIGN_INS));
		AfterCommit.run(() -> {
			this.changes.incrementAndGet();
			this.known.invalidate(token.tokenHash());
		});
	}

	@EventListener
	void on(Memory.Outdated outdated) {
		if (outdated.what() == Memory.SIGN_INS) {
			this.changes.incrementAndGet();
			this.known.invalidateAll();
		}
	}

	/** Who may not be here any more leaves nothing behind that could be. */
	@EventListener
	void on(User.Event event) {
		if (event instanceof User.Deactivated) {
			revokeAll(event.user());
		}
	}

	/**
	 * A token that is wanted.
	 *
	 * @param name what its owner will know it by
	 * @param expiresAt when it ends, within a year
	 * @param readOnly whether it may change nothing; null for no
	 * @param permissions those of the owner's that it has; null for all he has at the
	 * time
	 */
	public record NewToken(@NotBlank @Size(max = 100) String name, @NotNull Instant expiresAt,
			@Nullable Boolean readOnly, @Nullable @Size(max = 50) Set<@NotBlank @Size(max = 50) String> permissions) {
	}

	/**
	 * A token just made.
	 *
	 * @param token what is kept of it
	 * @param secret what its bearer sends: never to be seen again
	 */
	public record Made(PersonalToken token, String secret) {

		@Override
		public String toString() {
			return "Made[" + this.token.id() + "]";
		}

	}

	/** What a token's bearer may do, and for whom. */
	public record Grant(UUID id, UUID userId, TokenLimit limit, Instant expires, boolean revoked,
			@Nullable Instant lastUsed) {

		private static Grant of(PersonalToken token) {
			return new Grant(token.id(), token.userId(),
					new TokenLimit(token.name(), token.isReadOnly(), token.permissions()), token.expires(),
					!token.isGoodAt(token.expires().minusMillis(1)), token.lastUsed().orElse(null));
		}

		boolean isGoodAt(Instant now) {
			return !this.revoked && now.isBefore(this.expires);
		}

	}

}
