package io.nagare.signin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * A program that an administrator has let in, and how it would talk to the server.
 *
 * @param secret null for one that keeps none
 */
public record OAuthClientOf(Client server, String path, String id, @Nullable String secret) {

	public static final String RETURN = "https://app.example/callback";

	static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	/** On a server, for people who sign in for it. */
	public static OAuthClientOf confidential(Client admin) {
		return made(admin, "{\"name\":\"App %s\",\"redirect_uris\":[\"%s\"]}".formatted(UUID.randomUUID(), RETURN));
	}

	/** On people's devices. */
	static OAuthClientOf open(Client admin) {
		return made(admin, "{\"name\":\"App %s\",\"confidential\":false,\"redirect_uris\":[\"%s\"]}"
			.formatted(UUID.randomUUID(), RETURN));
	}

	/** On a server, for people who sign in for it, and no more than the scopes. */
	static OAuthClientOf limited(Client admin, String... scopes) {
		return made(admin, "{\"name\":\"App %s\",\"redirect_uris\":[\"%s\"],\"scopes\":[\"%s\"]}"
			.formatted(UUID.randomUUID(), RETURN, String.join("\",\"", scopes)));
	}

	/** For itself, as a user, and no more than the scopes. */
	static OAuthClientOf limitedActingAs(Client admin, String user, String... scopes) {
		return made(admin, "{\"name\":\"App %s\",\"acts_as_id\":\"%s\",\"scopes\":[\"%s\"]}"
			.formatted(UUID.randomUUID(), user, String.join("\",\"", scopes)));
	}

	/** For itself, as a user. */
	public static OAuthClientOf actingAs(Client admin, String user) {
		return made(admin, "{\"name\":\"App %s\",\"acts_as_id\":\"%s\"}".formatted(UUID.randomUUID(), user));
	}

	/** For itself, as a user, and for external tasks of the topic. */
	public static OAuthClientOf serving(Client admin, String user, String topic) {
		return made(admin, "{\"name\":\"Worker %s\",\"acts_as_id\":\"%s\",\"topics\":[\"%s\"]}"
			.formatted(UUID.randomUUID(), user, topic));
	}

	private static OAuthClientOf made(Client admin, String json) {
		Client.Answer answer = admin.post("/api/v1/oauth-clients", json);
		return new OAuthClientOf(admin.stranger(), answer.header("Location"), answer.data().path("id").asText(),
				answer.data().path("client_secret").asText(null));
	}

	static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(
						MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The same program, asking another node. */
	public OAuthClientOf at(int port) {
		return new OAuthClientOf(this.server.at(port), this.path, this.id, this.secret);
	}

	/** Where it sends a browser. */
	public String authorizePath() {
		return authorizePath(Map.of());
	}

	/** The same with other parameters; an empty one is left out. */
	public String authorizePath(Map<String, String> others) {
		Map<String, String> parameters = new LinkedHashMap<>(
				Map.of("response_type", "code", "client_id", this.id, "redirect_uri", RETURN, "state", "s-1",
						"code_challenge", challenge(VERIFIER), "code_challenge_method", "S256"));
		parameters.putAll(others);
		UriComponentsBuilder path = UriComponentsBuilder.fromPath("/oauth2/authorize");
		parameters.forEach((name, value) -> {
			if (!value.isEmpty()) {
				path.queryParam(name, "{" + name + "}");
			}
		});
		return path.encode().buildAndExpand(parameters).toUriString();
	}

	/** The code that the browser brings back, for whoever is signed in there. */
	public String codeIn(Client browser) {
		return parameter(browser.get(authorizePath()).header("Location"), "code");
	}

	public static String parameter(String address, String name) {
		String value = UriComponentsBuilder.fromUri(URI.create(address)).build().getQueryParams().getFirst(name);
		return (value != null) ? value : "";
	}

	public Client.Answer trade(String code) {
		return token(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", RETURN, "code_verifier",
				VERIFIER));
	}

	Client.Answer refresh(String token) {
		return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
	}

	public Client.Answer byItself() {
		return token(Map.of("grant_type", "client_credentials"));
	}

	Client.Answer token(Map<String, String> parameters) {
		return post("/oauth2/token", parameters);
	}

	/** As programs of ServiceNow's ask: at its address, with the secret in the form. */
	public Client.Answer tokenAsElsewhere(Map<String, String> parameters) {
		Map<String, String> all = new LinkedHashMap<>(parameters);
		all.put("client_id", this.id);
		if (this.secret != null) {
			all.put("client_secret", this.secret);
		}
		return this.server.stranger().form("/oauth_token.do", all);
	}

	Client.Answer revoke(String token) {
		return post("/oauth2/revoke", Map.of("token", token));
	}

	private Client.Answer post(String to, Map<String, String> parameters) {
		if (this.secret != null) {
			return this.server.basic(this.id, this.secret).form(to, parameters);
		}
		Map<String, String> all = new LinkedHashMap<>(parameters);
		all.put("client_id", this.id);
		return this.server.stranger().form(to, all);
	}

	/** The same program with another secret. */
	OAuthClientOf knowing(String secret) {
		return new OAuthClientOf(this.server, this.path, this.id, secret);
	}

}
