package io.nagare.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** An owner retires words; what says them already still reads well. */
@NagareTest
class RetiredWordTests {

	private static final String TABLE = "rules/ticket/retired-words.dmn";

	private static final String FORM = "forms/incident/work-on-incident.form";

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Client owner;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.owner = this.house.client("owner");
	}

	private Api agent() {
		return this.house.as("agent1");
	}

	/** The table with rows of a list, a word, its successor and a label each. */
	private static String retiring(String... cells) {
		StringBuilder rows = new StringBuilder();
		for (int i = 0; i < cells.length; i += 4) {
			rows.append("<rule id=\"r").append(i).append("\">");
			for (int cell = 0; cell < 4; cell++) {
				String entry = (cell < 2) ? "inputEntry" : "outputEntry";
				rows.append("<%s id=\"r%d%d\"><text>\"%s\"</text></%1$s>".formatted(entry, i, cell, cells[i + cell]));
			}
			rows.append("</rule>\n");
		}
		return OwnModels.shipped(TABLE).replace("<rule id=\"inUse\">", rows + "<rule id=\"inUse\">");
	}

	private Answer release(Map<String, String> files) {
		Map<String, String> parts = new LinkedHashMap<>(files);
		parts.put("comment", "words");
		return OwnModels.send(this.owner, "/models/releases", parts);
	}

	private void retires(String... cells) {
		Answer released = release(Map.of("retired-words.dmn", retiring(cells)));
		assertThat(released.status()).as(released.body()).isLessThan(300);
	}

	private List<String> rules(Map<String, String> files) {
		JsonNode checked = OwnModels.send(this.owner, "/models/check", files).data();
		return checked.path("findings").findValuesAsText("rule");
	}

	private String inWork() {
		String id = agent().report("印刷できない").path("id").asText();
		agent().does(id, "assign", "assignee_id", this.house.idOf("agent1"));
		agent().does(id, "start");
		return id;
	}

	@Test
	void offersARetiredWordInNoFormAndTakesItFromNobody() {
		String before = inWork();
		agent().does(before, "resolve", "resolution", "問題なし", "resolution_code", "no_fault");
		retires("resolution_codes", "no_fault", "user_error", "異常なし（旧） / No fault (old)");
		String after = inWork();
		assertThat(codes(after)).contains("fixed", "user_error").doesNotContain("no_fault");
		Answer refused = agent().act(after, "resolve", "resolution", "問題なし", "resolution_code", "no_fault");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.body()).contains("word_retired", "user_error");
		assertThat(agent().incident(after).path("status").asText()).isEqualTo("in_progress");
		assertThat(agent().incident(before).path("resolution_code").asText()).isEqualTo("no_fault");
		JsonNode words = agent().get("/words/resolution_codes").data();
		assertThat(each(words, "value")).endsWith("no_fault");
		JsonNode retired = words.path(words.size() - 1);
		assertThat(retired.path("successor").asText()).isEqualTo("user_error");
		assertThat(retired.path("label").path("en").asText()).isEqualTo("No fault (old)");
		assertThat(words.path(0).path("successor").isNull()).isTrue();
	}

	private List<String> codes(String ticket) {
		for (JsonNode action : agent().incident(ticket).path("actions")) {
			if (action.path("name").asText().equals("resolve")) {
				for (JsonNode field : action.path("fields")) {
					if (field.path("key").asText().equals("resolution_code")) {
						return each(field.path("options"), "value");
					}
				}
			}
		}
		return List.of();
	}

	@Test
	void offersNoneInTheTaskListEither() throws Exception {
		String ticket = inWork();
		retires("resolution_codes", "no_fault", "user_error", "異常なし / No fault");
		Client agent = this.house.basic("agent1");
		String task = agent.get("/engine-rest/task?processInstanceBusinessKey=" + ticket)
			.json()
			.path(0)
			.path("id")
			.asText();
		String form = agent.get("/engine-rest/task/" + task + "/deployed-form").body();
		assertThat(form).contains("\"user_error\"").doesNotContain("\"no_fault\"");
	}

	@Test
	void findsAndCountsOldTicketsUnderTheSuccessor() {
		String old = agent().post("/incidents", "title", "古い語", "priority", "low", "impact", "low", "urgency", "low")
			.data()
			.path("id")
			.asText();
		assertThat(agent().incident(old).path("priority").asText()).isEqualTo("low");
		String matrix = OwnModels.shipped("rules/incident/priority.dmn");
		Map<String, String> files = new LinkedHashMap<>();
		files.put("retired-words.dmn", retiring("priorities", "low", "medium", "低 / Low"));
		assertThat(rules(files)).as("the matrix still answers it").contains("word_in_use");
		assertThat(release(files).status()).isEqualTo(422);
		files.put("priority.dmn", without(matrix, "low", "medium"));
		files.put("alert-severity.dmn", without(OwnModels.shipped("rules/intake/alert-severity.dmn"), "low", "medium"));
		files.put("visit.dmn",
				without(OwnModels.shipped("src/test/resources/models/rules/visit/priority.dmn"), "low", "high"));
		Answer released = release(files);
		assertThat(released.status()).as(released.body()).isLessThan(300);
		assertThat(rules(Map.of("priority.dmn", matrix))).contains("word_retired");
		assertThat(each(agent().get("/incidents?priority=medium").data(), "id")).contains(old);
		assertThat(each(agent().get("/incidents?priority=medium,low").data(), "id")).containsOnlyOnce(old);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(each(agent().get("/search?q=古い語&priority=medium").data(), "id")).contains(old));
		assertThat(each(agent().get("/search?q=古い語&priority=low").data(), "id")).contains(old);
		JsonNode priorities = StreamSupport.stream(agent().get("/search/facets?q=古い語").data().spliterator(), false)
			.filter((facet) -> facet.path("name").asText().equals("priority"))
			.findFirst()
			.orElseThrow()
			.path("values");
		assertThat(each(priorities, "key")).contains("medium").doesNotContain("low");
		Answer refused = agent().post("/incidents", "title", "新しい", "priority", "low");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.body()).contains("word_retired", "medium");
		JsonNode figure = this.house.as("manager").get("/figures/backlog?by=priority").data();
		assertThat(each(figure.path("series"), "key")).as(figure.toString()).contains("medium").doesNotContain("low");
		JsonNode flow = this.house.as("manager").get("/mining/incident/graph?priority=medium").data();
		assertThat(flow.path("tickets").asInt()).as("of one that said low").isPositive();
	}

	/** The table of priorities with one level less; what asks is as before. */
	private static String without(String matrix, String word, String instead) {
		int outputs = matrix.indexOf("<output ");
		String tail = matrix.substring(outputs).replace(",\"" + word + "\"", "");
		tail = tail.replaceAll("(<outputEntry [^>]*>\\s*<text>)\"" + word + "\"", "$1\"" + instead + "\"");
		return matrix.substring(0, outputs) + tail;
	}

	@Test
	void refusesARetiredStatusOfADrawingAndAWordOfAForm() {
		retires("resolution_codes", "no_fault", "user_error", "異常なし / No fault", "statuses", "parked", "on_hold",
				"保留 / Parked");
		assertThat(rules(Map.of("work-on-incident.form", OwnModels.shipped(FORM)))).contains("word_retired");
		assertThat(rules(Map.of("incident.bpmn",
				OwnModels.shipped("processes/incident/incident.bpmn")
					.replace("name=\"status\" value=\"on_hold\"", "name=\"status\" value=\"parked\""))))
			.contains("word_retired");
		String ticket = inWork();
		assertThat(agent().patch("/incidents/" + ticket, "status", "parked").body()).contains("word_retired",
				"on_hold");
	}

	@Test
	void readsTheColumnsOfATableByTheirNames() {
		String table = retiring("no_fault", "resolution_codes", "user_error", "x")
			.replace("<text>list</text>", "<text>?</text>")
			.replace("<text>word</text>", "<text>list</text>")
			.replace("<text>?</text>", "<text>word</text>")
			.replaceAll("<output id=\"labelOutput\"[^>]*>", "")
			.replaceAll("(?s)<outputEntry id=\"(?:r03|inUse4)\">.*?</outputEntry>", "");
		Answer released = release(Map.of("retired-words.dmn", table));
		assertThat(released.status()).as(released.body()).isLessThan(300);
		JsonNode words = agent().get("/words/resolution_codes").data();
		JsonNode retired = words.path(words.size() - 1);
		assertThat(retired.path("value").asText()).isEqualTo("no_fault");
		assertThat(retired.path("successor").asText()).isEqualTo("user_error");
		assertThat(retired.path("label").path("en").asText()).isEqualTo("no_fault");
		assertThat(codes(inWork())).contains("user_error").doesNotContain("no_fault");
	}

	@Test
	void retiresAKindOfLink() {
		String one = agent().report("一つ目").path("id").asText();
		String other = agent().report("二つ目").path("id").asText();
		retires("link_types", "follows", "related_to", "後続 / Follows");
		Answer refused = agent().post("/incidents/" + one + "/links", "target_id", other, "type", "follows");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.body()).contains("related_to");
		assertThat(agent().post("/incidents/" + one + "/links", "target_id", other, "type", "related_to").status())
			.isEqualTo(201);
	}

}
