package io.nagare.workflow;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a task list shows of a ticket is what the ticket says, after whatever happens to
 * it.
 */
@NagareTest
class TaskListTests {

	private static final DateTimeFormatter ENGINES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

	@LocalServerPort
	private int port;

	private Api agent;

	private Client engine;

	private String incident = "";

	@BeforeEach
	void somebodyReports() {
		this.agent = Api.at(this.port).as("agent1");
		this.engine = this.agent.basic("agent1");
		this.incident = Api.at(this.port)
			.as("reporter1")
			.report("VPN", "category_id", this.agent.idOf("categories", "ネットワーク"), "impact", "low", "urgency", "low")
			.path("id")
			.asText();
	}

	private JsonNode tasks() {
		return this.engine.get("/engine-rest/task?processInstanceBusinessKey=" + this.incident).json();
	}

	private void showsWhatTheTicketSays() {
		JsonNode ticket = this.agent.incident(this.incident);
		String due = ticket.path("responded_at").isTextual() ? "resolution_due_at" : "response_due_at";
		String urgency = String
			.valueOf(100 - 25 * List.of("critical", "high", "medium", "low").indexOf(ticket.path("priority").asText()));
		assertThat(tasks()).isNotEmpty().allSatisfy((task) -> {
			assertThat(instant(task.path("due"), ENGINES::parse)).as(task.path("name").asText() + " " + due)
				.isEqualTo(instant(ticket.path(due), DateTimeFormatter.ISO_INSTANT::parse));
			assertThat(task.path("name").asText()).contains(ticket.path("title").asText());
			assertThat(task.path("priority").asText()).isEqualTo(urgency);
		});
	}

	/** To the second, which is as exactly as anybody is told; null for none. */
	private static @Nullable Instant instant(JsonNode time, Function<String, TemporalAccessor> reader) {
		return time.isTextual() ? Instant.from(reader.apply(time.asText())).truncatedTo(ChronoUnit.SECONDS) : null;
	}

	/**
	 * The engine keeps one name; each reader gets his own, of every answer with tasks.
	 */
	@Test
	void namesTheStepInTheReadersLanguage() {
		Client japanese = this.engine.with("Accept-Language", "ja");
		String path = "/engine-rest/task?processInstanceBusinessKey=" + this.incident;
		for (String type : List.of("application/json", "application/hal+json")) {
			assertThat(this.engine.with("Accept", type).get(path).body()).contains(" · First response\"")
				.doesNotContain("初動対応");
			assertThat(japanese.with("Accept", type).get(path).body()).contains(" · 初動対応\"")
				.doesNotContain(" · First response");
		}
		String task = "/engine-rest/task/" + tasks().path(0).path("id").asText();
		assertThat(this.engine.get(task).json().path("name").asText()).endsWith(" · First response");
		assertThat(japanese.get(task).json().path("name").asText()).endsWith(" · 初動対応");
		JsonNode process = this.agent.get("/incidents/" + this.incident + "/process").data().path(0);
		assertThat(process.at("/tasks/0/name").asText()).isEqualTo("First response");
		assertThat(process.path("steps").findValuesAsText("name")).contains("Decide priority")
			.noneMatch((name) -> name.matches(".*[\\u3040-\\u9fff].*"));
	}

	/** No form repeats what every task shows. */
	@Test
	void showsTheTicketBeforeTheQuestionsOfItsForm() {
		String task = "/engine-rest/task/" + tasks().path(0).path("id").asText();
		JsonNode form = this.engine.get(task + "/deployed-form").json();
		assertThat(form.path("components").findValuesAsText("key")).startsWith("number", "priority", "reporter", "due",
				"title", "description", "action");
		assertThat(form.path("components").findValuesAsText("label")).contains("Number", "Start work")
			.noneMatch((label) -> label.contains(" / "));
		assertThat(
				this.engine.with("Accept-Language", "ja").get(task + "/deployed-form").json().findValuesAsText("label"))
			.contains("番号", "対応開始")
			.noneMatch((label) -> label.contains(" / "));
		assertThat(this.engine.get(task + "/form-variables").json().at("/due/value").asText())
			.matches("\\d+ [A-Z][a-z]+ \\d{4}, \\d{2}:\\d{2}");
	}

	@Test
	void isDueForTheResolutionOnceSomebodyTookIt() {
		showsWhatTheTicketSays();
		String before = tasks().path(0).path("due").asText();
		String task = "/engine-rest/task/" + tasks().path(0).path("id").asText();
		assertThat(this.engine.post(task + "/claim", "{\"userId\":\"agent1\"}").status()).isEqualTo(204);
		showsWhatTheTicketSays();
		assertThat(tasks().path(0).path("due").asText()).isNotEqualTo(before);
	}

	@Test
	void followsAnswersHoldsAndNewNames() {
		this.agent.post("/incidents/" + this.incident + "/work-notes", "content", "見ています", "is_public", "Y");
		showsWhatTheTicketSays();
		this.agent.does(this.incident, "start");
		showsWhatTheTicketSays();
		this.agent.does(this.incident, "declare-major", "reason", "皆が困っている");
		assertThat(tasks()).hasSizeGreaterThan(1);
		showsWhatTheTicketSays();
		this.agent.does(this.incident, "hold", "hold_reason", "awaiting_caller", "comment", "番号は？");
		showsWhatTheTicketSays();
		this.agent.does(this.incident, "resume");
		assertThat(this.agent.patch("/incidents/" + this.incident, "title", "VPN 二").status()).isEqualTo(200);
		showsWhatTheTicketSays();
	}

	@Test
	void followsAnotherPriority() {
		this.agent.does(this.incident, "declare-major", "reason", "皆が困っている");
		String before = this.agent.incident(this.incident).path("resolution_due_at").asText();
		Api manager = Api.at(this.port).as("manager");
		assertThat(manager.patch("/incidents/" + this.incident, "priority", "critical", "reason", "社長").status())
			.isEqualTo(200);
		assertThat(this.agent.incident(this.incident).path("resolution_due_at").asText()).isNotEqualTo(before);
		showsWhatTheTicketSays();
	}

}
