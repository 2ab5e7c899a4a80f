package io.nagare.signin.oauth;

import java.io.Serial;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.shared.RandomToken;
import io.nagare.signin.token.PersonalTokenAuthenticationService;
import io.nagare.signin.token.PersonalTokens;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * The password grant as programs of ServiceNow's send it, where the password is one of
 * the user's personal access tokens. That is what they bear from then on, so nobody gets
 * more than he has brought. A password of a person is refused: no program gets to see it,
 * and none could bring the code that belongs to it.
 */
@Component
class PersonalTokenGrant implements AuthenticationProvider {

	private static final AuthorizationGrantType PASSWORD = new AuthorizationGrantType(OAuth2ParameterNames.PASSWORD);

	private final PersonalTokenAuthenticationService entrance;

	private final PersonalTokens tokens;

	private final Callers callers;

	PersonalTokenGrant(PersonalTokenAuthenticationService entrance, PersonalTokens tokens, Callers callers) {
		this.entrance = entrance;
		this.tokens = tokens;
		this.callers = callers;
	}

	/** Reads a request at ServiceNow's address; null for any other. */
	static @Nullable Authentication read(HttpServletRequest request) {
		if (!TokenAliasFilter.isAlias(request)
				|| !PASSWORD.getValue().equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))) {
			return null;
		}
		return new Asked(SecurityContextHolder.getContext().getAuthentication(),
				said(request, OAuth2ParameterNames.USERNAME), said(request, OAuth2ParameterNames.PASSWORD),
				request.getRemoteAddr());
	}

	private static String said(HttpServletRequest request, String name) {
		String @Nullable [] values = request.getParameterValues(name);
		if (values == null || values.length != 1 || values[0].isEmpty()) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, name, null));
		}
		return values[0];
	}

	/**
	 * Hands the token back to the program that has brought it.
	 * @throws OAuth2AuthenticationException invalid_grant for what is no token of that
	 * user's, or where he is of another tenant than the client
	 */
	@Override
	public Authentication authenticate(Authentication authentication) {
		Asked asked = (Asked) authentication;
		if (!(asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) || !client.isAuthenticated()
				|| client.getRegisteredClient() == null) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
		}
		if (!PersonalTokens.looksLikeOne(asked.token)) {
			throw refused("password must be a personal access token");
		}
		if (this.entrance.bearer(asked.username, asked.token, asked.address).isEmpty()) {
			throw refused("password");
		}
		PersonalTokens.Grant grant = this.tokens.find(RandomToken.hash(asked.token))
			.orElseThrow(() -> refused("password"));
		if (this.callers.byId(grant.userId()).filter((owner) -> isOfTenant(owner, client)).isEmpty()) {
			throw refused("username");
		}
		return new OAuth2AccessTokenAuthenticationToken(client.getRegisteredClient(), client,
				new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, asked.token, Instant.now(), grant.expires()));
	}

	private static boolean isOfTenant(Caller owner, OAuth2ClientAuthenticationToken client) {
		return owner.tenant() != null && client.getRegisteredClient() != null
				&& owner.tenant().id().equals(RegisteredClients.tenantOf(client.getRegisteredClient()));
	}

	private static OAuth2AuthenticationException refused(String why) {
		return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT, why, null));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return Asked.class.isAssignableFrom(authentication);
	}

	/** What a program asks for. */
	private static final class Asked extends OAuth2AuthorizationGrantAuthenticationToken {

		@Serial
		private static final long serialVersionUID = 1L;

		private final String username;

		private final String token;

		private final String address;

		private Asked(@Nullable Authentication client, String username, String token, String address) {
			super(PASSWORD, Objects.requireNonNull(client), Map.of());
			this.username = username;
			this.token = token;
			this.address = address;
		}

	}

}
