package io.nagare.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.token.AccessTokens;
import io.nagare.signin.token.TokenLimit;

/**
 * Says who proved to be whom, by password, token or session. A session keeps only the
 * keys: who that is now is looked up for each request and joined by {@link #as(Caller)}.
 */
public final class SignedIn extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final UUID userId;

	private final String username;

	private final @Nullable UUID signInId;

	private final @Nullable String tokenHash;

	private final transient @Nullable Caller caller;

	private final transient @Nullable Instant until;

	private final transient @Nullable TokenLimit limit;

	private SignedIn(UUID userId, String username, @Nullable UUID signInId, @Nullable String tokenHash,
			@Nullable Caller caller, @Nullable Instant until, @Nullable TokenLimit limit) {
		super((caller != null) ? authorities(caller) : List.of());
		this.userId = userId;
		this.username = username;
		this.signInId = signInId;
		this.tokenHash = tokenHash;
		this.caller = caller;
		this.until = until;
		this.limit = limit;
		setAuthenticated(true);
	}

	/** Whoever is signed in, in whatever way; empty for strangers. */
	public static Optional<SignedIn> current() {
		return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
			.filter(SignedIn.class::isInstance)
			.map(SignedIn.class::cast);
	}

	/**
	 * Somebody whose password was right.
	 * @param signInId what he opened with it; null where he sends it with each request
	 */
	public static SignedIn by(Caller caller, @Nullable UUID signInId) {
		return new SignedIn(caller.userId(), caller.username(), signInId, null, null, null, null);
	}

	/**
	 * The bearer of a personal access token.
	 * @param tokenHash by which it is looked up again for each request
	 */
	public static SignedIn byToken(Caller caller, String tokenHash) {
		return new SignedIn(caller.userId(), caller.username(), null, tokenHash, null, null, null);
	}

	/** The bearer of an access token. */
	public static SignedIn by(Jwt token) {
		try {
			return new SignedIn(UUID.fromString(token.getClaimAsString(AccessTokens.USER)), token.getSubject(),
					UUID.fromString(token.getClaimAsString(AccessTokens.SIGN_IN)), null, null, token.getExpiresAt(),
					AccessTokens.limit(token));
		}
		catch (IllegalArgumentException | NullPointerException ex) {
			throw new InvalidBearerTokenException("The token names no user or no sign-in", ex);
		}
	}

	private static List<GrantedAuthority> authorities(Caller caller) {
		return AuthorityUtils.createAuthorityList(caller.permissions());
	}

	SignedIn as(Caller caller) {
		return new SignedIn(this.userId, caller.username(), this.signInId, this.tokenHash, caller, this.until,
				this.limit);
	}

	/** Does the work as this person, with what he may do now, in his tenant. */
	<T> T during(Caller caller, TenantId tenant, Supplier<T> work) {
		return CurrentCaller.during(as(caller), () -> Tenancy.as(tenant, work));
	}

	/** When what he showed expires; null where nothing does but the sign-in itself. */
	@Nullable Instant until() {
		return this.until;
	}

	public UUID userId() {
		return this.userId;
	}

	/** What logging out ends; empty for HTTP Basic. */
	public Optional<UUID> signIn() {
		return Optional.ofNullable(this.signInId);
	}

	/** The hash of the personal access token by which he came; empty otherwise. */
	Optional<String> personalToken() {
		return Optional.ofNullable(this.tokenHash);
	}

	/** What the token lets him do that a client got by OAuth; empty otherwise. */
	Optional<TokenLimit> limit() {
		return Optional.ofNullable(this.limit);
	}

	@Override
	public String getName() {
		return this.username;
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	@Override
	public Object getPrincipal() {
		return (this.caller != null) ? this.caller : this.username;
	}

}
