package io.nagare.intake.imap;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.mail.AuthenticationFailedException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.intake.MailSecrets;
import io.nagare.intake.MailServerSettings;
import io.nagare.intake.Mailbox;
import io.nagare.intake.MailboxService;
import io.nagare.shared.PublicAddresses;

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

	private final Map<UUID, Object> asking = new ConcurrentHashMap<>();

	private final ObjectMapper json = new ObjectMapper();

	/** Made when the first mailbox needs one. */
	private @Nullable CloseableHttpClient http;

	private final PublicAddresses addresses;

	private final MailboxService mailboxes;

	AccessTokenService(MailServerSettings settings, MailboxService mailboxes) {
		this.addresses = settings.addresses();
		this.mailboxes = mailboxes;
	}

	String token(Mailbox mailbox) throws IOException, AuthenticationFailedException {
		// a refresh token is spent once
		synchronized (this.asking.computeIfAbsent(mailbox.id(), (id) -> new Object())) {
			Token known = this.tokens.get(mailbox.id());
			if (known != null && known.version() == mailbox.version() && known.until() > now()) {
				return known.value();
			}
			Token fresh = ask(mailbox, this.mailboxes.secretsNow(mailbox.id()));
			this.tokens.put(mailbox.id(), fresh);
			return fresh.value();
		}
	}

	/** The server does not take it. */
	void forget(UUID mailbox) {
		this.tokens.remove(mailbox);
	}

	private Token ask(Mailbox mailbox, MailSecrets secrets) throws IOException, AuthenticationFailedException {
		Map<String, String> form = new LinkedHashMap<>();
		@Nullable String refresh = secrets.refreshToken();
		form.put("grant_type", (refresh != null) ? "refresh_token" : "client_credentials");
		form.put("client_id", mailbox.oauthClientId().orElseThrow());
		if (secrets.clientSecret() != null) {
			form.put("client_secret", Objects.requireNonNull(secrets.clientSecret()));
		}
		if (refresh != null) {
			form.put("refresh_token", refresh);
		}
		mailbox.oauthScope().ifPresent((scope) -> form.put("scope", scope));
		HttpPost request = new HttpPost(URI.create(mailbox.oauthEndpoint().orElseThrow()));
		request.setHeader("Accept", "application/json");
		request.setEntity(new UrlEncodedFormEntity(form.entrySet()
			.stream()
			.map((field) -> new BasicNameValuePair(field.getKey(), field.getValue()))
			.toList(), StandardCharsets.UTF_8));
		// the time-outs are those between two packets
		CompletableFuture<Void> deadline = CompletableFuture.runAsync(request::abort,
				CompletableFuture.delayedExecutor(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS));
		try {
			Answer answer = http().execute(request, AccessTokenService::answer);
			JsonNode token = token(answer);
			String next = token.path("refresh_token").asText("");
			if (refresh != null && !next.isEmpty() && !next.equals(refresh)) {
				this.mailboxes.keepRefreshToken(mailbox.id(), refresh, next);
			}
			return new Token(token.path("access_token").asText(""),
					now() + token.path("expires_in").asLong(600) - EARLY_SECONDS, mailbox.version());
		}
		finally {
			deadline.cancel(false);
		}
	}

	private static Answer answer(ClassicHttpResponse response) throws IOException {
		HttpEntity entity = response.getEntity();
		if (entity == null) {
			return new Answer(response.getCode(), "");
		}
		try (InputStream body = entity.getContent()) {
			return new Answer(response.getCode(), new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8));
		}
	}

	private JsonNode token(Answer answer) throws IOException, AuthenticationFailedException {
		if (answer.status() != 200) {
			throw new AuthenticationFailedException(
					"The server of access tokens answered " + answer.status() + error(answer.body()));
		}
		JsonNode token = this.json.readTree(answer.body());
		if (token.path("access_token").asText("").isEmpty()) {
			throw new AuthenticationFailedException("The server of access tokens gave none");
		}
		return token;
	}

	/** The word that says why (RFC 6749, 5.2); nothing where the server says none. */
	private String error(String body) {
		try {
			String error = this.json.readTree(body).path("error").asText("");
			return error.matches("[A-Za-z_]{1,50}") ? ": " + error : "";
		}
		catch (IOException ex) {
			return "";
		}
	}

	private synchronized CloseableHttpClient http() {
		CloseableHttpClient client = this.http;
		if (client == null) {
			Timeout timeout = Timeout.of(PATIENCE);
			client = HttpClients.custom()
				.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
					.setDnsResolver(this.addresses)
					.setDefaultConnectionConfig(
							ConnectionConfig.custom().setConnectTimeout(timeout).setSocketTimeout(timeout).build())
					.build())
				.setDefaultRequestConfig(
						RequestConfig.custom().setResponseTimeout(timeout).setConnectionRequestTimeout(timeout).build())
				.disableRedirectHandling()
				.disableCookieManagement()
				.disableAuthCaching()
				.disableAutomaticRetries()
				.build();
			this.http = client;
		}
		return client;
	}

	@PreDestroy
	synchronized void stop() throws IOException {
		if (this.http != null) {
			this.http.close();
		}
	}

	/** What came back. */
	private record Answer(int status, String body) {
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
