package io.nagare.workflow.internal.difference;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.Statements;
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
		Map<String, ModelReferences> drawings = Map.of("change",
				refers("change",
						"<callActivity calledElement=\"change-vote\"/><callActivity calledElement=\"change-review\"/>"),
				"change-vote", refers("change-vote", "<serviceTask camunda:expression=\"${change.openRound()}\"/>"),
				"change-review", refers("change-review", "<businessRuleTask camunda:decisionRef=\"review\"/>"),
				"incident", refers("incident", "<businessRuleTask camunda:decisionRef=\"incident-priority\"/>"));
		assertThat(ConcernedTickets.concerned(Set.of("vote"), Set.of("change.openRound"), drawings))
			.containsExactly("change");
		assertThat(ConcernedTickets.concerned(Set.of("review"), Set.of(), drawings)).containsExactly("change");
		assertThat(ConcernedTickets.concerned(Set.of("incident-priority"), Set.of(), drawings))
			.containsExactly("incident");
		assertThat(ConcernedTickets.concerned(Set.of("other"), Set.of("change.openRounds"), drawings)).isEmpty();
	}

	/** What a text mentions is not called, and what a condition or listener calls is. */
	@Test
	void areReadFromWhatIsCalledAndNotFromTexts() {
		assertThat(refers("a",
				"<documentation>Once: ${change.openRound()} and decisionRef=\"vote\"</documentation>"
						+ "<textAnnotation><text>change.openRound( is no call</text></textAnnotation>")
			.verbs()).isEmpty();
		assertThat(refers("a",
				"<task id=\"x\"/><task id=\"y\"/><sequenceFlow sourceRef=\"x\" targetRef=\"y\"><extensionElements><camunda:executionListener event=\"take\""
						+ " expression=\"${ change . openRound() }\"/></extensionElements><conditionExpression>"
						+ "${ticket.isLate() and not(change.isOpen(ticket.of('x')))}</conditionExpression></sequenceFlow>")
			.verbs()).containsExactlyInAnyOrder("change.openRound", "ticket.isLate", "change.isOpen", "ticket.of");
		assertThat(refers("a", "<serviceTask camunda:expression=\"${exchange.openRound()}\"/>").verbs())
			.containsExactly("exchange.openRound");
	}

	@Test
	void followTheTablesThatRequireATable() {
		assertThat(ConcernedTickets.requiring("likelihood",
				Map.of("risk", new ModelReferences(Set.of("likelihood"), Set.of(), Set.of()), "authority",
						new ModelReferences(Set.of("risk"), Set.of(), Set.of()), "other",
						new ModelReferences(Set.of("impact"), Set.of(), Set.of()))))
			.containsExactlyInAnyOrder("likelihood", "risk", "authority");
	}

	private static ModelReferences refers(String process, String drawn) {
		return ModelReferences.ofProcess(process,
				("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
						+ " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" targetNamespace=\"t\"><process id=\""
						+ process + "\">" + drawn + "</process></definitions>")
					.getBytes(StandardCharsets.UTF_8));
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
		assertThat(tickets(owner, "rules/sla/escalation.dmn", "assignee,team_manager,managers", "assignee,managers"))
			.as("those that have clocks")
			.isEqualTo(2);
		assertThat(tickets(owner, "rules/request/request-routing.dmn", "<text>null</text>",
				"<text>\"Service Desk\"</text>"))
			.as("no requests")
			.isZero();
	}

	@Test
	void readTheModelsInForceOnceForAllTablesOfACheck() throws Exception {
		Client owner = OwnHouse.at(this.port).client("owner");
		Map<String, String> files = Map.of("vote.dmn",
				Files.readString(Path.of("rules/change/vote.dmn")).replace("<text>120</text>", "<text>150</text>"),
				"targets.dmn",
				Files.readString(Path.of("rules/sla/targets.dmn")).replace("<text>4320</text>", "<text>4321</text>"));
		List<String> statements = Statements
			.of(() -> assertThat(OwnModels.send(owner, "/models/check", files).data().path("difference"))
				.extracting((change) -> change.path("model").asText())
				.contains("change-vote", "sla-targets"));
		assertThat(statements).filteredOn((sql) -> sql.contains("GROUP BY d.key_, d.version_, d.tenant_id_"))
			.as("asks what runs on the models in force")
			.hasSize(1);
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
