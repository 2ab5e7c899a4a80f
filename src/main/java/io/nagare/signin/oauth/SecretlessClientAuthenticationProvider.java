package io.nagare.signin.oauth;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

import io.nagare.signin.PathMatchers;

/**
 * Clients that keep no secret. With a code, its verifier stands in for one; a refresh
 * token is a secret of its own, used once, so that for it and for giving it back the
 * client only says who it is.
 */
@Component
class SecretlessClientAuthenticationProvider implements AuthenticationProvider {

	private static final RequestMatcher REVOCATION = PathMatchers.post(AuthorizationServerConfiguration.REVOKE);

	/** Marks who has shown no verifier, and asks for nothing that needs one. */
	private static final String BY_NAME = "nagare.by_name";

	private final PublicClientAuthenticationProvider verifiers;

	private final RegisteredClients clients;

	SecretlessClientAuthenticationProvider(RegisteredClients clients, OAuth2AuthorizationService codes) {
		this.verifiers = new PublicClientAuthenticationProvider(clients, codes);
		this.clients = clients;
	}

	/** Reads a request whose client only says who it is; null for any other. */
	static @Nullable Authentication byName(HttpServletRequest request) {
		@Nullable String client = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
		boolean suffices = REVOCATION.matches(request)
				|| OAuth2ParameterNames.REFRESH_TOKEN.equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
		if (client == null || client.isEmpty() || !suffices
				|| request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null) {
			return null;
		}
		return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null,
				Map.of(BY_NAME, true));
	}

	/**
	 * Finds the client.
	 * @return null for a client that presents a secret
	 * @throws OAuth2AuthenticationException invalid_client where there is no such public
	 * client; invalid_grant for a wrong code verifier
	 */
	@Override
	public @Nullable Authentication authenticate(Authentication asked) {
		OAuth2ClientAuthenticationToken token = (OAuth2ClientAuthenticationToken) asked;
		if (!token.getAdditionalParameters().containsKey(BY_NAME)) {
			return this.verifiers.authenticate(asked);
		}
		RegisteredClient client = this.clients.find(asked.getName())
			.filter((found) -> found.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE))
			.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
		return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
