package io.nagare.signin;

import io.nagare.signin.token.PersonalTokenAuthenticationService;
import io.nagare.signin.token.PersonalTokens;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Lets in by HTTP Basic: people with their passwords, programs with their tokens. */
@Component
class BasicAuthenticationManager {

	private final AuthenticationManager manager;

	BasicAuthenticationManager(PasswordAuthenticationService people, PersonalTokenAuthenticationService programs) {
		this.manager = new ProviderManager(new PasswordAuthenticationProvider(
				(username, password, address) -> PersonalTokens.looksLikeOne(password)
						? programs.enter(username, password, address)
						: SignedIn.by(people.enterAgain(username, password, address), null)));
	}

	Authentication authenticate(Authentication asked) {
		return this.manager.authenticate(asked);
	}

}
