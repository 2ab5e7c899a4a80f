package io.nagare.signin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import com.fasterxml.jackson.databind.ObjectMapper;
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
@TestPropertySource(properties = { "nagare.limits.requests-per-user=20",
		"nagare.cors.allowed-origins=https://portal.example", "server.ssl.enabled-protocols=TLSv1.3" })
class GuardedServerTests {

	private static final String PASSWORD = "of a test";

	@TempDir
	private static Path folder = Path.of("");

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void ownCertificate(DynamicPropertyRegistry properties) throws IOException, InterruptedException {
		Path keyStore = folder.resolve("keys.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "nagare", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost", "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", PASSWORD)
			.inheritIO()
			.start();
		assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
		properties.add("server.ssl.key-store", keyStore::toString);
		properties.add("server.ssl.key-store-password", () -> PASSWORD);
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
		HttpResponse<String> asked = send(client("TLSv1.3"), preflight("https://portal.example"));
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo("https://portal.example");
		assertThat(header(asked, "Access-Control-Allow-Credentials")).isEmpty();
		HttpResponse<String> refused = send(client("TLSv1.3"), preflight("https://elsewhere.example"));
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

	private HttpRequest preflight(String origin) {
		return to("/api/v1/users").method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "GET")
			.header("Access-Control-Request-Headers", "authorization")
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
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(folder.resolve("keys.p12"))) {
			keys.load(file, PASSWORD.toCharArray());
		}
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("nagare", keys.getCertificate("nagare"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		SSLParameters parameters = new SSLParameters();
		parameters.setProtocols(new String[] { protocol });
		return HttpClient.newBuilder().sslContext(context).sslParameters(parameters).build();
	}

}
