package io.nagare.push;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.TestClock;
import io.nagare.notification.HeldNotices;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;
import io.nagare.signin.Client;
import io.nagare.signin.Newcomers;
import io.nagare.workflow.EventPublications;

import static org.assertj.core.api.Assertions.assertThat;

/** Browsers are told, through a real push service. */
@NagareTest
@TestPropertySource(
		properties = { "nagare.push.inside-hosts=localhost", "nagare.push.contact=mailto:desk@nagare.example" })
class PushTests {

	private final ObjectMapper json = new ObjectMapper();

	private final TicketRef ticket = new TicketRef(UUID.randomUUID(), "change", "CHG0000123");

	private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

	private final AtomicInteger answer = new AtomicInteger(201);

	private HttpServer service;

	private ECKey browser;

	private byte[] auth;

	@LocalServerPort
	private int port;

	@Autowired
	private Notifications notifications;

	@Autowired
	private EventPublications publications;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private HeldNotices held;

	@Autowired
	private TestClock clock;

	@Autowired
	private As as;

	@BeforeEach
	void pushServiceAndBrowser() throws IOException, JOSEException {
		this.service = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		this.service.createContext("/", (exchange) -> {
			// taken before the test hears of it, which may then want another
			int status = this.answer.get();
			this.told.add(new Told(exchange.getRequestHeaders().getFirst("Authorization"),
					exchange.getRequestHeaders().getFirst("TTL"), exchange.getRequestBody().readAllBytes()));
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		});
		this.service.start();
		this.browser = new ECKeyGenerator(Curve.P_256).generate();
		this.auth = UUID.randomUUID().toString().substring(0, 16).getBytes(StandardCharsets.US_ASCII);
	}

	@AfterEach
	void pushServiceIsGone() {
		this.clock.reset();
		this.service.stop(0);
	}

	@Test
	void tellsABrowserWhatNobodyElseCanRead() throws Exception {
		Newcomers.Newcomer user = Newcomers.join(new Client(this.port), "operator");
		assertThat(subscribe(user.signedIn()).status()).isEqualTo(201);
		tell(vote("VPN交換").to(UUID.fromString(user.id())));
		Told told = next();
		JsonNode message = this.json.readTree(opened(told.body()));
		assertThat(message.path("title").asText()).contains("VPN交換");
		assertThat(message.path("number").asText()).isEqualTo("CHG0000123");
		assertThat(message.path("kind").asText()).isEqualTo("cab.vote_requested");
		assertThat(told.ttl()).isEqualTo("3600");
		assertThat(new String(told.body(), StandardCharsets.ISO_8859_1)).doesNotContain("CHG0000123");
	}

	@Test
	void signsWithTheKeyThatBrowsersSubscribedWith() throws Exception {
		Newcomers.Newcomer user = Newcomers.join(new Client(this.port), "operator");
		Client signedIn = user.signedIn();
		String key = signedIn.get("/api/v1/push").data().path("public_key").asText();
		subscribe(signedIn);
		tell(vote("署名").to(UUID.fromString(user.id())));
		String authorization = next().authorization();
		assertThat(authorization).startsWith("vapid t=").endsWith(", k=" + key);
		SignedJWT token = SignedJWT.parse(authorization.substring("vapid t=".length(), authorization.indexOf(',')));
		assertThat(token.verify(new ECDSAVerifier(PushCipher.decoded(key)))).isTrue();
		assertThat(token.getJWTClaimsSet().getAudience())
			.containsExactly("http://localhost:" + this.service.getAddress().getPort());
		assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("mailto:desk@nagare.example");
		assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isBetween(Instant.now(),
				Instant.now().plus(Duration.ofHours(24)));
	}

