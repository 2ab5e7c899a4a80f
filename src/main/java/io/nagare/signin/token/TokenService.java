package io.nagare.signin.token;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.signin.SignIn;
import io.nagare.signin.SignInAuditEvent;
import io.nagare.signin.SignIns;
import io.nagare.signin.oauth.Authorizations;
import io.nagare.signin.oauth.ClientAuditEvent;
import io.nagare.signin.oauth.ClientSignInService;
import io.nagare.signin.oauth.RegisteredClients;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Gives tokens out, trades them and takes them back, by the grants of Spring
 * Authorization Server. Before a code or a refresh token is traded it is used up: one
 * that comes a second time ends its sign-in, since either its owner or a thief is too
 * late, and nobody can tell which.
 */
@Component
public class TokenService {

	private static final OAuth2TokenType CODE = new OAuth2TokenType(OAuth2ParameterNames.CODE);

	private final Authorizations authorizations;

	private final SignIns signIns;

	private final ClientSignInService clientSignIns;

	private final Callers callers;

	private final AcrossTenants acrossTenants;

	private final AuthorizationServerContext context;

	private final AuthenticationProvider refreshing;

	private final List<AuthenticationProvider> grants;

	TokenService(Authorizations authorizations, SignIns signIns, ClientSignInService clientSignIns, Callers callers,
			AcrossTenants acrossTenants, OAuth2TokenGenerator<OAuth2Token> generator,
			AuthorizationServerSettings settings) {
		this.authorizations = authorizations;
		this.signIns = signIns;
		this.clientSignIns = clientSignIns;
		this.callers = callers;
		this.acrossTenants = acrossTenants;
		this.context = new OwnContext(settings);
		this.refreshing = new Once<>(
				new OAuth2RefreshTokenAuthenticationProvider(authorizations, generator)::authenticate,
				OAuth2RefreshTokenAuthenticationToken.class, this::useRefreshToken);
		this.grants = List.of(
				new Once<>(new OAuth2AuthorizationCodeAuthenticationProvider(authorizations, generator)::authenticate,
						OAuth2AuthorizationCodeAuthenticationToken.class, this::useCode),
				this.refreshing, new OAuth2ClientCredentialsAuthenticationProvider(authorizations, generator));
	}

	/** Authorization code, refresh token, client credentials; no others. */
	public List<AuthenticationProvider> grants() {
		return this.grants;
	}

	/** Signs somebody in whose password was right, for a program that keeps tokens. */
	public Tokens openFor(Caller caller) {
		SignIn signIn = this.signIns.openProgramOf(caller);
		OAuth2RefreshToken first = AccessTokens.refreshToken();
		this.authorizations.save(OAuth2Authorization.withRegisteredClient(RegisteredClients.OWN)
			.id(signIn.id().toString())
			.principalName(caller.username())
			.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
			.attribute(Principal.class.getName(), Authorizations.named(caller.username()))
			.attribute(Authorizations.USER, caller.userId().toString())
			.refreshToken(first)
			.build());
		return refresh(first.getTokenValue()).orElseThrow();
	}

	/**
	 * Trades a refresh token, once, for new tokens.
	 * @return empty where the token opens nothing
	 */
	public Optional<Tokens> refresh(String refreshToken) {
		if (!StringUtils.hasText(refreshToken)) {
			return Optional.empty();
		}
		OAuth2ClientAuthenticationToken ourselves = new OAuth2ClientAuthenticationToken(RegisteredClients.OWN,
				ClientAuthenticationMethod.NONE, null);
		AuthorizationServerContextHolder.setContext(this.context);
		try {
			return Optional
				.ofNullable(this.refreshing.authenticate(
						new OAuth2RefreshTokenAuthenticationToken(refreshToken, ourselves, Set.of(), Map.of())))
				.map((given) -> Tokens.of((OAuth2AccessTokenAuthenticationToken) given));
		}
		catch (OAuth2AuthenticationException ex) {
			return Optional.empty();
		}
		finally {
			AuthorizationServerContextHolder.resetContext();
		}
	}

	/** Ends what came out of the refresh token's sign-in; an unknown one ends nothing. */
	public void endBy(String refreshToken) {
		this.authorizations.signInByRefreshToken(refreshToken).ifPresent(this.signIns::end);
	}

