package io.nagare.signin;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;

import io.nagare.signin.token.PersonalTokenAuthenticationService;

/** Finds out who bears a token, of whichever sort. */
@Component
class BearerAuthenticationService {

	private final AuthenticationManager manager;

	BearerAuthenticationService(PersonalTokenAuthenticationService programs, JwtDecoder decoder) {
		JwtAuthenticationProvider tokens = new JwtAuthenticationProvider(decoder);
		tokens.setJwtAuthenticationConverter(SignedIn::by);
		this.manager = new ProviderManager(programs.asBearer(), tokens);
	}

	/** For requests that send the token as Bearer. */
	AuthenticationManager manager() {
		return this.manager;
	}

}
