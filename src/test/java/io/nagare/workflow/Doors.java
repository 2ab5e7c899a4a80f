package io.nagare.workflow;

import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** The engine's doors, as callers stand before them. */
@Component
@Lazy
class Doors {

	private final int port;

	Doors(@Value("${local.server.port}") int port) {
		this.port = port;
	}

	Client stranger() {
		return new Client(this.port);
	}

	Client basic(String username) {
		return stranger().basic(username, "demo");
	}

	/** Reports an incident over the API; its id. */
	UUID report(String reporter) {
		Client.Answer answer = stranger().as(reporter).post("/api/v1/incidents", """
				{"title": "VPN", "description": "since this morning", "priority": "medium",
					"impact": "medium", "urgency": "medium"}""");
		return UUID.fromString(answer.data().path("id").asText());
	}

	/** The id of the ticket's one task. */
	String taskOf(UUID ticket, String agent) {
		return basic(agent).get("/engine-rest/task?maxResults=10&processInstanceBusinessKey=" + ticket)
			.json()
			.path(0)
			.path("id")
			.asText();
	}

	/** The id of the ticket's task at that element of the model. */
	String taskOf(UUID ticket, String element, String agent) {
		return basic(agent)
			.get("/engine-rest/task?maxResults=10&processInstanceBusinessKey=" + ticket + "&taskDefinitionKey="
					+ element)
			.json()
			.path(0)
			.path("id")
			.asText();
	}

	/** Performs an action on an incident over the API. */
	void does(String username, UUID ticket, String action, String fields) {
		Client.Answer answer = stranger().as(username)
			.post("/api/v1/incidents/" + ticket + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	List<String> bothApis(String call) {
		return List.of("/engine-rest" + call, "/engine-rest/engine/default" + call);
	}

}
