package io.nagare.masking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What is personal in people's words is told of, and masked where the table says so. */
@NagareTest
class PersonalDataMaskingTests {

	private static final String CARD = "4111 1111 1111 1111";

	private static final String MASKED_CARD = "**** **** **** 1111";

	private static final String SAID = "カード" + CARD + "、電話090-1234-5678、taro@example.co.jp";

	private static final String MASKED = "カード" + MASKED_CARD + "、電話***-****-**78、****@example.co.jp";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private OwnHouse house;

	private Api agent;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.house.moveIn("viewer", "viewer");
		this.agent = this.house.as("agent1");
	}

	private List<String> kinds(JsonNode found) {
		return Api.each(found, "kind");
	}

	@Test
	void warnsWhoeverWritesAndRefusesNothing() {
		Api reporter = this.house.as("reporter");
		Answer asked = reporter.postRaw("/personal-data/findings",
				Api.json("texts", Map.of("title", "x", "description", "番号は " + CARD)));
		assertThat(asked.status()).as(asked.body()).isEqualTo(200);
		JsonNode found = asked.data().path("personal_data");
		assertThat(found).hasSize(1);
		assertThat(found.get(0).path("field").asText() + " " + found.get(0).path("kind").asText())
			.isEqualTo("description credit_card");
		assertThat(found.get(0).path("start").asInt()).isEqualTo(4);
		assertThat(found.get(0).path("end").asInt()).isEqualTo(23);
		assertThat(kinds(reporter.postRaw("/personal-data/findings", Api.json("texts", Map.of("a", "090-1234-5678")))
			.data()
			.path("personal_data"))).as("contacts are usual in tickets").isEmpty();
		assertThat(refusal(
				reporter.postRaw("/personal-data/findings", Api.json("texts", Map.of("a", "1".repeat(100_001))))))
			.startsWith("400 VALIDATION_FAILED");
		Answer reported = reporter.post("/incidents", "title", "x", "description", SAID, "priority", "low");
		assertThat(reported.status()).isEqualTo(201);
		assertThat(kinds(reported.json().path("meta").path("personal_data"))).containsExactly("credit_card");
		assertThat(reported.data().path("description").asText()).isEqualTo(SAID);
		String id = reported.data().path("id").asText();
		Answer noted = this.agent.post("/incidents/" + id + "/work-notes", "content", "マイナンバー 1234-5678-9018");
		assertThat(kinds(noted.json().path("meta").path("personal_data"))).containsExactly("my_number");
		assertThat(this.agent.post("/incidents/" + id + "/work-notes", "content", "済み").json().path("meta")).isEmpty();
	}

	@Test
	void masksForWhoReadsAndNeedNotReachPeople() {
		String id = this.agent.report("件名" + CARD, "description", SAID).path("id").asText();
		this.agent.post("/incidents/" + id + "/work-notes", "content", SAID, "is_public", "Y");
		assertThat(this.agent.incident(id).path("description").asText()).isEqualTo(SAID);
		for (Api reader : List.of(this.house.as("viewer"), this.house.as("owner"))) {
			JsonNode shown = reader.incident(id);
			assertThat(shown.path("title").asText()).isEqualTo("件名" + MASKED_CARD);
			assertThat(shown.path("description").asText()).isEqualTo(MASKED);
			assertThat(shown.path("work_notes").get(0).path("content").asText()).isEqualTo(MASKED);
			assertThat(reader.get("/incidents").data().get(0).path("description").asText()).isEqualTo(MASKED);
			assertThat(reader.get("/incidents/" + id + "/work-notes").body()).doesNotContain(CARD, "090-1234");
		}
		Client viewer = this.house.client("viewer");
		assertThat(viewer.post("/graphql", Api.json("query", "{ incidents { edges { node { title description } } } }"))
			.body()).contains(MASKED).doesNotContain(CARD);
		assertThat(viewer.get("/api/now/table/incident").body()).contains(MASKED).doesNotContain(CARD);
	}

	@Test
	void masksAtTheEnginesDoors() {
		String id = this.agent.report("件名" + CARD, "description", SAID).path("id").asText();
		String task = this.house.client("agent1")
			.get("/engine-rest/task?processInstanceBusinessKey=" + id)
			.json()
			.get(0)
			.path("id")
			.asText();
		List<String> calls = List.of("/task?processInstanceBusinessKey=" + id, "/task/" + task,
				"/task/" + task + "/form-variables");
		for (String reader : List.of("viewer", "owner")) {
			Client client = this.house.client(reader);
			for (String call : calls) {
				Answer answer = client.get("/engine-rest" + call);
				assertThat(answer.status()).as(call).isEqualTo(200);
				assertThat(answer.body()).as(call).contains(MASKED_CARD).doesNotContain(CARD, "090-1234");
			}
			Answer asked = client.post("/engine-rest/task", "{\"processInstanceBusinessKey\": \"%s\"}".formatted(id));
			assertThat(asked.body()).contains(MASKED_CARD, "\"id\":\"" + task).doesNotContain(CARD);
		}
		assertThat(this.house.client("agent1").get("/engine-rest/task/" + task).body()).contains(CARD);
	}

	/** Also behind a figure, a step of a process and a known error. */
	@Test
	void masksBehindWhatIsCounted() {
		this.agent.report("件名" + CARD, "priority", "high");
		String problem = this.agent.post("/problems", "title", "件名" + CARD).data().path("id").asText();
		for (String action : List.of("assess", "analyse")) {
			assertThat(this.agent.post("/problems/" + problem + "/actions/" + action).status()).isEqualTo(200);
		}
		Answer published = this.agent.post("/problems/" + problem + "/actions/publish-workaround", "symptom", SAID,
				"workaround", SAID);
		assertThat(published.status()).as(published.body()).isEqualTo(200);
		String element = this.agent.get("/mining/incident/graph").data().at("/steps/0/element").asText();
		for (Api reader : List.of(this.house.as("viewer"), this.house.as("owner"))) {
			for (String list : List.of("/figures/backlog/tickets", "/figures/breach-risks",
					"/mining/incident/tickets?element=" + element, "/known-errors")) {
				assertThat(reader.get(list).body()).as(list).contains(MASKED_CARD).doesNotContain(CARD, "090-1234");
			}
		}
		assertThat(this.agent.get("/figures/backlog/tickets").body()).contains(CARD);
	}

	@Test
	void showsReportersTheirOwnTicketsAsTheyAre() {
		Api reporter = this.house.as("reporter");
		String id = reporter.post("/incidents", "title", "x", "description", SAID, "priority", "low")
			.data()
			.path("id")
			.asText();
		this.agent.post("/incidents/" + id + "/work-notes", "content", "03-1234-5678 へ電話ください", "is_public", "Y");
		JsonNode own = reporter.incident(id);
		assertThat(own.path("description").asText()).isEqualTo(SAID);
		assertThat(own.path("work_notes").get(0).path("content").asText()).contains("03-1234-5678");
	}

	@Test
	void masksNumbersInFilesAndEvents() {
		Answer hook = this.house.as("admin").post("/webhooks", "name", "out", "url", "https://hooks.example/in");
		assertThat(hook.status()).as(hook.body()).isEqualTo(201);
		String id = this.agent.report(CARD, "description", SAID).path("id").asText();
		this.agent.patch("/incidents/" + id, "title", "今は5555555555554444");
		assertThat(this.house.as("manager").get("/incidents/export?format=csv").body()).contains(MASKED_CARD)
			.doesNotContain(CARD, "5555555555554444")
			.contains("090-1234-5678");
		List<String> told = Tenancy.as(new TenantId(UUID.fromString(this.house.id()), this.house.slug()),
				() -> this.transaction.execute((status) -> this.jdbc.queryForList(
						"SELECT data::text FROM outbound_events WHERE subject = ?::uuid UNION ALL"
								+ " SELECT body FROM webhook_deliveries WHERE body LIKE '%' || ? || '%'",
						String.class, id, id)));
		assertThat(told).isNotEmpty()
			.allSatisfy((event) -> assertThat(event).contains(id).doesNotContain(CARD, "5555555555554444"));
		assertThat(String.join("\n", told)).contains("************4444");
	}

	@Test
	void storesOfAnAlertWhatTheTenantsTableLeaves() {
		assertThat(alerted()).as("as shipped").isEqualTo("HostDown: paid with 4111111111111111");
		deploy(shipped().replace("      <rule id=\"identity\">", """
				<rule id="stored">
				  <inputEntry id="stored1"><text>"credit_card","my_number"</text></inputEntry>
				  <inputEntry id="stored2"><text>"alert_in","mail_in"</text></inputEntry>
				  <outputEntry id="stored3"><text>"mask"</text></outputEntry>
				</rule>
				<rule id="identity">"""), 200);
		assertThat(alerted()).isEqualTo("HostDown: paid with ************1111");
	}

	private String alerted() {
		Answer told = this.agent.postRaw("/alerts/alertmanager", """
				{"version":"4","groupKey":"%s","truncatedAlerts":0,"status":"firing","receiver":"nagare",
				"groupLabels":{},"commonLabels":{},"commonAnnotations":{},"externalURL":"http://alertmanager:9093",
				"alerts":[{"status":"firing","labels":{"alertname":"HostDown"},"annotations":{"summary":
				"paid with 4111111111111111"},"startsAt":"2026-11-22T16:59:00.000Z","endsAt":"0001-01-01T00:00:00Z",
				"fingerprint":"%1$s"}]}""".formatted(UUID.randomUUID()));
		assertThat(told.status()).as(told.body()).isEqualTo(200);
		return this.agent.incident(told.data().path("incident_id").asText()).path("title").asText();
	}

	@Test
	void isForEachTenantAsItsOwnTableSays() {
		deploy(shipped().replace("\"reader\",", "").replace("\"reader\"", "\"file\""), 200);
		String id = this.agent.report("x", "description", SAID).path("id").asText();
		assertThat(this.house.as("viewer").incident(id).path("description").asText()).isEqualTo(SAID);
		OwnHouse other = OwnHouse.at(this.port);
		other.moveIn("viewer", "viewer");
		String theirs = other.as("agent1").report("x", "description", SAID).path("id").asText();
		assertThat(other.as("viewer").incident(theirs).path("description").asText()).isEqualTo(MASKED);
	}

	@Test
	void refusesATableThatAnswersNotEverything() {
		String table = shipped();
		int last = table.indexOf("      <rule id=\"otherwise\"");
		Answer answer = deploy(table.substring(0, last) + table.substring(table.indexOf("    </decisionTable>")), 0);
		assertThat(answer.status()).isBetween(400, 499);
		assertThat(answer.body()).contains("email");
	}

	private Answer deploy(String table, int status) {
		Answer answer = this.house.deploy("personal-data.dmn", table);
		if (status > 0) {
			assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		}
		return answer;
	}

	private static String shipped() {
		try {
			return Files.readString(Path.of("rules", "privacy", "personal-data.dmn"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
