package io.nagare.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Somebody who signed in with his password; his token is renewed shortly before it ends. */
final class Session {

	private static final Duration BEFORE_THE_END = Duration.ofSeconds(30);

	private final Connection connection;

	private String token = "";

	private String renewal = "";

	private Instant end = Instant.MIN;

	private Session(Connection connection) {
		this.connection = connection;
	}

	static Connection of(String address, String username, String password) {
		Session session = new Session(Connection.to(address));
		session.begin("/api/v1/auth/login", Map.of("username", username, "password", password));
		return session.connection.bearing(session::token);
	}

	private synchronized String token() {
		if (Instant.now().isAfter(this.end.minus(BEFORE_THE_END))) {
			begin("/api/v1/auth/refresh", Map.of("refresh_token", this.renewal));
		}
		return this.token;
	}

	private void begin(String path, Map<String, String> said) {
		JsonNode tokens = this.connection.call("POST", path).json(said).whole(JsonNode.class);
		this.token = tokens.path("access_token").asText();
		this.renewal = tokens.path("refresh_token").asText();
		this.end = Instant.now().plusSeconds(tokens.path("expires_in").asLong());
	}

}
