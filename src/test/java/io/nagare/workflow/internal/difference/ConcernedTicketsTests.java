package io.nagare.workflow.internal.difference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client;
import io.nagare.workflow.OwnModels;

import static org.assertj.core.api.Assertions.assertThat;

/** How many running tickets a changed table concerns, whoever asks it. */
@NagareTest
class ConcernedTicketsTests {

	@LocalServerPort
	private int port;

	@Test
	void areThoseOfTheProcessThatBeganThem() {
		Map<String, String> drawings = Map.of("change",
				"<callActivity calledElement=\"change-vote\"/><callActivity calledElement=\"change-review\"/>",
				"change-vote", "expression=\"${change.openRound()}\"", "change-review", "decisionRef=\"review\"",
				"incident", "decisionRef=\"incident-priority\"");
		assertThat(ConcernedTickets.concerned("vote", drawings, Set.of("change.openRound"))).containsExactly("change");
		assertThat(ConcernedTickets.concerned("review", drawings, Set.of())).containsExactly("change");
		assertThat(ConcernedTickets.concerned("incident-priority", drawings, Set.of())).containsExactly("incident");
		assertThat(ConcernedTickets.concerned("other", drawings, Set.of("change.openRounds"))).isEmpty();
	}

	@Test
	void countForTablesThatNoModelNames() throws Exception {
		OwnHouse house = OwnHouse.at(this.port);
		house.as("reporter").report("A printer");
		house.as("reporter").report("Another printer");
		assertThat(house.as("agent1").post("/changes", "title", "A patch", "type", "normal").status()).isEqualTo(201);
		Client owner = house.client("owner");
		assertThat(tickets(owner, "rules/sla/targets.dmn", "<text>4320</text>", "<text>4321</text>")).isEqualTo(3);
		assertThat(tickets(owner, "rules/ticket/notices.dmn", "\"assignee,followers\"", "\"assignee\"")).isEqualTo(3);
		assertThat(tickets(owner, "rules/change/vote.dmn", "<text>120</text>", "<text>150</text>")).isOne();
	}

	private static int tickets(Client owner, String file, String before, String after) throws Exception {
		String shipped = Files.readString(Path.of(file));
		int at = shipped.lastIndexOf(before);
		assertThat(at).as(file + " " + before).isPositive();
		String changed = shipped.substring(0, at) + after + shipped.substring(at + before.length());
		JsonNode checked = OwnModels.send(owner, "/models/check", Map.of("table.dmn", changed)).data();
		assertThat(checked.path("difference")).as(checked.toString()).isNotEmpty();
		return checked.path("tickets").asInt();
	}

}
