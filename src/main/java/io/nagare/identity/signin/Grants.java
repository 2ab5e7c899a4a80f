package io.nagare.identity.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nagare.identity.AcrossTenants;
import io.nagare.identity.Caller;
import io.nagare.identity.Callers;
import io.nagare.identity.Roles;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/** The grants that there are, and how what they gave is taken back. */
@Component
class Grants {

	private final AuthorizationCodes codes;

	private final SignIns signIns;

	private final OAuthClientRepository clients;

	private final AccessTokens accessTokens;

	private final JwtDecoder decoder;

	private final Callers callers;

	private final AcrossTenants acrossTenants;

	Grants(AuthorizationCodes codes, SignIns signIns, OAuthClientRepository clients, AccessTokens accessTokens,
			JwtDecoder decoder, Callers callers, AcrossTenants acrossTenants) {
		this.codes = codes;
		this.signIns = signIns;
		this.clients = clients;
		this.accessTokens = accessTokens;
		this.decoder = decoder;
		this.callers = callers;
		this.acrossTenants = acrossTenants;
	}

	/** Authorization code, refresh token, client credentials; no others. */
	List<AuthenticationProvider> all() {
		return List.of(
				new Grant<>(OAuth2AuthorizationCodeAuthenticationToken.class,
						(client, grant) -> this.codes
							.trade(RegisteredClients.idOf(client), grant.getCode(), grant.getRedirectUri())
							.map(Grant.Given::of)),
				new Grant<>(OAuth2RefreshTokenAuthenticationToken.class,
						(client, grant) -> this.signIns.refresh(grant.getRefreshToken(), RegisteredClients.idOf(client))
							.map(Grant.Given::of)),
				new Grant<>(OAuth2ClientCredentialsAuthenticationToken.class,
						(client, grant) -> byItself(RegisteredClients.idOf(client))));
	}

	/**
	 * A sign-in as the client's own user, as long as that is an integrator. It lasts as
	 * long as its one token; the client then asks again.
	 */
	private Optional<Grant.Given> byItself(UUID client) {
		Optional<Caller> user = this.acrossTenants
			.read(() -> this.clients.findById(client).flatMap(OAuthClient::actsAs))
			.flatMap(this.callers::byId)
			.filter((caller) -> Roles.INTEGRATOR.equals(caller.role()));
		return user.flatMap((known) -> this.acrossTenants.write(() -> this.clients.holdActive(client).map((held) -> {
			Instant now = Instant.now();
			SignIn signIn = this.signIns.opened(known,
					SignIn.forClient(UUID.randomUUID(), known, client, now, now.plus(AccessTokens.LIFETIME)));
			return new Grant.Given(this.accessTokens.issue(known, signIn.id()), null);
		})));
	}

	/**
	 * Ends the sign-in that a token of the client's belongs to, whichever of its tokens
	 * that is. Any other token is none of its business, and it does not learn whether it
	 * exists (RFC 7009, 2.2).
	 */
	AuthenticationProvider revocation() {
		return new AuthenticationProvider() {

			@Override
			public Authentication authenticate(Authentication asked) {
				RegisteredClient client = Grant.client(asked).getRegisteredClient();
				signInOf(((OAuth2TokenRevocationAuthenticationToken) asked).getToken())
					.ifPresent((signIn) -> Grants.this.signIns.end(signIn, RegisteredClients.idOf(client)));
				return asked;
			}

			@Override
			public boolean supports(Class<?> authentication) {
				return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
			}

		};
	}

	private Optional<UUID> signInOf(String token) {
		try {
			return Optional.of(UUID.fromString(this.decoder.decode(token).getClaimAsString(AccessTokens.SIGN_IN)));
		}
		catch (JwtException ex) {
			return this.signIns.signInOf(token);
		}
	}

}
