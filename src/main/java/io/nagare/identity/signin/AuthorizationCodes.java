package io.nagare.identity.signin;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.nagare.identity.AcrossTenants;
import io.nagare.identity.Caller;
import io.nagare.identity.Callers;
import io.nagare.shared.RandomToken;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Keeps authorization codes and trades them. Spring Authorization Server hands them in
 * and asks for their challenge; tokens are the sign-ins' own affair.
 */
@Component
class AuthorizationCodes implements OAuth2AuthorizationService {

	private final AuthorizationCodeRepository codes;

	private final OAuthClientRepository clients;

	private final RegisteredClients registeredClients;

	private final SignInRepository signInRepository;

	private final SignIns signIns;

	private final Callers callers;

	private final AcrossTenants acrossTenants;

	private final ApplicationEventPublisher events;

	AuthorizationCodes(AuthorizationCodeRepository codes, OAuthClientRepository clients,
			RegisteredClients registeredClients, SignInRepository signInRepository, SignIns signIns, Callers callers,
			AcrossTenants acrossTenants, ApplicationEventPublisher events) {
		this.codes = codes;
		this.clients = clients;
		this.registeredClients = registeredClients;
		this.signInRepository = signInRepository;
		this.signIns = signIns;
		this.callers = callers;
		this.acrossTenants = acrossTenants;
		this.events = events;
	}

	@Override
	public void save(OAuth2Authorization authorization) {
		OAuth2AuthorizationCode code = Objects
			.requireNonNull(authorization.getToken(OAuth2AuthorizationCode.class), "a code")
			.getToken();
		OAuth2AuthorizationRequest request = required(authorization, OAuth2AuthorizationRequest.class);
		SignedIn signedIn = (SignedIn) required(authorization, Principal.class);
		RegisteredClient client = this.registeredClients.find(authorization.getRegisteredClientId()).orElseThrow();
		this.acrossTenants.write(() -> this.codes.save(new AuthorizationCode(RegisteredClients.tenantOf(client),
				(Caller) signedIn.getPrincipal(), signedIn.signIn().orElseThrow(),
				new AuthorizationCode.Request(RegisteredClients.idOf(client), request.getRedirectUri(),
						String.valueOf(request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE))),
				RandomToken.hash(code.getTokenValue()), Objects.requireNonNull(code.getExpiresAt()))));
	}

	private static <T> T required(OAuth2Authorization authorization, Class<T> type) {
		return Objects.requireNonNull(authorization.<T>getAttribute(type.getName()), type.getName());
	}

	/** Finds a code's challenge, and nothing else is asked for. */
	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
		return this.acrossTenants.read(() -> this.codes.findByCodeHash(RandomToken.hash(token)))
			.flatMap((code) -> this.registeredClients.find(code.clientId().toString())
				.map((client) -> described(code, client)))
			.orElse(null);
	}

	private static OAuth2Authorization described(AuthorizationCode code, RegisteredClient client) {
		OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
			.clientId(client.getClientId())
			.authorizationUri(OAuthDoor.AUTHORIZE)
			.additionalParameters(Map.of(PkceParameterNames.CODE_CHALLENGE, code.codeChallenge(),
					PkceParameterNames.CODE_CHALLENGE_METHOD, "S256"))
			.build();
		return OAuth2Authorization.withRegisteredClient(client)
			.principalName(code.userId().toString())
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.attribute(OAuth2AuthorizationRequest.class.getName(), request)
			.build();
	}

	/**
	 * Trades a code for the tokens of a sign-in of the client's own, which lasts as long
	 * as the one in the browser would. A second use ends that sign-in: either the client
	 * or a thief is too late, and nobody can tell which.
	 * @param redirectUri as the client repeats it; null where it does not
	 * @return empty where the code opens nothing
	 */
	Optional<SignIns.Tokens> trade(UUID client, String code, @Nullable String redirectUri) {
		String hash = RandomToken.hash(code);
		// asked first: the look-up needs a connection of its own
		Optional<Caller> user = this.acrossTenants
			.read(() -> this.codes.findByCodeHash(hash).map(AuthorizationCode::userId))
			.flatMap(this.callers::byId);
		return user.flatMap((known) -> this.acrossTenants
			.write(() -> this.codes.lock(hash).flatMap((locked) -> trade(locked, client, redirectUri, known))));
	}

	private Optional<SignIns.Tokens> trade(AuthorizationCode code, UUID client, @Nullable String redirectUri,
			Caller user) {
		Instant now = Instant.now();
		boolean first = code.use(now);
		// in the wrong hands it is used up, and the rightful client's turn is the second
		if (!code.isFor(client, redirectUri)) {
			return Optional.empty();
		}
		if (!first) {
			this.events.publishEvent(ClientDeed.codeReused(user, client));
			this.signInRepository.lock(code.id()).ifPresent(this.signIns::end);
			return Optional.empty();
		}
		Optional<SignIn> session = this.signInRepository.findById(code.sessionId())
			.filter((signIn) -> signIn.isOpenAt(now) && code.isGoodAt(now))
			.filter((signIn) -> this.clients.holdActive(client).isPresent());
		return session.map((signIn) -> this.signIns.tokens(user,
				this.signIns.opened(user, SignIn.forClient(code.id(), user, client, now, signIn.expiresAt()))));
	}

	/** Codes are found by their value alone. */
	@Override
	public OAuth2Authorization findById(String id) {
		throw new UnsupportedOperationException("Codes are found by their value");
	}

	/** Codes go with their session. */
	@Override
	public void remove(OAuth2Authorization authorization) {
		throw new UnsupportedOperationException("Codes go with their session");
	}

}
