package io.nagare.security;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.SignInAuditEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever gets hold of an account cannot keep it from its owner. */
@NagareTest
class AccountNoticesTests {

	private static final String FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:%1$d.0) Gecko/20100101 Firefox/%1$d.0";

	private static final String ANOTHER = "another one that is long";

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private As as;

	@LocalServerPort
	private int port;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	@Test
	void tellOfATokenByItsNameAndNothingOfWhatItOpens() {
		Answer made = this.house.as("agent1")
			.post("/auth/tokens", "name", "夜間の連携", "expires_at", Instant.now().plus(1, ChronoUnit.DAYS).toString());
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String secret = made.data().path("token").asText();
		assertThat(secret).isNotEmpty();
		JsonNode notice = told("agent1", "夜間の連携");
		assertThat(notice.path("kind").asText()).isEqualTo("account.changed");
		assertThat(notice.toString()).doesNotContain(secret);
		assertThat(titles("agent2")).isEmpty();
	}

	@Test
	void tellOfAnotherPassword() {
		Answer changed = this.house.as("agent1")
			.post("/auth/password", "current_password", OwnHouse.PASSWORD, "password", ANOTHER);
		assertThat(changed.status()).as(changed.body()).isBetween(200, 204);
		Client again = new Client(this.port);
		Client signedIn = again.bearing(again.login(this.house.username("agent1"), ANOTHER).text("access_token"));
		Awaitility.await()
			.untilAsserted(() -> assertThat(signedIn.get("/api/v1/notifications").body())
				.contains("アカウントのお知らせ：パスワードが変更されました"));
	}

	@Test
	void tellOfASecondFactorThatWasTakenAway() {
		UUID user = UUID.fromString(this.house.idOf("agent1"));
		this.as.user(this.house.username("admin"), () -> this.transaction
			.executeWithoutResult((status) -> this.events.publishEvent(SignInAuditEvent.secondFactor("reset", user))));
		told("agent1", "二段階認証がリセットされました");
		this.as.user(this.house.username("admin"), () -> this.transaction.executeWithoutResult((status) -> {
			this.events.publishEvent(SignInAuditEvent.secondFactor("disabled", user));
			status.setRollbackOnly();
		}));
		told("agent1", "二段階認証がリセットされました");
		assertThat(titles("agent1")).hasSize(1);
	}

	@Test
	void tellOfABrowserThatWasNotUsedLatelyAndOfNoNewerVersion() {
		this.house.as("agent1").me();
		assertThat(this.house.signIn("agent1", FIREFOX.formatted(120)).status()).isEqualTo(200);
		assertThat(told("agent1", "Firefox (Windows)").path("title").asText()).contains("127.0.0.0/16");
		assertThat(this.house.signIn("agent1", FIREFOX.formatted(121)).status()).isEqualTo(200);
		assertThat(this.house.signIn("agent1", "curl/8.1").status()).isEqualTo(200);
		told("agent1", "curl");
		assertThat(titles("agent1")).hasSize(2);
	}

	private JsonNode told(String name, String words) {
		Awaitility.await().until(() -> titles(name).stream().anyMatch((title) -> title.contains(words)));
		return StreamSupport.stream(notices(name).spliterator(), false)
			.filter((notice) -> notice.path("title").asText().contains(words))
			.findFirst()
			.orElseThrow();
	}

	private List<String> titles(String name) {
		return StreamSupport.stream(notices(name).spliterator(), false)
			.map((notice) -> notice.path("title").asText())
			.toList();
	}

	private JsonNode notices(String name) {
		return this.house.as(name).get("/notifications").data();
	}

}
