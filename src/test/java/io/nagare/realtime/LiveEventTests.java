package io.nagare.realtime;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.NodeScripts;
import io.nagare.TestClock;
import io.nagare.database.PgNotifications;
import io.nagare.directory.DemoPeople;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Newcomers;
import io.nagare.signin.Newcomers.Newcomer;
import io.nagare.ticket.sla.SlaBreachWarning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever is connected hears what happens, and nothing that he may not read. */
@NagareTest
class LiveEventTests {

	@LocalServerPort
	private int port;

	@Autowired
	private LiveFeed feed;

	@Autowired
	private LiveEventStore store;

	@Autowired
	private PgNotifications notifications;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private As as;

	@Autowired
	private TestClock clock;

	private final List<Listening> open = new ArrayList<>();

	private Api agent;

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
	}

	@AfterEach
	void hangUp() {
		this.open.forEach(Listening::close);
		long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
		while (this.feed.size() > 0 && System.nanoTime() < until) {
			// a stream notices at its next event
			this.feed.lookAtAll();
			Listening.pause(50);
		}
	}

	private String token(String username) {
		return new Client(this.port).login(username, DemoPeople.PASSWORD).text("access_token");
	}

	private Listening listening(String username) {
		return kept(Listening.toStream(this.port, token(username), null));
	}

	private Listening kept(Listening listening) {
		this.open.add(listening);
		return listening;
	}

	/** What the guide hands out to copy. */
	@Test
	void tellTheExampleOfAClient() {
		NodeScripts.node("--experimental-websocket", Path.of("docs/examples/watch.mjs").toAbsolutePath().toString(),
				"http://localhost:" + this.port, "reporter1", DemoPeople.PASSWORD);
	}

	@Test
	void tellsWhatHappensWithinASecondOfTheCommit() {
		Listening colleague = listening("agent2");
		JsonNode reported = this.agent.report("VPN", "category_id", this.agent.idOf("categories", "ネットワーク"));
		String id = reported.path("id").asText();
		JsonNode created = colleague.hears("incident_created", id).path("payload");
		assertThat(created.path("incident_number").asText()).isEqualTo(reported.path("incident_number").asText());
		assertThat(created.path("title").asText()).isEqualTo("VPN");
		assertThat(created.path("priority").asText()).isEqualTo(reported.path("priority").asText());
		Instant began = Instant.now();
		this.agent.does(id, "start");
		JsonNode updated = colleague.hears("incident_updated", id).path("payload");
		assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(2));
		assertThat(updated.path("changes").path("status").path("to").asText())
			.isEqualTo(updated.path("status").asText());
		assertThat(updated.path("assignee").path("username").asText()).isEqualTo("agent1");
		assertThat(updated.path("updated_by").path("username").asText()).isEqualTo("agent1");
	}

	@Test
	void tellsNobodyWhatHeMayNotReadSinceHisRoleHasEnded() {
		Newcomer deputy = Newcomers.join(new Client(this.port), "user");
		Instant end = this.clock.instant().plusSeconds(300);
		assertThat(this.agent.as("admin")
			.post("/role-grants", "user_id", deputy.id(), "role", "operator", "until", end.toString())
			.status()).isEqualTo(201);
		String token = new Client(this.port).login(deputy.name(), Newcomers.PASSWORD).text("access_token");
		Listening listening = kept(Listening.toStream(this.port, token, null));
		String before = this.agent.report("before").path("id").asText();
		listening.hears("incident_created", before);
		try {
			this.clock.set(end);
			String others = this.agent.report("after").path("id").asText();
			String own = this.agent.as(deputy.name(), Newcomers.PASSWORD).report("his own").path("id").asText();
			listening.hears("incident_created", own);
			assertThat(listening.all()).noneMatch((one) -> one.contains(others));
		}
		finally {
			this.clock.reset();
		}
	}

	@Test
	void tellsAReporterWhatIsPublicOfHisOwnTickets() {
		Listening reporter = listening("reporter1");
		String others = this.agent.report("not his").path("id").asText();
		String his = this.agent.as("reporter1").report("his").path("id").asText();
		this.agent.post("/incidents/" + his + "/work-notes", "content", "internal");
		this.agent.post("/incidents/" + his + "/work-notes", "content", "public", "is_public", "Y");
		reporter.hears("incident_created", his);
		JsonNode note = reporter.hears("incident_note_added", his);
		assertThat(note.path("payload").path("is_public").asText()).isEqualTo("Y");
		assertThat(note.path("payload").has("updated_by")).isFalse();
		assertThat(reporter.all()).noneMatch((event) -> event.contains(others));
	}

	@Test
	void keepsWhatIsConfidentialAndWhatIsAnotherTenants() {
		Listening outsider = listening("network1");
		Listening stranger = listening("other-admin");
		Listening manager = listening("manager");
		String secret = this.agent.report("secret", "confidentiality", "confidential").path("id").asText();
		String open = this.agent.report("open").path("id").asText();
		manager.hears("incident_created", secret);
		manager.hears("incident_created", open);
		outsider.hears("incident_created", open);
		assertThat(outsider.all()).noneMatch((event) -> event.contains(secret));
		String theirs = this.agent.as("other-agent").report("theirs").path("id").asText();
		stranger.hears("incident_created", theirs);
		assertThat(stranger.all()).noneMatch((event) -> event.contains(open) || event.contains(secret));
	}

	@Test
	void tellsThePersonAloneOfANotice() {
		Listening reader = listening("reporter1");
		Listening other = listening("reporter2");
		String id = this.agent.as("reporter1").report("his").path("id").asText();
		this.agent.post("/incidents/" + id + "/work-notes", "content", "public", "is_public", "Y");
		JsonNode notice = reader.hears("notice", id).path("payload");
		assertThat(notice.path("kind").asText()).isEqualTo("ticket.note");
		assertThat(this.agent.as("reporter1").get("/notifications/" + notice.path("notification_id").asText()).status())
			.isEqualTo(200);
		assertThat(other.all()).noneMatch((event) -> event.contains("\"notice\""));
	}

	/**
	 * The one that began first commits last. A reader who went by the numbers of the
	 * sequence, or by those of the transactions, would have passed it over.
	 */
	@Test
	void losesNothingOfTransactionsThatOverlap() throws InterruptedException {
		String first = this.agent.report("first").path("id").asText();
		String second = this.agent.report("second").path("id").asText();
		Listening listening = listening("agent2");
		CountDownLatch begun = new CountDownLatch(1);
		Semaphore mayCommit = new Semaphore(0);
		Thread slow = new Thread(() -> this.as.user("agent1", () -> this.transaction.executeWithoutResult((status) -> {
			write(first);
			begun.countDown();
			mayCommit.acquireUninterruptibly();
		})));
		slow.start();
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		this.as.user("agent1", () -> this.transaction.executeWithoutResult((status) -> write(second)));
		this.notifications.send(LiveFeed.CHANNEL);
		listening.hears("incident_updated", second);
		String heardSoFar = listening.lastEventId();
		mayCommit.release();
		slow.join();
		this.notifications.send(LiveFeed.CHANNEL);
		listening.hears("incident_updated", first);
		assertThat(listening.all().stream().filter((event) -> event.contains(second))).hasSize(1);
		kept(Listening.toStream(this.port, token("agent2"), heardSoFar)).hears("incident_updated", first);
	}

	private void write(String ticket) {
		this.store.write(List.of(new LiveEvent(Tenancy.require().id(), LiveEvent.UPDATED, UUID.fromString(ticket),
				List.of(), null, Instant.now(), Map.of())));
	}

	@Test
	void tellsWhoComesBackWhatHeMissed() {
		Listening before = listening("agent2");
		String heard = this.agent.report("heard").path("id").asText();
		before.hears("incident_created", heard);
		String last = before.lastEventId();
		before.close();
		List<String> missed = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			missed.add(this.agent.report("missed " + i).path("id").asText());
		}
		Listening after = kept(Listening.toStream(this.port, token("agent2"), last));
		missed.forEach((id) -> after.hears("incident_created", id));
		String now = this.agent.report("now").path("id").asText();
		after.hears("incident_created", now);
		assertThat(after.all()).noneMatch((event) -> event.contains(heard));
		assertThat(after.all().stream().filter((event) -> event.contains("\"incident_created\""))).hasSize(6);
	}

	@Test
	void saysThatItDoesNotKnowWhatWasMissed() {
		kept(Listening.toStream(this.port, token("agent2"), "1-0-1")).hears("reset", "");
		kept(Listening.toStream(this.port, token("agent2"), "nonsense")).hears("reset", "");
	}

	@Test
	void endsWithTheSignIn() {
		String token = token("agent2");
		Listening listening = kept(Listening.toStream(this.port, token, null));
		Listening socket = kept(Listening.toSocket(this.port, "?token=" + token));
		socket.hears("connected", "");
		new Client(this.port).bearing(token).post("/api/v1/auth/logout", "{}");
		this.feed.lookAtAll();
		listening.hears("closed", "signed_out");
		listening.isCutOff();
		socket.isCutOff();
	}

	@Test
	void connectsASocketByTokenOrFirstMessage() {
		String token = token("agent2");
		Listening byAddress = kept(Listening.toSocket(this.port, "?token=" + token));
		Listening byMessage = kept(
				Listening.toSocket(this.port, "", "{\"type\":\"connect\",\"token\":\"" + token + "\"}"));
		byAddress.hears("connected", "");
		byMessage.hears("connected", "");
		byAddress.hears("ping", "");
		byMessage.hears("ping", "");
		String id = this.agent.report("VPN").path("id").asText();
		assertThat(byAddress.hears("incident_created", id).path("payload").path("incident_id").asText()).isEqualTo(id);
		byMessage.hears("incident_created", id);
		String last = byMessage.lastEventId();
		byMessage.close();
		String missed = this.agent.report("missed").path("id").asText();
		kept(Listening.toSocket(this.port, "?token=" + token + "&last_event_id=" + last)).hears("incident_created",
				missed);
	}

	@Test
	void refusesWhoOpensNothing() {
		assertThatThrownBy(() -> Listening.toSocket(this.port, "?token=nonsense")).hasMessageContaining("Handshake");
		Listening wrong = kept(Listening.toSocket(this.port, "", "{\"type\":\"connect\",\"token\":\"nonsense\"}"));
		wrong.isCutOff();
		assertThatThrownBy(() -> Listening.toStream(this.port, "nonsense", null)).hasMessageStartingWith("401");
		assertThatThrownBy(() -> Listening.toStream(this.port, token("platform"), null)).hasMessageStartingWith("403");
	}

	/** He would hold up everybody else, or fill the memory. */
	@Test
	void dropsWhoReadsTooSlowly() throws IOException {
		String token = token("agent2");
		try (Socket slow = new Socket("localhost", this.port)) {
			slow.setReceiveBufferSize(4096);
			slow.getOutputStream()
				.write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n")
					.getBytes(StandardCharsets.UTF_8));
			while (this.feed.size() == 0) {
				Listening.pause(10);
			}
			Listening quick = listening("agent1");
			String id = this.agent.report("VPN").path("id").asText();
			quick.hears("incident_created", id);
			for (int i = 0; i < 60 && this.feed.size() > 1; i++) {
				this.as.user("agent1", () -> this.transaction
					.executeWithoutResult((status) -> this.store.write(Collections.nCopies(100, large(id)))));
				this.notifications.send(LiveFeed.CHANNEL);
				Listening.pause(100);
			}
			assertThat(this.feed.size()).isEqualTo(1);
			String later = this.agent.report("later").path("id").asText();
			quick.hears("incident_created", later);
		}
	}

	private static LiveEvent large(String ticket) {
		return new LiveEvent(Tenancy.require().id(), LiveEvent.UPDATED, UUID.fromString(ticket), List.of(), null,
				Instant.now(), Map.of("changes", Map.of("description", "x".repeat(2000))));
	}

	/** Longer than the head of a request may take. */
	@Test
	void staysOpenForLong() {
		Listening listening = listening("agent2");
		Listening.pause(12_000);
		String id = this.agent.report("VPN").path("id").asText();
		listening.hears("incident_created", id);
	}

	@Test
	void forgetsAfterSomeHours() {
		this.agent.report("old");
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult(
				(status) -> this.jdbc.update("UPDATE live_events SET written_at = now() - interval '4 hours'")));
		int removed = Tenancy.asPlatform(this.store::removeOld);
		assertThat(removed).isPositive();
	}

	@Test
	void givesUpTheOldestLineOfWhoeverHasTwenty() {
		String token = token("viewer");
		Listening oldest = kept(Listening.toStream(this.port, token, null));
		for (int i = 1; i < LiveFeed.MOST_OF_ONE; i++) {
			kept(Listening.toStream(this.port, token, null));
		}
		int before = this.feed.size();
		kept(Listening.toStream(this.port, token, null));
		assertThat(oldest.hears("closed", "replaced").path("payload").path("reason").asText()).isEqualTo("replaced");
		assertThat(this.feed.size()).isEqualTo(before);
	}

	@Test
	void tellsOfFilesLinksAndSla() {
		Listening listening = listening("agent2");
		String id = this.agent.report("VPN").path("id").asText();
		listening.hears("incident_created", id);
		Answer file = this.agent.upload("/incidents/" + id + "/attachments", "a.txt", "text/plain",
				"hello".getBytes(StandardCharsets.UTF_8));
		assertThat(file.status()).isEqualTo(201);
		listening.hears("incident_updated", id);
		String other = this.agent.report("again").path("id").asText();
		this.agent.post("/incidents/" + id + "/links", "type", "related_to", "target_id", other);
		listening.hears("incident_updated", other);
		this.as.user("agent1",
				() -> this.transaction.executeWithoutResult((status) -> this.events
					.publishEvent(new SlaBreachWarning(new TicketRef(UUID.fromString(id), "incident", "INC"),
							Tenancy.require(), null, Instant.now(), "resolution", "75", 600))));
		JsonNode warning = listening.hears("sla_breach_warning", id).path("payload");
		assertThat(warning.path("breach_type").asText()).isEqualTo("resolution");
		assertThat(warning.path("time_remaining").asInt()).isEqualTo(600);
		assertThat(warning.path("incident_id").asText()).isEqualTo(id);
	}

}
