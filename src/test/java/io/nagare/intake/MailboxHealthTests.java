package io.nagare.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.shared.Label;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A mailbox that stays unreadable is told to its administrators. */
@NagareTest
class MailboxHealthTests {

	@LocalServerPort
	private int port;

	@Autowired
	private MailboxHealthService health;

	@Autowired
	private MailboxService mailboxes;

	@Autowired
	private TestClock clock;

	@AfterEach
	void reset() {
		this.clock.reset();
	}

	@Test
	void isToldAfterHalfAnHourThenOnceADayAndWhenItIsOver() {
		OwnHouse house = OwnHouse.at(this.port);
		Answer made = house.as("admin")
			.post("/mailboxes", "name", "Desk", "address", "desk@nagare.example", "host", "127.0.0.1", "port", 1143,
					"security", "none", "password", "x");
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String id = made.data().path("id").asText();
		Instant now = Instant.now();
		fails(house, id, now);
		fails(house, id, now.plus(Duration.ofMinutes(29)));
		assertThat(told(house)).isEmpty();
		fails(house, id, now.plus(Duration.ofMinutes(31)));
		fails(house, id, now.plus(Duration.ofHours(5)));
		assertThat(told(house)).containsExactly("mailbox.failing メールボックスを読み取れません：Desk");
		assertThat(house.as("admin").get("/mailboxes/" + id).data().path("failure").asText())
			.isEqualTo("The server is ill");
		fails(house, id, now.plus(Duration.ofHours(25)));
		assertThat(told(house)).hasSize(2);
		this.clock.reset();
		await().atMost(Duration.ofMinutes(1)).until(() -> failing() > 0);
		as(house, id, this.health::works);
		as(house, id, this.health::works);
		assertThat(told(house)).hasSize(3).contains("mailbox.works_again メールボックスを再び読み取れます：Desk");
		assertThat(house.as("admin").get("/mailboxes/" + id).data().path("failure").isNull()).isTrue();
		fails(house, id, Instant.now());
		as(house, id, this.health::works);
		assertThat(told(house)).as("a short while is no news").hasSize(3);
		house.as("admin").delete("/mailboxes/" + id);
	}

	private void fails(OwnHouse house, String mailbox, Instant at) {
		this.clock.set(at);
		as(house, mailbox,
				(one) -> assertThat(this.health.failed(one, new Label("サーバーの不調", "The server is ill"))).isPositive());
		this.clock.reset();
	}

	private void as(OwnHouse house, String mailbox, Consumer<Mailbox> does) {
		Tenancy.as(new TenantId(UUID.fromString(house.id()), house.slug()), () -> {
			does.accept(Objects.requireNonNull(this.mailboxes.find(UUID.fromString(mailbox))));
			return true;
		});
	}

	private List<String> told(OwnHouse house) {
		return StreamSupport.stream(house.as("admin").get("/notifications").data().spliterator(), false)
			.map((one) -> one.path("kind").asText() + " " + one.path("title").asText())
			.filter((one) -> one.startsWith("mailbox."))
			.toList();
	}

	private double failing() {
		return new Client(this.port).as("platform")
			.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> line.startsWith("nagare_mailboxes_failing"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.findFirst()
			.orElseThrow();
	}

}