	@Test
	void keepsItsKeyToItself() {
		new Client(this.port).as("agent1").get("/api/v1/push");
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> {
			List<String> secrets = this.jdbc.queryForList("SELECT secret FROM push_keys", String.class);
			assertThat(secrets).hasSize(1);
			assertThat(new String(Base64.getDecoder().decode(secrets.get(0)), StandardCharsets.ISO_8859_1))
				.doesNotContain("\u0006\u0008*\u0086H\u00ce=\u0003\u0001\u0007");
		}));
		this.as.user("agent1",
				() -> this.transaction.executeWithoutResult(
						(status) -> assertThat(this.jdbc.queryForList("SELECT secret FROM push_keys", String.class))
							.isEmpty()));
	}

	@Test
	void showsNothingConfidential() throws Exception {
		Newcomers.Newcomer user = Newcomers.join(new Client(this.port), "operator");
		subscribe(user.signedIn());
		tell(vote("人事の件").confidential(true).to(UUID.fromString(user.id())));
		assertThat(opened(next().body())).contains("CHG0000123").doesNotContain("人事");
	}

	@Test
	void tellsNothingThatIsNotUrgent() {
		Newcomers.Newcomer user = Newcomers.join(new Client(this.port), "operator");
		subscribe(user.signedIn());
		tell(Notice.of("sla.warning", "期限", "初動", 75).about(this.ticket).to(UUID.fromString(user.id())));
		tell(vote("あと").to(UUID.fromString(user.id())));
		assertThat(opened(next().body())).contains("あと");
		assertThat(this.told).isEmpty();
		tell(Notice.of("sla.warning", "当番", "初動", 75).about(this.ticket).to(UUID.fromString(user.id())).atOnce());
		assertThat(opened(next().body())).contains("当番");
	}

	/** One message for all of it, which shows the youngest that he has not read. */
	@Test
	void waitsForTheEndOfQuietHoursUnlessItIsUrgent() {
		Newcomers.Newcomer user = Newcomers.join(new Client(this.port), "operator");
		Client signedIn = user.signedIn();
		subscribe(signedIn);
		UUID id = UUID.fromString(user.id());
		assertThat(signedIn.put("/api/v1/notifications/delivery", quietNow()).status()).isEqualTo(200);
		tell(mention("一").to(id));
		tell(mention("二").to(id));
		tell(Notice.of("incident.major_accepted", "全社停止").atOnce().to(id));
		assertThat(opened(next().body())).contains("全社停止");
		tell(mention("三").to(id));
		this.clock.set(Instant.now().plus(Duration.ofHours(2)));
		this.held.release();
		this.held.release();
		String told = opened(next().body());
		assertThat(told).contains("三", "ほか2件");
		Awaitility.await().during(Duration.ofSeconds(2)).until(this.told::isEmpty);
	}

	@Test
	void saysNothingAfterQuietHoursOfWhatWasRead() {
		Newcomers.Newcomer user = Newcomers.join(new Client(this.port), "operator");
		Client signedIn = user.signedIn();
		subscribe(signedIn);
		assertThat(signedIn.put("/api/v1/notifications/delivery", quietNow()).status()).isEqualTo(200);
		tell(mention("読んだ").to(UUID.fromString(user.id())));
		assertThat(signedIn.post("/api/v1/notifications/read-all", "{}").status()).isEqualTo(200);
		this.clock.set(Instant.now().plus(Duration.ofHours(2)));
		this.held.release();
		Awaitility.await().during(Duration.ofSeconds(2)).until(this.told::isEmpty);
	}

	private static Notice mention(String title) {
		return Notice.of("ticket.mention", title, "鈴木", "お願いします");
	}

	/** In quiet hours that began an hour ago and end in one. */
	private static String quietNow() {
		LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
		return """
				{"time_zone":"UTC","quiet":"hours","quiet_days":["monday","tuesday","wednesday","thursday","friday",
				"saturday","sunday"],"quiet_from":"%s","quiet_to":"%s","mails":"at_once","daily_at":"09:00"}"""
			.formatted(now.minusHours(1), now.plusHours(1));
	}

	@Test
	void forgetsABrowserThatIsGone() {
		Newcomers.Newcomer user = Newcomers.join(new Client(this.port), "operator");
		Client signedIn = user.signedIn();
		subscribe(signedIn);
		this.answer.set(410);
		tell(vote("一").to(UUID.fromString(user.id())));
		next();
		Awaitility.await()
			.untilAsserted(() -> assertThat(signedIn.get("/api/v1/push").data().path("subscriptions")).isEmpty());
	}

	@Test
	void tellsLaterWhatItCouldNotTellAtOnce() {
		othersAreDone();
		Newcomers.Newcomer user = Newcomers.join(new Client(this.port), "operator");
		subscribe(user.signedIn());
		this.answer.set(503);
		tell(vote("遅れて").to(UUID.fromString(user.id())));
		next();
		this.answer.set(201);
		Awaitility.await().pollInterval(Duration.ofSeconds(1)).atMost(Duration.ofMinutes(1)).until(() -> {
			aMinuteLater();
			return !this.told.isEmpty();
		});
		assertThat(opened(next().body())).contains("遅れて");
	}

	@Test
	void endsWithTheSubscription() {
		Newcomers.Newcomer user = Newcomers.join(new Client(this.port), "operator");
		Client signedIn = user.signedIn();
		String id = subscribe(signedIn).data().path("id").asText();
		assertThat(new Client(this.port).as("agent1").delete("/api/v1/push/subscriptions/" + id).status())
			.isEqualTo(404);
		assertThat(signedIn.delete("/api/v1/push/subscriptions/" + id).status()).isEqualTo(204);
		assertThat(signedIn.get("/api/v1/push").data().path("subscriptions")).isEmpty();
	}

	@Test
	void belongsToWhoeverUsesTheBrowserNow() {
		Client first = Newcomers.join(new Client(this.port), "operator").signedIn();
		Client second = Newcomers.join(new Client(this.port), "operator").signedIn();
		subscribe(first);
		subscribe(second);
		assertThat(first.get("/api/v1/push").data().path("subscriptions")).isEmpty();
		assertThat(second.get("/api/v1/push").data().path("subscriptions")).hasSize(1);
	}

	/** Endpoints are no secrets, the browser's keys are. */
	@Test
	void isNotTakenOverByWhoKnowsTheEndpointAlone() {
		Client first = Newcomers.join(new Client(this.port), "operator").signedIn();
		Client second = Newcomers.join(new Client(this.port), "operator").signedIn();
		subscribe(first);
		Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
		Client.Answer taken = second.post("/api/v1/push/subscriptions", subscription(endpoint())
			.replace(base64.encodeToString(this.auth), base64.encodeToString(new byte[this.auth.length])));
		assertThat(taken.status()).as(taken.body()).isEqualTo(409);
		assertThat(first.get("/api/v1/push").data().path("subscriptions")).hasSize(1);
	}

	@Test
	void callsNothingInside() {
		Client signedIn = Newcomers.join(new Client(this.port), "operator").signedIn();
		for (String endpoint : List.of("http://push.example.com/x", "https://127.0.0.1/x", "https://10.1.2.3/x",
				"https://[::1]/x", "https://[fd00::1]/x", "https://2130706433/x", "https://0x7f.1/x",
				"https://169.254.169.254/latest", "https://user@push.example.com/x", "file:///etc/passwd", "x",
				"https://intranet/x")) {
			Client.Answer refused = signedIn.post("/api/v1/push/subscriptions", subscription(endpoint));
			assertThat(refused.status()).as(endpoint).isEqualTo(400);
			assertThat(refused.body()).contains("push_endpoint");
		}
	}

	@Test
	void takesNoKeysThatAreNone() {
		Client signedIn = Newcomers.join(new Client(this.port), "operator").signedIn();
		assertThat(signedIn.post("/api/v1/push/subscriptions", """
				{"endpoint":"%s","public_key":"abc","auth":"abc"}""".formatted(endpoint())).body())
			.contains("public_key");
	}

	private Client.Answer subscribe(Client client) {
		return client.post("/api/v1/push/subscriptions", subscription(endpoint()));
	}

	private String endpoint() {
		return "http://localhost:" + this.service.getAddress().getPort() + "/" + this.browser.getX();
	}

	private String subscription(String endpoint) {
		try {
			return """
					{"endpoint":"%s","public_key":"%s","auth":"%s"}""".formatted(endpoint,
					PushCipher.encoded(this.browser.toECPublicKey()),
					Base64.getUrlEncoder().withoutPadding().encodeToString(this.auth));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Notice vote(String title) {
		return Notice.of("cab.vote_requested", title, "2031/01/01").about(this.ticket);
	}

	private void tell(Notice notice) {
		this.as.user("agent1",
				() -> this.transaction.executeWithoutResult((status) -> this.notifications.tell(notice)));
	}

	/** What other tests left untold leads nowhere, and would be tried before ours. */
	private void othersAreDone() {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc
			.update("UPDATE event_publication SET completion_date = now() WHERE completion_date IS NULL")));
	}

	private void aMinuteLater() {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update(
				"UPDATE event_publication SET publication_date = publication_date - interval '2 minutes', tried_at = NULL")));
		this.publications.resubmit();
	}

	private Told next() {
		try {
			Told next = this.told.poll(10, TimeUnit.SECONDS);
			assertThat(next).as("what the push service was told").isNotNull();
			return next;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Reads a message as a browser does. */
	private String opened(byte[] body) {
		try {
			ByteBuffer bytes = ByteBuffer.wrap(body);
			byte[] salt = new byte[16];
			bytes.get(salt);
			assertThat(bytes.getInt()).isEqualTo(4096);
			byte[] sender = new byte[bytes.get()];
			bytes.get(sender);
			byte[] sealed = new byte[bytes.remaining()];
			bytes.get(sealed);
			KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
			agreement.init(this.browser.toECPrivateKey());
			agreement.doPhase(PushCipher.decoded(Base64.getUrlEncoder().withoutPadding().encodeToString(sender)), true);
			byte[] own = Base64.getUrlDecoder().decode(PushCipher.encoded(this.browser.toECPublicKey()));
			byte[] info = ByteBuffer.allocate(14 + 65 + 65 + 1)
				.put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
				.put(own)
				.put(sender)
				.put((byte) 1)
				.array();
			byte[] secret = hmac(salt, hmac(hmac(this.auth, agreement.generateSecret()), info));
			byte[] key = hmac(secret, "Content-Encoding: aes128gcm\0\u0001".getBytes(StandardCharsets.US_ASCII));
			byte[] nonce = hmac(secret, "Content-Encoding: nonce\0\u0001".getBytes(StandardCharsets.US_ASCII));
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(Arrays.copyOf(key, 16), "AES"),
					new GCMParameterSpec(128, Arrays.copyOf(nonce, 12)));
			byte[] message = cipher.doFinal(sealed);
			assertThat(message[message.length - 1]).isEqualTo((byte) 2);
			return new String(message, 0, message.length - 1, StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException | JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(text);
	}

	/** What came to the push service. */
	@SuppressWarnings("ArrayRecordComponent") // compared nowhere
	private record Told(String authorization, String ttl, byte[] body) {
	}

}
