package io.nagare.signin.oauth;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.shared.AuditableEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * A client got in, or tried to.
 *
 * @param action what was done
 * @param entityType {@code user}, on whose behalf; or {@code oauth_client}
 * @param entityId the key of that; null for a client that is not known
 * @param facts the key of the client
 * @param doer who did it; nobody where it is not proved
 */
public record ClientAuditEvent(String action, String entityType, @Nullable String entityId, Map<String, Object> facts,
		Doer doer) implements AuditableEvent {

	/** On behalf of a user, be it that he signed in for it or that it acts as him. */
	public static ClientAuditEvent signedIn(Caller user, UUID client) {
		return new ClientAuditEvent("auth.sign_in", "user", user.userId().toString(), fact(client),
				new Doer(user.tenantId(), user.userId(), user.username()));
	}

	/** Whoever did it is a thief, or has been robbed. */
	public static ClientAuditEvent codeReused(Caller user, UUID client) {
		return new ClientAuditEvent("auth.code_reused", "user", user.userId().toString(), fact(client),
				new Doer(user.tenantId(), null, null));
	}

	/** It did not prove to be what it said. */
	static ClientAuditEvent refused(Optional<RegisteredClient> client) {
		return new ClientAuditEvent("auth.client_refused", "oauth_client",
				client.map(RegisteredClient::getId).orElse(null), Map.of(),
				new Doer(client.map(RegisteredClients::tenantOf).orElse(null), null, null));
	}

	private static Map<String, Object> fact(UUID client) {
		return Map.of("client_id", client.toString());
	}

}
