package io.nagare.integration.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.integration.WebhookSpread;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Programs outside are told of events, and nothing that they do harms anybody. */
@NagareTest
@TestPropertySource(properties = { "nagare.webhooks.inside-hosts=127.0.0.1", "nagare.webhooks.timeout=2s",
		"nagare.webhooks.pauses=1s,1s,1s", "nagare.public-url=https://nagare.example" })
class WebhookTests {

	@LocalServerPort
	private int port;

	@Autowired
	private WebhookSpread events;

	@Autowired
	private WebhookSender sender;

	@Autowired
	private ObjectMapper json;

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private volatile int answers = 204;

	private volatile boolean everySecondFails;

	private HttpServer server;

	private Api admin;

	private record Call(String path, Map<String, List<String>> headers, String body) {
	}

	/** The second call waits for it, and those after it. */
	private volatile CountDownLatch gate = new CountDownLatch(0);

	@BeforeEach
	void listen() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::hear);
		this.server.start();
		this.admin = Api.at(this.port).as("admin");
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
		this.admin.get("/webhooks?limit=100")
			.data()
			.forEach((one) -> this.admin.delete("/webhooks/" + one.path("id").asText()));
	}

	private void hear(HttpExchange exchange) throws IOException {
		// taken before the test hears of it, which may then want another
		int status = (this.everySecondFails && this.calls.size() % 2 == 1) ? 400 : this.answers;
		this.calls.add(new Call(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()),
				new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
		if (this.calls.size() > 1) {
			waitAtTheGate();
		}
		if (status == 302) {
			exchange.getResponseHeaders()
				.add("Location", "http://127.0.0.1:" + this.server.getAddress().getPort() + "/else");
		}
		exchange.sendResponseHeaders(status, -1);
		exchange.close();
	}

	private void waitAtTheGate() {
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private JsonNode create(Object... fields) {
		Object[] all = new Object[fields.length + 4];
		all[0] = "name";
		all[1] = "hook " + UUID.randomUUID();
		all[2] = "url";
		all[3] = "http://127.0.0.1:" + this.server.getAddress().getPort() + "/hook";
		System.arraycopy(fields, 0, all, 4, fields.length);
		Answer answer = this.admin.post("/webhooks", all);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

	private String reported(String title) {
		return Api.at(this.port).as("reporter1").report(title).path("id").asText();
	}

	private List<Call> heard(int count) {
		this.events.spread();
		this.sender.send();
		await().untilAsserted(() -> assertThat(this.calls).hasSize(count));
		return this.calls;
	}

	private List<JsonNode> deliveries(String webhook) {
		return StreamSupport
			.stream(this.admin.get("/webhooks/" + webhook + "/deliveries?limit=100").data().spliterator(), false)
			.toList();
	}

	private static String header(Call call, String name) {
		return HttpHeaders.of(call.headers(), (one, other) -> true).firstValue(name).orElse("");
	}

	@Test
	void tellsInAWayThatOthersVerify() throws Exception {
		JsonNode webhook = create("types", List.of("incident.created"));
		String id = reported("Told");
		Call call = heard(1).get(0);
		new Webhook(webhook.path("secret").asText())
			.verify(call.body(),
					HttpHeaders.of(
							call.headers()
								.entrySet()
								.stream()
								.collect(java.util.stream.Collectors.toMap(
										(one) -> one.getKey().toLowerCase(java.util.Locale.ROOT), Map.Entry::getValue)),
							(one, other) -> true));
		JsonNode body = this.json.readTree(call.body());
		assertThat(body.path("specversion").asText()).isEqualTo("1.0");
		assertThat(body.path("id").asText()).isEqualTo(header(call, "webhook-id"));
		assertThat(body.path("type").asText()).isEqualTo("incident.created");
		assertThat(body.path("subject").asText()).isEqualTo(id);
		assertThat(body.path("timestamp").asText()).isNotEmpty();
		assertThat(body.path("data").path("title").asText()).isEqualTo("Told");
		assertThat(body.path("data").path("number").asText()).startsWith("INC");
		assertThat(this.admin.get("/webhooks/" + webhook.path("id").asText()).body()).doesNotContain("whsec_");
	}

	@Test
	void signsWithEachFormerSecretTooForADay() throws Exception {
		JsonNode webhook = create("types", List.of("incident.created"));
		String path = "/webhooks/" + webhook.path("id").asText();
		JsonNode renewed = this.admin.post(path + "/secret").data();
		JsonNode again = this.admin.post(path + "/secret").data();
		reported("Signed by each");
		Call call = heard(1).get(0);
		assertThat(header(call, "webhook-signature").split(" ")).hasSize(3);
		for (String secret : List.of(webhook.path("secret").asText(), renewed.path("secret").asText(),
				again.path("secret").asText())) {
			new Webhook(secret).verify(call.body(),
					HttpHeaders.of(
							call.headers()
								.entrySet()
								.stream()
								.collect(java.util.stream.Collectors.toMap(
										(one) -> one.getKey().toLowerCase(java.util.Locale.ROOT), Map.Entry::getValue)),
							(one, other) -> true));
		}
	}

	/** As it was written, whatever has been chosen since. */
	@Test
	void saysOfABodyWhatItIsAfterTheFormatWasChanged() {
		String id = create("types", List.of("incident.created"), "format", "cloudevents").path("id").asText();
		reported("Before");
		this.events.spread();
		Answer changed = this.admin.patch("/webhooks/" + id, "format", "slack");
		assertThat(changed.status()).as(changed.body()).isEqualTo(200);
		reported("After");
		List<Call> heard = heard(2);
		assertThat(heard.stream().filter((call) -> call.body().contains("specversion")))
			.extracting((call) -> header(call, "Content-Type"))
			.singleElement()
			.isEqualTo("application/cloudevents+json");
		assertThat(heard.stream().filter((call) -> !call.body().contains("specversion")))
			.extracting((call) -> header(call, "Content-Type"))
			.singleElement()
			.isEqualTo("application/json; charset=UTF-8");
	}

	@Test
	void tellsOnlyWhatIsWanted() {
		create("types", List.of("incident.status_changed", "problem.*"), "priorities", List.of("low"));
		String id = reported("Filtered");
		Api agent = Api.at(this.port).as("agent1");
		agent.does(id, "assign", "assignee_id", agent.me());
		assertThat(heard(1).get(0).body()).contains("\"type\":\"incident.status_changed\"", "\"to\":\"assigned\"");
	}

	/** A webhook shows all that it was told, so it is set up by who may read that. */
	@Test
	void isInTheHandsOfWhoReadsWhatItTells() {
		OwnHouse house = OwnHouse.at(this.port);
		Api owner = house.as("admin");
		String connects = house.moveIn("connects", "user");
		for (List<String> permissions : List.of(List.of("integration:manage"),
				List.of("integration:manage", "incident:read"))) {
			String key = "hooks" + permissions.size();
			Answer made = owner.post("/roles", "key", key, "name_ja", "連携", "name_en", "Hooks", "permissions",
					permissions);
			assertThat(made.status()).as(made.body()).isEqualTo(201);
		}
		Object[] open = { "name", "open", "url", "https://hooks.example/a", "kinds", List.of("incident") };
		assertThat(owner.post("/role-grants", "user_id", connects, "role", "hooks1").status()).isEqualTo(201);
		assertThat(refusal(house.as("connects").post("/webhooks", open))).startsWith("403 FORBIDDEN");
		assertThat(owner.post("/role-grants", "user_id", connects, "role", "hooks2").status()).isEqualTo(201);
		Answer made = house.as("connects").post("/webhooks", open);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String path = "/webhooks/" + made.data().path("id").asText();
		assertThat(refusal(house.as("connects").patch(path, "includes_confidential", true)))
			.startsWith("403 FORBIDDEN");
		assertThat(refusal(house.as("connects").patch(path, "kinds", List.of()))).startsWith("403 FORBIDDEN");
		assertThat(owner.patch(path, "includes_confidential", true).status()).isEqualTo(200);
		for (String seen : List.of("", "/deliveries")) {
			assertThat(refusal(house.as("connects").get(path + seen))).startsWith("403 FORBIDDEN");
		}
		assertThat(owner.get(path + "/deliveries").status()).isEqualTo(200);
		// whoever finds it may stop it, but not begin it again, and may end it
		Answer stopped = house.as("connects").patch(path, "is_active", false);
		assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
		assertThat(stopped.data().path("is_active").asBoolean()).isFalse();
		assertThat(refusal(house.as("connects").patch(path, "is_active", true))).startsWith("403 FORBIDDEN");
		assertThat(refusal(house.as("connects").patch(path, "is_active", false, "name", "mine")))
			.startsWith("403 FORBIDDEN");
		assertThat(house.as("connects").delete(path).status()).isEqualTo(204);
	}

	/** An endpoint that refuses some things works. */
	@Test
	void opensNoCircuitForFailuresThatAreNotInARow() {
		create("types", List.of("incident.created"));
		this.everySecondFails = true;
		for (int i = 0; i < 14; i++) {
			reported("Every second " + i);
		}
		assertThat(heard(14)).hasSize(14);
	}

	/**
	 * An item or a contract is told of to who may read those, also where no kind is
	 * named.
	 */
	@Test
	void isInTheHandsOfWhoReadsWhatIsNoTicket() {
		OwnHouse house = OwnHouse.at(this.port);
		Api owner = house.as("admin");
		String connects = house.moveIn("connects", "user");
		Answer role = owner.post("/roles", "key", "hooks", "name_ja", "連携", "name_en", "Hooks", "permissions",
				List.of("integration:manage", "incident:read", "cmdb:read"));
		assertThat(role.status()).as(role.body()).isEqualTo(201);
		assertThat(owner.post("/role-grants", "user_id", connects, "role", "hooks").status()).isEqualTo(201);
		Api hooks = house.as("connects");
		Object[][] told = { { "kinds", List.of("ci") }, { "types", List.of("incident.*", "ci.*") } };
		for (Object[] may : told) {
			Answer made = hooks.post("/webhooks", "name", may[0], "url", "https://hooks.example/a", may[0], may[1]);
			assertThat(made.status()).as(made.body()).isEqualTo(201);
		}
		Object[][] hidden = { { "kinds", List.of("contract") }, { "types", List.of("contract.created") },
				{ "types", List.of("*") }, { "kinds", List.of() } };
		for (Object[] mayNot : hidden) {
			assertThat(refusal(
					hooks.post("/webhooks", "name", "no", "url", "https://hooks.example/a", mayNot[0], mayNot[1])))
				.as("%s", mayNot[1])
				.startsWith("403 FORBIDDEN");
		}
	}

	/** A word that means nothing would be a webhook that is never told anything. */
	@Test
	void refusesWordsThatMeanNoEvent() {
		Object[] wrong = { "name", "wrong", "url", "https://hooks.example/a", "kinds", List.of("incident", "incidents"),
				"priorities", List.of("P1"), "types", List.of("incident.*", "incident.create") };
		Answer refused = this.admin.post("/webhooks", wrong);
		assertThat(refusal(refused)).startsWith("400 VALIDATION_FAILED")
			.contains("types=unknown_event", "kinds=not_a_choice", "priorities=not_a_choice");
		assertThat(refused.body()).contains("incident.create");
		List<String> events = this.admin.get("/webhooks/events").data().findValuesAsText("type");
		assertThat(events)
			.contains("incident.created", "incident.major_incident_updated", "change.closed", "ci.relationship.changed",
					"contract.updated", "sla.breach")
			.doesNotContain("problem.closed", "incident.create", "incident.status_change");
		JsonNode webhook = create("kinds", List.of("incident", "ci"), "priorities", List.of("critical"), "types",
				List.of("incident.created", "ci.*", "sla*"));
		assertThat(refusal(this.admin.patch("/webhooks/" + webhook.path("id").asText(), "types", List.of("tickets.*"))))
			.isEqualTo("400 VALIDATION_FAILED types=unknown_event");
		assertThat(Api.at(this.port).as("agent1").get("/webhooks/events").status()).isEqualTo(403);
	}

	@Test
	void sendsNothingAgainThatIsToldNothing() {
		String webhook = create("types", List.of("incident.created")).path("id").asText();
		reported("Told");
		heard(1);
		await()
			.untilAsserted(() -> assertThat(deliveries(webhook).get(0).path("state").asText()).isEqualTo("delivered"));
		String delivery = deliveries(webhook).get(0).path("id").asText();
		assertThat(this.admin.patch("/webhooks/" + webhook, "is_active", false).status()).isEqualTo(200);
		assertThat(refusal(this.admin.post("/webhooks/" + webhook + "/deliveries/" + delivery + "/replay")))
			.startsWith("409 CONFLICT")
			.contains("webhook_inactive");
		assertThat(refusal(this.admin.post("/webhooks/" + webhook + "/replays", "since", "2026-01-01T00:00:00Z")))
			.startsWith("409 CONFLICT");
		assertThat(deliveries(webhook).get(0).path("state").asText()).isEqualTo("delivered");
		assertThat(this.admin.patch("/webhooks/" + webhook, "is_active", true).status()).isEqualTo(200);
		assertThat(this.admin.post("/webhooks/" + webhook + "/deliveries/" + delivery + "/replay").status())
			.isEqualTo(202);
	}

	@Test
	void keepsConfidentialTicketsToThoseWhoMayKnow() {
		create("types", List.of("incident.created"));
		create("types", List.of("incident.created"), "includes_confidential", true);
		Api.at(this.port).as("reporter1").report("Secret", "confidentiality", "confidential");
		assertThat(heard(1)).hasSize(1);
	}

	@Test
	void tellWhoAsksByPriorityWhatIsDeletedAndNobodyOfSecretOnes() {
		create("types", List.of("incident.deleted", "incident.linked"), "priorities", List.of("low"));
		Api admin = Api.at(this.port).as("admin");
		String open = admin.report("Open", "priority", "low").path("id").asText();
		String secret = admin.report("Secret", "priority", "low", "confidentiality", "confidential")
			.path("id")
			.asText();
		assertThat(admin.post("/incidents/" + open + "/links", "target_id", secret, "type", "related_to").status())
			.isEqualTo(201);
		for (String id : List.of(secret, open)) {
			assertThat(admin.delete("/incidents/" + id + "?reason=double").status()).isEqualTo(204);
		}
		assertThat(heard(1)).extracting(Call::body)
			.singleElement()
			.asString()
			.contains("incident.deleted", open)
			.doesNotContain(secret);
	}

	@Test
	void writesAsChatsReadIt() {
		create("types", List.of("incident.created"), "format", "slack");
		create("types", List.of("incident.created"), "format", "teams");
		create("types", List.of("incident.created"), "format", "line_works");
		reported("<b> & co");
		List<String> bodies = heard(3).stream().map(Call::body).toList();
		assertThat(bodies)
			.anyMatch((body) -> body.contains("&lt;b&gt; &amp; co>")
					&& body.startsWith("{\"text\":\"<https://nagare.example/tickets/INC"))
			.anyMatch((body) -> body.contains("AdaptiveCard") && body.contains("<b> & co")
					&& body.contains("\"type\":\"TextRun\"") && !body.contains("\"TextBlock\""))
			.anyMatch((body) -> body.contains("\"button\"") && body.contains("\"body\":{\"text\""));
	}

	@Test
	void saysToAChatWhatHappenedInTheWordsOfItsPeople() {
		List<String> types = List.of("incident.status_changed");
		create("types", types, "format", "slack", "language", "ja");
		create("types", types, "format", "line_works", "language", "en");
		create("types", types, "format", "slack", "language", "ja", "template",
				"{number}｜{event}\n{title}は{priority}、<{status}>");
		String incident = reported("Quiet & slow");
		Api.at(this.port).as("agent1").does(incident, "assign");
		List<String> bodies = heard(3).stream().map(Call::body).toList();
		assertThat(bodies).anyMatch((body) -> body.contains("ステータスが「新規」から「割り当て済み」に変わりました。\\nステータス：割り当て済み　優先度："))
			.anyMatch((body) -> body.contains("Status changed from “New” to “Assigned”.\\nStatus: Assigned"))
			.anyMatch((body) -> body.contains("｜ステータスが「新規」から「割り当て済み」に変わりました。\\nQuiet &amp; slowは")
					&& body.contains("、&lt;割り当て済み&gt;"));
	}

	@Test
	void showsAChatWhatItWouldReadAndRefusesATextThatNothingFills() {
		String webhook = create("types", List.of("incident.deleted"), "format", "slack", "language", "en", "template",
				"{status} / {priority}")
			.path("id")
			.asText();
		assertThat(this.admin.post("/webhooks/" + webhook + "/ping").status()).isEqualTo(204);
		assertThat(heard(1).get(0).body()).contains("In progress / High");
		assertThat(refusal(this.admin.patch("/webhooks/" + webhook, "template", "{colour}")))
			.isEqualTo("400 VALIDATION_FAILED template=unknown_place");
		assertThat(refusal(this.admin.patch("/webhooks/" + webhook, "language", "fr")))
			.startsWith("400 VALIDATION_FAILED language=");
		assertThat(this.admin.patch("/webhooks/" + webhook, "template", null).data().has("template")).isFalse();
	}

	@Test
	void triesAgainAndTellsHowItWent() {
		String webhook = create("types", List.of("incident.created")).path("id").asText();
		this.answers = 500;
		reported("Again");
		heard(1);
		await().untilAsserted(() -> assertThat(deliveries(webhook).get(0).path("last_status").asInt()).isEqualTo(500));
		assertThat(deliveries(webhook).get(0).path("state").asText()).isEqualTo("due");
		this.answers = 200;
		await().untilAsserted(() -> {
			this.sender.send();
			assertThat(deliveries(webhook).get(0).path("state").asText()).isEqualTo("delivered");
		});
		assertThat(this.calls.stream().map((call) -> header(call, "webhook-id")).distinct()).hasSize(1);
		String delivery = deliveries(webhook).get(0).path("id").asText();
		int before = this.calls.size();
		assertThat(this.admin.post("/webhooks/" + webhook + "/deliveries/" + delivery + "/replay").status())
			.isEqualTo(202);
		heard(before + 1);
	}

	@Test
	void writesDownEachAnswerAtOnce() {
		String webhook = create("types", List.of("incident.created")).path("id").asText();
		reported("Quick");
		reported("Slow");
		this.gate = new CountDownLatch(1);
		try {
			heard(2);
			await().untilAsserted(() -> assertThat(deliveries(webhook)).extracting((one) -> one.path("state").asText())
				.containsExactlyInAnyOrder("delivered", "due"));
		}
		finally {
			this.gate.countDown();
		}
	}

	@Test
	void givesUpInTheEnd() {
		String webhook = create("types", List.of("incident.created")).path("id").asText();
		this.answers = 503;
		reported("In vain");
		this.events.spread();
		await().untilAsserted(() -> {
			this.sender.send();
			assertThat(deliveries(webhook).get(0).path("state").asText()).isEqualTo("failed");
		});
		assertThat(deliveries(webhook).get(0).path("attempts").asInt()).isEqualTo(4);
		assertThat(this.admin.post("/webhooks/" + webhook + "/replays", "since", "2020-01-01T00:00:00Z")
			.data()
			.path("count")
			.asInt()).isOne();
	}

	@Test
	void endsWhereTheOtherSideIsGone() {
		String webhook = create("types", List.of("incident.created")).path("id").asText();
		this.answers = 410;
		reported("Gone");
		heard(1);
		await().untilAsserted(() -> {
			JsonNode now = this.admin.get("/webhooks/" + webhook).data();
			assertThat(now.path("is_active").asBoolean()).isFalse();
			assertThat(now.path("stopped").asText()).isEqualTo("gone");
		});
	}

	@Test
	void followsNobodyElsewhere() {
		String webhook = create("types", List.of("incident.created")).path("id").asText();
		this.answers = 302;
		reported("Elsewhere");
		heard(1);
		await().untilAsserted(() -> assertThat(deliveries(webhook).get(0).path("last_status").asInt()).isEqualTo(302));
		assertThat(this.calls).extracting(Call::path).containsOnly("/hook");
	}

	@Test
	void leavesAloneWhatFailsAndDelaysNobodyElse() {
		String dead = create("url", "http://127.0.0.1:1/nobody", "types", List.of("incident.created")).path("id")
			.asText();
		create("types", List.of("incident.created"));
		for (int i = 0; i < 8; i++) {
			reported("Dead " + i);
		}
		heard(8);
		await().untilAsserted(() -> {
			this.sender.send();
			assertThat(deliveries(dead)).allMatch((one) -> one.path("state").asText().equals("due"))
				.anyMatch((one) -> one.path("last_error").asText().contains("Connect"));
		});
	}

	@Test
	void leadsNobodyInside() {
		for (String url : List.of("http://10.0.0.1/x", "http://169.254.169.254/latest", "http://[::1]/x",
				"http://localhost/x", "http://[::ffff:10.0.0.1]/", "http://192.168.1.1")) {
			assertThat(Api.refusal(this.admin.post("/webhooks", "name", "inside", "url", url))).as(url)
				.isEqualTo("400 VALIDATION_FAILED url=leads_inside");
		}
		for (String url : List.of("ftp://example.com", "https://user@example.com/", "nothing", "https://")) {
			assertThat(Api.refusal(this.admin.post("/webhooks", "name", "no", "url", url))).as(url)
				.isEqualTo("400 VALIDATION_FAILED url=web_address");
		}
		assertThat(Api.at(this.port).as("agent1").get("/webhooks").status()).isEqualTo(403);
	}

}
