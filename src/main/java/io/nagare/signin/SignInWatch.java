package io.nagare.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.signin.limit.RequestLimit;
import io.nagare.directory.Callers;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.token.RefusedTokenAuditor;

/**
 * Looks again and again whether somebody who stays connected may still be here, as each
 * request is looked at once: his sign-in or token, the person himself, and where and when
 * his tenant lets him in.
 */
@Component
public class SignInWatch {

	private final BearerAuthenticationService bearers;

	private final SignIns signIns;

	private final Callers callers;

	private final CallerLimits limits;

	private final RefusedTokenAuditor refused;

	private final RequestLimit requests;

	private final Clock clock;

	SignInWatch(BearerAuthenticationService bearers, SignIns signIns, Callers callers, CallerLimits limits,
			RefusedTokenAuditor refused, RequestLimit requests, Clock clock) {
		this.requests = requests;
		this.bearers = bearers;
		this.signIns = signIns;
		this.callers = callers;
		this.limits = limits;
		this.refused = refused;
		this.clock = clock;
	}

	/**
	 * Who sends the token in another way than as Bearer of a request; empty where it
	 * opens nothing, which goes on record.
	 * @param address where he comes from
	 */
	public Optional<SignedIn> bearerOf(String token, String address) {
		try {
			return this.bearers.manager()
				.authenticate(new BearerTokenAuthenticationToken(token)) instanceof SignedIn who ? Optional.of(who)
						: Optional.empty();
		}
		catch (AuthenticationException | IllegalArgumentException ex) {
			this.refused.refused("unknown", address);
			return Optional.empty();
		}
	}

	/**
	 * The person with what he may do now; empty where he may not be here any more, at
	 * most a minute after he lost it.
	 * @param address where he is
	 */
	public Optional<Caller> stillHere(SignedIn who, String address) {
		@Nullable Instant until = who.until();
		if ((until != null && until.isBefore(this.clock.instant()))
				|| !who.signIn().map(this.signIns::isOpen).orElse(true)) {
			return Optional.empty();
		}
		return this.callers.byId(who.userId())
			.flatMap((caller) -> this.limits.limited(caller, who))
			.filter((caller) -> mayBe(caller, address));
	}

	/**
	 * Counts what somebody asks over a connection that stays, as each request is counted.
	 * @param who his id; as long as he has not said who he is, his address
	 * @return whether he may ask it
	 */
	public boolean passes(String who) {
		return this.requests.passes(who);
	}

	/**
	 * Counts what somebody asks with one request beside the first thing, as so many
	 * requests.
	 * @throws Refusal RATE_LIMITED where that is too often
	 */
	public void countBeside(Caller caller, int more) {
		if (more > 0) {
			this.requests.refusal(caller.userId().toString(), more).ifPresent((refusal) -> {
				throw refusal;
			});
		}
	}

	/** Whether what the person may do has ended by itself since he was looked up. */
	public boolean isOutdated(Caller caller) {
		return caller.isOutdatedAt(this.clock.instant());
	}

	/**
	 * Does the work as that person, with what he may do now and in his tenant; empty
	 * where he may not be here any more, and for who belongs to no tenant.
	 * @param address where he is
	 */
	public <T> Optional<T> as(SignedIn who, String address, Supplier<T> work) {
		return stillHere(who, address).flatMap(
				(caller) -> Optional.ofNullable(caller.tenant()).map((tenant) -> who.during(caller, tenant, work)));
	}

	private boolean mayBe(Caller caller, String address) {
		@Nullable TenantId tenant = caller.tenant();
		return (tenant != null) ? Tenancy.as(tenant, () -> this.limits.admits(caller, address))
				: Tenancy.asPlatform(() -> this.limits.admits(caller, address));
	}

}
