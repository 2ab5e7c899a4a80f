package io.nagare.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nagare.directory.AcrossTenants;
import io.nagare.directory.AfterCommit;
import io.nagare.directory.Caller;
import io.nagare.directory.User;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Memory;
import io.nagare.shared.Refusal;
import io.nagare.signin.oauth.ClientAuditEvent;
import io.nagare.signin.oauth.OAuthClient;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens, continues and ends sign-ins. An ended one is refused at once on this node and
 * after ten seconds at most on the others.
 */
@Component
public class SignIns {

	private static final Duration MEMORY = Duration.ofSeconds(10);

	/** How often, at most, it is written down that a sign-in is used. */
	private static final Duration COARSE = Duration.ofMinutes(1);

	private final SignInRepository signIns;

	private final AcrossTenants acrossTenants;

	private final ApplicationEventPublisher events;

	private final Cache<UUID, Boolean> open = Caffeine.newBuilder()
		.maximumSize(100_000)
		.expireAfterWrite(MEMORY)
		.build();

	SignIns(SignInRepository signIns, AcrossTenants acrossTenants, ApplicationEventPublisher events) {
		this.signIns = signIns;
		this.acrossTenants = acrossTenants;
		this.events = events;
	}

	/** Signs somebody in whose password was right, for a program that keeps tokens. */
	public SignIn openProgramOf(Caller caller) {
		return this.acrossTenants.write(() -> opened(caller, SignIn.PROGRAM));
	}

	/** The same for a browser, whose session takes the place of tokens. */
	public SignedIn openSessionOf(Caller caller) {
		return this.acrossTenants.write(() -> SignedIn.by(caller, opened(caller, SignIn.BROWSER).id()));
	}

	private SignIn opened(Caller caller, String kind) {
		return opened(caller, new SignIn(caller, Instant.now(), kind, Visitor.current().orElse(null)));
	}

	/** Within the running transaction. */
	public SignIn opened(Caller caller, SignIn signIn) {
		this.signIns.deleteExpired(caller.userId(), Instant.now());
		UUID client = signIn.clientId();
		this.events.publishEvent(
				(client != null) ? ClientAuditEvent.signedIn(caller, client) : SignInAuditEvent.signedIn(caller));
		return this.signIns.save(signIn);
	}

	/** Ends a sign-in: its tokens and its session open nothing from now on. */
	public void end(UUID signInId) {
		endIf(signInId, (signIn) -> true);
	}

	/** The same for a client, which ends nobody else's. */
	public void end(UUID signInId, UUID client) {
		endIf(signInId, (signIn) -> client.equals(signIn.clientId()));
	}

	private void endIf(UUID signInId, Predicate<SignIn> condition) {
		this.acrossTenants.write(() -> {
			this.signIns.lock(signInId)
				.filter((signIn) -> signIn.isOpenAt(Instant.now()))
				.filter(condition)
				.ifPresent((signIn) -> {
					this.events.publishEvent(SignInAuditEvent.signedOut(signIn));
					end(signIn);
				});
			return true;
		});
	}

	/** The user's open sign-ins, the youngest first. */
	public List<SignIn> openOf(UUID user) {
		return this.acrossTenants.read(() -> this.signIns.findOpen(user, Instant.now()));
	}

	/**
	 * Ends one of the user's sign-ins from elsewhere.
	 * @param by who does it: the user himself or an administrator
	 * @throws Refusal NOT_FOUND where he has no such open one
	 */
	public void endOf(Caller by, UUID user, UUID signInId) {
		if (openOf(user).stream().noneMatch((signIn) -> signIn.id().equals(signInId))) {
			throw Refusal.notFound();
		}
		endFromElsewhere(by, signInId);
	}

	/**
	 * Ends all of the user's sign-ins.
	 * @param by who does it: the user himself or an administrator
	 * @param but the one that stays; null for none
	 */
	public void endAllOf(Caller by, UUID user, @Nullable UUID but) {
		openOf(user).stream().map(SignIn::id).filter((id) -> !id.equals(but)).forEach((id) -> endFromElsewhere(by, id));
	}

	private void endFromElsewhere(Caller by, UUID signInId) {
		this.acrossTenants.write(() -> {
			this.signIns.lock(signInId).filter((signIn) -> signIn.isOpenAt(Instant.now())).ifPresent((signIn) -> {
				this.events.publishEvent(SignInAuditEvent.sessionEnded(signIn, by));
				end(signIn);
			});
			return true;
		});
	}

	/**
	 * Ends a sign-in whose code or refresh token is in two hands.
	 * @param deed what goes on record
	 */
	public void endStolen(UUID signInId, Function<SignIn, AuditableEvent> deed) {
		this.acrossTenants.write(() -> {
			this.signIns.lock(signInId).filter((signIn) -> signIn.isOpenAt(Instant.now())).ifPresent((signIn) -> {
				this.events.publishEvent(deed.apply(signIn));
				end(signIn);
			});
			return true;
		});
	}

	/** Within the running transaction. */
	public void end(SignIn signIn) {
		signIn.end(Instant.now());
		this.events.publishEvent(new Memory.Changed(Memory.SIGN_INS));
		AfterCommit.run(() -> this.open.put(signIn.id(), false));
	}

	@EventListener
	void on(Memory.Outdated outdated) {
		if (outdated.what() == Memory.SIGN_INS) {
			this.open.invalidateAll();
		}
	}

	/** A new password, or none any more, ends what the old one opened. */
	@EventListener
	void on(User.Event event) {
		if (event instanceof User.PasswordChanged || event instanceof User.Deactivated) {
			List<SignIn> open = this.signIns.findByUserIdAndEndedAtIsNull(event.user());
			open.forEach(this::end);
		}
	}

	/** Whoever it acted for, it does no more. */
	@EventListener
	void on(OAuthClient.Ended event) {
		this.signIns.findByClientIdAndEndedAtIsNull(event.client()).forEach(this::end);
	}

	/** Whether it has neither ended nor expired. */
	boolean isOpen(UUID signInId) {
		@Nullable Boolean known = this.open.getIfPresent(signInId);
		if (known == null) {
			known = look(signInId);
			// an end that has come in between stays
			this.open.asMap().putIfAbsent(signInId, known);
		}
		return known;
	}

	private boolean look(UUID signInId) {
		Instant now = Instant.now();
		Optional<SignIn> open = this.acrossTenants
			.read(() -> this.signIns.findById(signInId).filter((signIn) -> signIn.isOpenAt(now)));
		if (open.filter((signIn) -> signIn.lastSeen().isBefore(now.minus(COARSE))).isPresent()) {
			this.acrossTenants.write(() -> this.signIns.seen(signInId, now, now.minus(COARSE)));
		}
		return open.isPresent();
	}

}
