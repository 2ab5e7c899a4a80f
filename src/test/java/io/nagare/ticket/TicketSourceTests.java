package io.nagare.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.directory.DemoPeople;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Says of a ticket how it came in. */
@NagareTest
class TicketSourceTests {

	@LocalServerPort
	private int port;

	private Api agent = Api.at(0);

	private String title = "";

	@BeforeEach
	void somebodyReports() {
		this.agent = Api.at(this.port).as("agent1");
		this.title = "Source " + UUID.randomUUID();
	}

	@Test
	void tellsTheInterfaceAndTheProgram() {
		assertThat(source(this.agent.report(this.title))).isEqualTo("api null");
		Answer token = this.agent.post("/auth/tokens", "name", "Night script", "expires_at",
				Instant.now().plus(1, ChronoUnit.DAYS).toString());
		Client script = new Client(this.port).bearing(token.data().path("token").asText());
		JsonNode reported = script.post("/api/v1/incidents", Api.json("title", this.title, "priority", "low")).data();
		assertThat(source(reported)).isEqualTo("api Night script");
		assertThat(source(this.agent.incident(reported.path("id").asText()))).isEqualTo("api Night script");
		JsonNode asked = script.post("/graphql", Api.json("query",
				"mutation($fields: JSON!) { createTicket(kind: \"incident\", fields: $fields) { ticket { source sourceName } } }",
				"variables", Map.of("fields", Map.of("title", this.title, "priority", "low"))))
			.json()
			.at("/data/createTicket/ticket");
		assertThat(asked.path("source").asText() + " " + asked.path("sourceName").asText())
			.isEqualTo("graphql Night script");
		JsonNode record = new Client(this.port).basic("agent1", DemoPeople.PASSWORD)
			.post("/api/now/table/incident", Api.json("short_description", this.title))
			.json()
			.path("result");
		assertThat(source(this.agent.incident(record.path("number").asText()))).isEqualTo("servicenow null");
	}

	@Test
	void tellsThePortalOfWhoeverIsThereInPerson() {
		Client browser = new Client(this.port);
		browser.enterForm("agent1", DemoPeople.PASSWORD);
		browser.get("/api/v1/auth/profile");
		Answer reported = browser.sending("X-CSRF-TOKEN", browser.cookie("NAGARE-CSRF"))
			.post("/api/v1/incidents", Api.json("title", this.title, "priority", "low"));
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
		assertThat(source(reported.data())).isEqualTo("portal null");
	}

	@Test
	void tellsTheSourceOfAlerts() {
		Answer taken = this.agent
			.post("/alerts/alertmanager", "status", "firing", "receiver", "desk", "groupKey", this.title, "alerts", List
				.of(Map.of("status", "firing", "labels", Map.of("alertname", this.title), "annotations", Map.of())));
		String incident = taken.data().path("incident_id").asText();
		assertThat(source(this.agent.incident(incident))).isEqualTo("alert alertmanager");
	}

	@Test
	void narrowsAListByHowTicketsCameIn() {
		String mine = this.agent.report(this.title).path("id").asText();
		String alert = this.agent
			.post("/alerts/alertmanager", "status", "firing", "receiver", "desk", "groupKey", this.title, "alerts",
					List.of(Map.of("status", "firing", "labels", Map.of("alertname", this.title), "annotations",
							Map.of())))
			.data()
			.path("incident_id")
			.asText();
		assertThat(listed("source=api")).contains(mine).doesNotContain(alert);
		assertThat(listed("source=alert")).contains(alert).doesNotContain(mine);
		assertThat(listed("source=alert,api")).contains(alert, mine);
		assertThat(listed("source=pigeon")).isEmpty();
		JsonNode asked = new Client(this.port)
			.bearing(this.agent
				.post("/auth/tokens", "name", "list", "expires_at", Instant.now().plus(1, ChronoUnit.DAYS).toString())
				.data()
				.path("token")
				.asText())
			.post("/graphql", Api.json("query",
					"{ incidents(filter: {source: [\"alert\"]}, pagination: {first: 50}) { nodes { id source } } }"))
			.json()
			.at("/data/incidents/nodes");
		assertThat(Api.each(asked, "id")).contains(alert).doesNotContain(mine);
		assertThat(Api.each(asked, "source")).containsOnly("alert");
	}

	private List<String> listed(String query) {
		return Api.each(this.agent.get("/incidents?limit=100&" + query).data(), "id");
	}

	private static String source(JsonNode ticket) {
		return ticket.path("source").asText() + " " + ticket.path("source_name").asText();
	}

}
