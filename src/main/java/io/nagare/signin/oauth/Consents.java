package io.nagare.signin.oauth;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;

/**
 * Remembers nothing: whoever signs in for a client that asks for scopes is asked each
 * time, so that nobody has to look for what he once agreed to.
 */
@Component
class Consents implements OAuth2AuthorizationConsentService {

	@Override
	public void save(OAuth2AuthorizationConsent consent) {
		// holds for the one sign-in that it was given for
	}

	@Override
	public void remove(OAuth2AuthorizationConsent consent) {
		// there is none
	}

	@Override
	public @Nullable OAuth2AuthorizationConsent findById(String clientId, String principalName) {
		return null;
	}

}
