package io.nagare.signin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A server that asks for certificates, as docs/operations.md sets it up. */
@WithIdentity
@TestPropertySource(properties = "server.ssl.client-auth=need")
class MutualTlsTests {

	@TempDir
	private static Path folder = Path.of("");

	private static @Nullable OwnCertificate server;

	private static @Nullable OwnCertificate managed;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void certificates(DynamicPropertyRegistry properties) throws Exception {
		server = OwnCertificate.in(folder, "server");
		managed = OwnCertificate.in(folder, "managed");
		Path keys = server.file();
		Path trusted = managed.trusted();
		properties.add("server.ssl.key-store", keys::toString);
		properties.add("server.ssl.key-store-password", () -> OwnCertificate.PASSWORD);
		properties.add("server.ssl.trust-store", trusted::toString);
		properties.add("server.ssl.trust-store-password", () -> OwnCertificate.PASSWORD);
	}

	/** With TLS 1.3 the client learns only by the first answer that it was refused. */
	@Test
	void letsInNobodyWithoutACertificateItTrusts() throws Exception {
		HttpClient without = client(null);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> signIn(without, "demo"));
		HttpClient stranger = client(OwnCertificate.in(folder, "stranger"));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> signIn(stranger, "demo"));
	}

	@Test
	void takesACertificateForNobodysPassword() throws Exception {
		HttpClient client = client(managed);
		assertThat(signIn(client, "demo").statusCode()).isEqualTo(200);
		assertThat(signIn(client, "not demo").statusCode()).isEqualTo(401);
	}

	private static HttpClient client(@Nullable OwnCertificate own) throws Exception {
		return Objects.requireNonNull(server).client("TLSv1.3", own);
	}

	private HttpResponse<String> signIn(HttpClient client, String password) throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + this.port + "/api/v1/auth/login"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"username\": \"viewer\", \"password\": \"%s\"}".formatted(password)))
			.build(), BodyHandlers.ofString());
	}

}
