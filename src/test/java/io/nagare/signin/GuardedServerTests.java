package io.nagare.signin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;

import javax.net.ssl.SSLHandshakeException;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server as docs/operations.md sets it up: TLS 1.3 alone, one other origin, and low
 * limits.
 */
@WithIdentity
@TestPropertySource(
		properties = { "nagare.limits.requests-per-user=20", "nagare.cors.allowed-origins=https://portal.example" })
class GuardedServerTests {

	@TempDir
	private static Path folder = Path.of("");

	private static @Nullable OwnCertificate certificate;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void ownCertificate(DynamicPropertyRegistry properties) throws IOException, InterruptedException {
		certificate = OwnCertificate.in(folder, "server");
		Path keys = certificate.file();
		properties.add("server.ssl.key-store", keys::toString);
		properties.add("server.ssl.key-store-password", () -> OwnCertificate.PASSWORD);
	}

	@Test
	void speaksNoOlderTls() throws Exception {
		assertThat(send(client("TLSv1.3"), get("/login")).sslSession().orElseThrow().getProtocol())
			.isEqualTo("TLSv1.3");
		assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> send(client("TLSv1.2"), get("/login")));
	}

	@Test
	void tellsBrowsersToComeByHttpsOnly() throws Exception {
		for (String path : List.of("/login", "/api/v1/users", "/engine-rest/task", "/camunda/app/tasklist/default/",
				"/nowhere")) {
			assertThat(header(send(client("TLSv1.3"), get(path)), "Strict-Transport-Security")).as(path)
				.contains("max-age=31536000", "includeSubDomains");
		}
	}

	@Test
	void letsOnlyTheConfiguredOriginsRead() throws Exception {
		for (String door : List.of("/api/v1/users", "/graphql", "/mcp", "/userinfo")) {
			HttpResponse<String> asked = send(client("TLSv1.3"), preflight(door, "https://portal.example"));
			assertThat(asked.statusCode()).as(door).isEqualTo(200);
			assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo("https://portal.example");
			assertThat(header(asked, "Access-Control-Allow-Credentials")).isEmpty();
		}
		HttpResponse<String> refused = send(client("TLSv1.3"), preflight("/api/v1/users", "https://elsewhere.example"));
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(header(refused, "Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void turnsAwayWhoAsksTooOftenAndNobodyElse() throws Exception {
		HttpClient client = client("TLSv1.3");
		String eager = token(client, "viewer");
		for (int i = 0; i < 20; i++) {
			assertThat(send(client, get("/api/v1/users", eager)).statusCode()).isEqualTo(200);
		}
		HttpResponse<String> refused = send(client, get("/api/v1/users", eager));
		for (int i = 0; i < 5 && refused.statusCode() == 200; i++) {
			refused = send(client, get("/api/v1/users", eager));
		}
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.body()).contains("RATE_LIMITED");
		assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 4);
		assertThat(send(client, get("/api/v1/users", token(client, "agent1"))).statusCode()).isEqualTo(200);
	}

	private HttpRequest get(String path) {
		return to(path).GET().build();
	}

	private HttpRequest get(String path, String token) {
		return to(path).header("Authorization", "Bearer " + token).GET().build();
	}

	private HttpRequest preflight(String door, String origin) {
		return to(door).method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "GET")
			.header("Access-Control-Request-Headers", "authorization, mcp-protocol-version")
			.build();
	}

	private HttpRequest.Builder to(String path) {
		return HttpRequest.newBuilder(URI.create("https://localhost:" + this.port + path));
	}

	private String token(HttpClient client, String username) throws Exception {
		HttpResponse<String> answer = send(client,
				to("/api/v1/auth/login").header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString("{\"username\": \"%s\", \"password\": \"demo\"}".formatted(username)))
					.build());
		return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
	}

	private static HttpResponse<String> send(HttpClient client, HttpRequest request)
			throws IOException, InterruptedException {
		return client.send(request, BodyHandlers.ofString());
	}

	private static String header(HttpResponse<String> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

	/** Trusts the server's own certificate and nothing else. */
	private static HttpClient client(String protocol) throws IOException, GeneralSecurityException {
		return Objects.requireNonNull(certificate).client(protocol, null);
	}

}