	/** What is not this client's is refused by the grant itself. */
	private void useCode(OAuth2AuthorizationCodeAuthenticationToken asked, RegisteredClient client) {
		@Nullable OAuth2Authorization given = this.authorizations.findByToken(asked.getCode(), CODE);
		if (given == null || !client.getId().equals(given.getRegisteredClientId()) || !wasSentTo(given, asked)) {
			return;
		}
		Caller user = this.callers.byId(Authorizations.user(given))
			.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
		boolean first = isActive(given) && this.clientSignIns.openByCode(given, asked.getCode(), user);
		if (!first) {
			this.authorizations.spentBy(asked.getCode(), client)
				.ifPresent((signIn) -> this.signIns.endStolen(signIn,
						(stolen) -> ClientAuditEvent.codeReused(user, RegisteredClients.idOf(client))));
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
		}
	}

	private static boolean isActive(OAuth2Authorization given) {
		OAuth2Authorization.@Nullable Token<OAuth2AuthorizationCode> code = given
			.getToken(OAuth2AuthorizationCode.class);
		return code != null && code.isActive();
	}

	/** RFC 6749, 4.1.3. */
	private static boolean wasSentTo(OAuth2Authorization given, OAuth2AuthorizationCodeAuthenticationToken asked) {
		@Nullable OAuth2AuthorizationRequest request = given.getAttribute(OAuth2AuthorizationRequest.class.getName());
		return request != null
				&& (request.getRedirectUri() == null || request.getRedirectUri().equals(asked.getRedirectUri()));
	}

	private void useRefreshToken(OAuth2RefreshTokenAuthenticationToken asked, RegisteredClient client) {
		String token = asked.getRefreshToken();
		@Nullable OAuth2Authorization given = this.authorizations.findByToken(token, OAuth2TokenType.REFRESH_TOKEN);
		if (given != null && !client.getId().equals(given.getRegisteredClientId())) {
			return;
		}
		boolean first = given != null && this.acrossTenants.write(() -> this.authorizations.spend(token, given));
		if (!first) {
			this.authorizations.spentBy(token, client)
				.ifPresent((signIn) -> this.signIns.endStolen(signIn, SignInAuditEvent::refreshTokenReused));
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
		}
	}

	/**
	 * Ends the sign-in that a token of the client's belongs to, whichever of its tokens
	 * that is, also one that a refresh has replaced. Any other token is none of its
	 * business, and it does not learn whether it exists (RFC 7009, 2.2).
	 */
	public AuthenticationProvider revocation() {
		return new Once<>((asked) -> asked, OAuth2TokenRevocationAuthenticationToken.class, this::revoke);
	}

	private void revoke(OAuth2TokenRevocationAuthenticationToken asked, RegisteredClient client) {
		this.authorizations.signInByToken(asked.getToken())
			.ifPresent((signIn) -> this.signIns.end(signIn, RegisteredClients.idOf(client)));
	}

	/**
	 * What a program gets at sign-in.
	 *
	 * @param accessToken a signed JWT
	 * @param lifetime of the access token
	 * @param refreshToken to be traded once for the next pair
	 */
	public record Tokens(String accessToken, Duration lifetime, String refreshToken) {

		private static Tokens of(OAuth2AccessTokenAuthenticationToken given) {
			return new Tokens(given.getAccessToken().getTokenValue(), AccessTokens.LIFETIME,
					Objects.requireNonNull(given.getRefreshToken()).getTokenValue());
		}

		@Override
		public String toString() {
			return "Tokens[not shown]";
		}

	}

	/** The issuer, where no filter of Spring Authorization Server has told it. */
	public record OwnContext(AuthorizationServerSettings settings) implements AuthorizationServerContext {

		@Override
		public String getIssuer() {
			return this.settings.getIssuer();
		}

		@Override
		public AuthorizationServerSettings getAuthorizationServerSettings() {
			return this.settings;
		}

	}

	/**
	 * Does something for a client that has proved itself before the grant is asked.
	 *
	 * @param <T> what a client presents
	 */
	private record Once<T extends Authentication>(Grant grant, Class<T> type,
			BiConsumer<T, RegisteredClient> before) implements AuthenticationProvider {

		@Override
		public @Nullable Authentication authenticate(Authentication asked) {
			if (!(asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) || !client.isAuthenticated()
					|| client.getRegisteredClient() == null) {
				throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
			}
			this.before.accept(this.type.cast(asked), client.getRegisteredClient());
			return this.grant.authenticate(asked);
		}

		@Override
		public boolean supports(Class<?> authentication) {
			return this.type.isAssignableFrom(authentication);
		}

	}

	/** A grant of Spring Authorization Server. */
	@FunctionalInterface
	private interface Grant {

		@Nullable Authentication authenticate(Authentication asked);

	}

}
