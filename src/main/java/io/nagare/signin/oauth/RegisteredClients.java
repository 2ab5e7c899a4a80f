package io.nagare.signin.oauth;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Roles;
import io.nagare.directory.Tenants;
import io.nagare.shared.TicketKinds;
import io.nagare.signin.SignIn;
import io.nagare.signin.token.AccessTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Shows Spring Authorization Server the clients that may be here, of all tenants. */
@Component
public class RegisteredClients implements RegisteredClientRepository {

	/** Long enough for a redirect. */
	private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

	private static final String TENANT = "nagare.tenant";

	/** Whoever signs in at {@code /api/v1/auth}; nobody can prove to be it elsewhere. */
	public static final RegisteredClient OWN = RegisteredClient.withId("nagare")
		.clientId("nagare")
		.clientAuthenticationMethod(new ClientAuthenticationMethod("own"))
		.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
		.tokenSettings(tokenSettings())
		.build();

	private static final String LIMITED = "nagare.limited";

	private final OAuthClientRepository clients;

	private final AcrossTenants acrossTenants;

	private final TicketKinds kinds;

	private final Tenants tenants;

	RegisteredClients(OAuthClientRepository clients, AcrossTenants acrossTenants, TicketKinds kinds, Tenants tenants) {
		this.clients = clients;
		this.acrossTenants = acrossTenants;
		this.kinds = kinds;
		this.tenants = tenants;
	}

	/**
	 * What the client gets where it asks for no scopes: all that it is limited to, or no
	 * limit.
	 */
	static Set<String> usual(RegisteredClient client) {
		return Boolean.TRUE.equals(client.getClientSettings().getSetting(LIMITED))
				? UsualScopes.permissions(client.getScopes()) : Set.of();
	}

	/** Whose client it is. */
	static UUID tenantOf(RegisteredClient client) {
		return client.getClientSettings().getSetting(TENANT);
	}

	public static UUID idOf(RegisteredClient client) {
		return UUID.fromString(client.getId());
	}

	@Override
	public @Nullable RegisteredClient findByClientId(String clientId) {
		return find(clientId).orElse(null);
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		return find(id).orElse(null);
	}

	Optional<RegisteredClient> find(String id) {
		try {
			UUID key = UUID.fromString(id);
			return this.acrossTenants.read(() -> this.clients.findById(key).filter(OAuthClient::isActive))
				.map((client) -> registered(client, () -> all(client)));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Everything that whom it acts for may be allowed. */
	private Set<String> all(OAuthClient client) {
		return Roles.permissions(
				this.kinds.of(Optional.ofNullable(client.tenantId()).flatMap(this.tenants::byId).orElse(null)));
	}

	/** Only administrators let clients in. */
	@Override
	public void save(RegisteredClient client) {
		throw new UnsupportedOperationException("Clients are let in by administrators");
	}

	private static TokenSettings tokenSettings() {
		return TokenSettings.builder()
			.authorizationCodeTimeToLive(CODE_LIFETIME)
			.accessTokenTimeToLive(AccessTokens.LIFETIME)
			.refreshTokenTimeToLive(SignIn.LIFETIME)
			.reuseRefreshTokens(false)
			.build();
	}

	/**
	 * The same within the running transaction, deactivated ones too: what was given to
	 * them can still be read. Nobody asks there what they may be given.
	 */
	RegisteredClientRepository withinTransaction() {
		return new RegisteredClientRepository() {

			@Override
			public void save(RegisteredClient client) {
				RegisteredClients.this.save(client);
			}

			@Override
			public @Nullable RegisteredClient findById(String id) {
				return OWN.getId().equals(id) ? OWN
						: RegisteredClients.this.clients.findById(UUID.fromString(id))
							.map((client) -> registered(client, Set::of))
							.orElse(null);
			}

			@Override
			public @Nullable RegisteredClient findByClientId(String clientId) {
				return findById(clientId);
			}

		};
	}

	private static RegisteredClient registered(OAuthClient client, Supplier<Set<String>> all) {
		RegisteredClient.Builder registered = RegisteredClient.withId(client.id().toString())
			.clientId(client.id().toString())
			.clientName(client.name())
			.clientSecret(client.secretHash())
			.redirectUris((uris) -> uris.addAll(client.redirectUris()))
			.scopes((scopes) -> scopes.addAll(client.scopes().<Collection<String>>map((own) -> own).orElseGet(all)))
			.clientSettings(ClientSettings.builder()
				.requireProofKey(true)
				.requireAuthorizationConsent(false)
				.setting(TENANT, client.tenantId())
				.setting(LIMITED, client.scopes().isPresent())
				.build())
			.tokenSettings(tokenSettings());
		if (client.isConfidential()) {
			registered.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
		}
		else {
			registered.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
		}
		if (!client.redirectUris().isEmpty()) {
			registered.scopes((scopes) -> scopes.addAll(UsualScopes.IDENTITY))
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
		}
		if (client.actsAs().isPresent()) {
			registered.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
		}
		return registered.build();
	}

}
