package io.nagare.identity.signin;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Trades one sort of grant (RFC 6749, 1.3) for tokens of our own sign-ins. Spring
 * Authorization Server has read the request and knows the client.
 *
 * @param <T> what a client presents
 */
final class Grant<T extends OAuth2AuthorizationGrantAuthenticationToken> implements AuthenticationProvider {

	private final Class<T> type;

	private final Trade<T> trade;

	Grant(Class<T> type, Trade<T> trade) {
		this.type = type;
		this.trade = trade;
	}

	/**
	 * The client that has proved itself.
	 * @throws OAuth2AuthenticationException invalid_client where none has, such as in a
	 * browser's session
	 */
	static OAuth2ClientAuthenticationToken client(Authentication asked) {
		if (asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()
				&& client.getRegisteredClient() != null) {
			return client;
		}
		throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
	}

	@Override
	public Authentication authenticate(Authentication asked) {
		OAuth2ClientAuthenticationToken principal = client(asked);
		RegisteredClient client = principal.getRegisteredClient();
		T grant = this.type.cast(asked);
		if (!client.getAuthorizationGrantTypes().contains(grant.getGrantType())) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
		}
		Given given = this.trade.trade(client, grant)
			.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
		Instant now = Instant.now();
		@Nullable OAuth2RefreshToken refreshToken = (given.refreshToken() != null)
				? new OAuth2RefreshToken(given.refreshToken(), now) : null;
		return new OAuth2AccessTokenAuthenticationToken(client, principal,
				new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, given.accessToken(), now,
						now.plus(AccessTokens.LIFETIME)),
				refreshToken);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.type.isAssignableFrom(authentication);
	}

	/** Turns a client and what it presents into tokens; empty where it opens nothing. */
	@FunctionalInterface
	interface Trade<T> {

		Optional<Given> trade(RegisteredClient client, T grant);

	}

	/**
	 * What a client gets.
	 *
	 * @param refreshToken null where it can ask again by itself
	 */
	record Given(String accessToken, @Nullable String refreshToken) {

		static Given of(SignIns.Tokens tokens) {
			return new Given(tokens.accessToken(), tokens.refreshToken());
		}

		@Override
		public String toString() {
			return "Given[not shown]";
		}

	}

}
