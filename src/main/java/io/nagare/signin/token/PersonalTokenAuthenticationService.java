package io.nagare.signin.token;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

import io.nagare.directory.Callers;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.signin.SignedIn;

/**
 * Lets in who bears a personal access token. Nobody can guess one, so nobody is slowed
 * down.
 */
@Component
public class PersonalTokenAuthenticationService {

	private final PersonalTokens tokens;

	private final Callers callers;

	private final RefusedTokenAuditor refused;

	PersonalTokenAuthenticationService(PersonalTokens tokens, Callers callers, RefusedTokenAuditor refused) {
		this.tokens = tokens;
		this.callers = callers;
		this.refused = refused;
	}

	/**
	 * Finds out who sends the token as his password.
	 * @throws Refusal UNAUTHENTICATED where it is not that user's
	 */
	public SignedIn enter(String username, String token, String address) {
		return bearer(username, token, address).orElseThrow(() -> new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of()));
	}

	/** The same; empty where it is not that user's. */
	public Optional<SignedIn> bearer(String username, String token, String address) {
		return told(bearer(token).filter((who) -> who.getName().equalsIgnoreCase(username)), address);
	}

	/** Finds out who bears a token that came in no header; a wrong one is on record. */
	public Optional<SignedIn> bearer(String token, String address) {
		return told(bearer(token), address);
	}

	private Optional<SignedIn> told(Optional<SignedIn> bearer, String address) {
		if (bearer.isEmpty()) {
			this.refused.refused("unknown", address);
		}
		return bearer;
	}

	private Optional<SignedIn> bearer(String token) {
		String hash = RandomToken.hash(token);
		return this.tokens.find(hash)
			.flatMap((grant) -> this.callers.byId(grant.userId()))
			.map((caller) -> SignedIn.byToken(caller, hash));
	}

	/**
	 * The same for Bearer; what does not look like such a token is another's business.
	 */
	public AuthenticationProvider asBearer() {
		return new AuthenticationProvider() {
			@Override
			public @Nullable Authentication authenticate(Authentication asked) {
				String token = ((BearerTokenAuthenticationToken) asked).getToken();
				return PersonalTokens.looksLikeOne(token)
						? bearer(token).orElseThrow(() -> new InvalidBearerTokenException("The token opens nothing"))
						: null;
			}

			@Override
			public boolean supports(Class<?> authentication) {
				return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
			}
		};
	}

}
