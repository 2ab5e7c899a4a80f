package io.nagare.intake.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import jakarta.mail.AuthenticationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.intake.MailServerSettings;
import io.nagare.intake.Mailbox;
import io.nagare.intake.MailboxService;
import io.nagare.shared.Label;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server that takes each refresh token once, as RFC 6749 lets it. */
@NagareTest
class AccessTokenServiceTests {

	@LocalServerPort
	private int port;

	@Autowired
	private MailboxService mailboxes;

	@Autowired
	private MailServerSettings settings;

	@Autowired
	private As as;

	private HttpServer server;

	/** The one that is good now. */
	private final AtomicInteger good = new AtomicInteger(1);

	private String mailbox;

	@BeforeEach
	void setUp() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/token", (exchange) -> {
			String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			boolean takes = (form + "&").contains("refresh_token=r" + this.good.get() + "&");
			int next = takes ? this.good.incrementAndGet() : 0;
			byte[] answer = (takes ? "{\"access_token\":\"a%1$d\",\"refresh_token\":\"r%1$d\",\"expires_in\":3599}"
					: "{\"error\":\"invalid_grant\",\"error_description\":\"r%1$d is spent\"}")
				.formatted(next)
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(takes ? 200 : 400, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		this.server.start();
		Answer made = Api.at(this.port)
			.as("admin")
			.post("/mailboxes", "name", "rotating " + UUID.randomUUID(), "address",
					UUID.randomUUID() + "@nagare.example", "host", "127.0.0.1", "port", 1143, "security", "none",
					"auth", "oauth2", "oauth_endpoint",
					"http://127.0.0.1:" + this.server.getAddress().getPort() + "/token", "oauth_client_id", "x",
					"oauth_refresh_token", "r1", "is_active", false);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		this.mailbox = made.data().path("id").asText();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
		Api.at(this.port).as("admin").delete("/mailboxes/" + this.mailbox);
	}

	private Mailbox read() {
		return Objects.requireNonNull(this.mailboxes.find(UUID.fromString(this.mailbox)));
	}

	private String token(AccessTokenService tokens, Mailbox mailbox) {
		tokens.forget(mailbox.id());
		try {
			return tokens.token(mailbox);
		}
		catch (IOException | AuthenticationFailedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void goesOnWithTheRefreshTokenThatTookThePlaceOfTheFormer() {
		Tenancy.as(Objects.requireNonNull(this.as.caller("admin").tenant()), () -> {
			AccessTokenService here = new AccessTokenService(this.settings, this.mailboxes);
			Mailbox watched = read();
			assertThat(token(here, watched)).isEqualTo("a2");
			assertThat(token(here, watched)).isEqualTo("a3");
			assertThat(this.mailboxes.secrets(read()).refreshToken()).isEqualTo("r3");
			assertThat(read().version()).as("nobody has changed it").isEqualTo(watched.version());
			// another node, or this one after a restart
			assertThat(token(new AccessTokenService(this.settings, this.mailboxes), read())).isEqualTo("a4");
			assertThat(token(here, watched)).as("what the other was given").isEqualTo("a5");
			return true;
		});
	}

	@Test
	void saysWhyTheServerGivesNone() {
		this.good.set(9);
		Tenancy.as(Objects.requireNonNull(this.as.caller("admin").tenant()), () -> {
			AccessTokenService here = new AccessTokenService(this.settings, this.mailboxes);
			assertThatThrownBy(() -> token(here, read())).cause()
				.extracting(MailFailures::words)
				.isEqualTo(Label.said("The server of access tokens answered 400: invalid_grant"));
			return true;
		});
	}

}
