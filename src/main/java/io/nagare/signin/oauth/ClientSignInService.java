package io.nagare.signin.oauth;

import java.time.Instant;
import java.util.UUID;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.Roles;
import io.nagare.signin.SignIn;
import io.nagare.signin.SignInRepository;
import io.nagare.signin.SignIns;
import io.nagare.signin.token.AccessTokens;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Opens what a client may do: on behalf of somebody who has signed in for it, or as its
 * own user.
 */
@Component
public class ClientSignInService {

	private final OAuthClientRepository clients;

	private final SignInRepository stored;

	private final SignIns signIns;

	private final Authorizations authorizations;

	private final Callers callers;

	private final AcrossTenants acrossTenants;

	ClientSignInService(OAuthClientRepository clients, SignInRepository stored, SignIns signIns,
			Authorizations authorizations, Callers callers, AcrossTenants acrossTenants) {
		this.clients = clients;
		this.stored = stored;
		this.signIns = signIns;
		this.authorizations = authorizations;
		this.callers = callers;
		this.acrossTenants = acrossTenants;
	}

	/**
	 * Uses a code up and opens the sign-in that its tokens will belong to; it lasts as
	 * long as the one in the browser. Who brings the code at the same moment waits, and
	 * finds what to end.
	 * @return whether this was the code's first use
	 * @throws OAuth2AuthenticationException invalid_grant where the client, or the
	 * sign-in in the browser, has just ended, or the client may do less than was allowed
	 */
	public boolean openByCode(OAuth2Authorization given, String code, Caller user) {
		UUID client = UUID.fromString(given.getRegisteredClientId());
		return this.acrossTenants.write(() -> {
			if (!this.authorizations.spend(code, given)) {
				return false;
			}
			Instant now = Instant.now();
			SignIn session = this.stored.findById(Authorizations.signIn(given))
				.filter((signIn) -> signIn.isOpenAt(now))
				.filter((signIn) -> this.clients.holdActive(client)
					.filter((held) -> held.mayBeGiven(UsualScopes.permissions(given.getAuthorizedScopes())))
					.isPresent())
				.orElseThrow(ClientSignInService::nothingGiven);
			this.signIns.opened(user,
					SignIn.forClient(UUID.fromString(given.getId()), user, client, now, session.expiresAt()));
			return true;
		});
	}

	/**
	 * Opens a sign-in as the client's own user, as long as that is an integrator. It
	 * lasts as long as its one token; the client then asks again.
	 * @throws OAuth2AuthenticationException invalid_grant where there is no such user
	 */
	public SignIn openByItself(RegisteredClient registered) {
		UUID client = RegisteredClients.idOf(registered);
		Caller user = this.acrossTenants.read(() -> this.clients.findById(client).flatMap(OAuthClient::actsAs))
			.flatMap(this.callers::byId)
			.filter((caller) -> Roles.INTEGRATOR.equals(caller.role()))
			.orElseThrow(ClientSignInService::nothingGiven);
		return this.acrossTenants.write(() -> {
			if (this.clients.holdActive(client).isEmpty()) {
				throw nothingGiven();
			}
			Instant now = Instant.now();
			return this.signIns.opened(user,
					SignIn.forClient(UUID.randomUUID(), user, client, now, now.plus(AccessTokens.LIFETIME)));
		});
	}

	private static OAuth2AuthenticationException nothingGiven() {
		return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
	}

}
