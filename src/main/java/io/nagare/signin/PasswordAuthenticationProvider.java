package io.nagare.signin;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Lets Spring Security's own filters, for the form and for HTTP Basic, use our door. It
 * is no bean, because Spring Security would then ask it twice.
 */
final class PasswordAuthenticationProvider implements AuthenticationProvider {

	private final Door door;

	PasswordAuthenticationProvider(Door door) {
		this.door = door;
	}

	@Override
	public Authentication authenticate(Authentication asked) {
		String address = (asked.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress()
				: "";
		return RefusalAuthenticationException
			.carrying(() -> this.door.enter(asked.getName(), String.valueOf(asked.getCredentials()), address));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

	/** Turns user name, password and the request's address into somebody. */
	@FunctionalInterface
	interface Door {

		SignedIn enter(String username, String password, String address);

	}

}
