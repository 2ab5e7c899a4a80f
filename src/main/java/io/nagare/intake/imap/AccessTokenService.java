package io.nagare.intake.imap;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.AuthenticationFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.intake.MailSecrets;
import io.nagare.intake.Mailbox;

/**
 * Gets the access tokens that open mailboxes (RFC 6749): with a refresh token where
 * somebody has given one, else for the client itself. A token is used until shortly
 * before it expires.
 */
@Component
class AccessTokenService {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final long EARLY_SECONDS = 60;

	private static final int LARGEST = 100_000;

	private final Map<UUID, Token> tokens = new ConcurrentHashMap<>();

	private final ObjectMapper json = new ObjectMapper();

	/** Made when the first mailbox needs one. */
	private @Nullable HttpClient http;

	String token(Mailbox mailbox, MailSecrets secrets) throws IOException, AuthenticationFailedException {
		Token known = this.tokens.get(mailbox.id());
		if (known != null && known.version() == mailbox.version() && known.until() > now()) {
			return known.value();
		}
		Token fresh = ask(mailbox, secrets);
		this.tokens.put(mailbox.id(), fresh);
		return fresh.value();
	}

	/** The server does not take it. */
	void forget(UUID mailbox) {
		this.tokens.remove(mailbox);
	}

	private Token ask(Mailbox mailbox, MailSecrets secrets) throws IOException, AuthenticationFailedException {
		Map<String, String> form = new LinkedHashMap<>();
		String refresh = secrets.refreshToken();
		form.put("grant_type", (refresh != null) ? "refresh_token" : "client_credentials");
		form.put("client_id", mailbox.oauthClientId().orElseThrow());
		if (secrets.clientSecret() != null) {
			form.put("client_secret", Objects.requireNonNull(secrets.clientSecret()));
		}
		if (refresh != null) {
			form.put("refresh_token", refresh);
		}
		mailbox.oauthScope().ifPresent((scope) -> form.put("scope", scope));
		HttpRequest request = HttpRequest.newBuilder(URI.create(mailbox.oauthEndpoint().orElseThrow()))
			.timeout(PATIENCE)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Accept", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(form.entrySet()
				.stream()
				.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
				.collect(Collectors.joining("&"))))
			.build();
		HttpResponse<java.io.InputStream> answer;
		try {
			answer = http().send(request, HttpResponse.BodyHandlers.ofInputStream());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
		try (java.io.InputStream body = answer.body()) {
			byte[] read = body.readNBytes(LARGEST);
			if (answer.statusCode() != 200) {
				throw new AuthenticationFailedException("The server of access tokens answered " + answer.statusCode());
			}
			JsonNode token = this.json.readTree(read);
			String value = token.path("access_token").asText();
			if (value.isEmpty()) {
				throw new AuthenticationFailedException("The server of access tokens gave none");
			}
			return new Token(value, now() + token.path("expires_in").asLong(600) - EARLY_SECONDS, mailbox.version());
		}
	}

	private synchronized HttpClient http() {
		HttpClient client = this.http;
		if (client == null) {
			client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
			this.http = client;
		}
		return client;
	}

	private static long now() {
		return System.nanoTime() / 1_000_000_000;
	}

	private record Token(String value, long until, int version) {

		@Override
		public String toString() {
			return "Token[]";
		}

	}

}
