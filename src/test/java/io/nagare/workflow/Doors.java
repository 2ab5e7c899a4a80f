package io.nagare.workflow;

import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import io.nagare.identity.Client;

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

	List<String> bothApis(String call) {
		return List.of("/engine-rest" + call, "/engine-rest/engine/default" + call);
	}

}
