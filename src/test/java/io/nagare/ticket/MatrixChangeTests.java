package io.nagare.ticket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A house changes its matrix while it works: to three by three with four levels, to five
 * by five with five levels, and back.
 */
@NagareTest
class MatrixChangeTests {

	private static final Matrix SMALL = new Matrix(List.of("wide", "some", "one"), List.of("now", "soon", "later"),
			List.of("p1", "p2", "p3", "p4"));

	private static final Matrix LARGE = new Matrix(List.of("all", "many", "few", "two", "single"),
			List.of("u1", "u2", "u3", "u4", "u5"), List.of("top", "major", "normal", "minor", "trivial"));

	private static final Matrix SHIPPED = new Matrix(List.of("extensive", "high", "medium", "low"),
			List.of("critical", "high", "medium", "low"), List.of("critical", "high", "medium", "low"));

	/** What is done to a ticket after it was reported, for each of the states. */
	private static final Map<String, List<String>> STATES = states();

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Client owner;

	private String me;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.owner = this.house.client("owner");
		this.me = this.house.idOf("agent1");
	}

	@Test
	void keepsSixtyTicketsGoing() {
		changesTwiceAndBack(60);
	}

	@Test
	@Tag("measure")
	void keepsAThousandTicketsGoing() {
		changesTwiceAndBack(1000);
	}

	private void changesTwiceAndBack(int tickets) {
		Map<String, String> states = new LinkedHashMap<>();
		for (int i = 0; i < tickets; i++) {
			String state = List.copyOf(STATES.keySet()).get(i % STATES.size());
			states.put(reported(SHIPPED, i, state), state);
		}
		Map<String, Map<String, String>> clocks = new HashMap<>();
		states.keySet().forEach((ticket) -> clocks.put(ticket, clocks(ticket)));
		assertThat(clocks.values()).as("all have clocks").allMatch((one) -> one.containsKey("resolution"));
		String release = put(SMALL);
		keptEverything(states, clocks);
		findsOldAndNew(SMALL, states.size());
		goesOn(states, SMALL);
		agreesAnewWhereAsked();
		put(LARGE);
		findsOldAndNew(LARGE, states.size());
		goesOn(states, LARGE);
		String back = "/api/v1/models/releases/" + release + "/rollback";
		assertThat(this.owner.post(back, "{\"comment\": \"back\"}").status()).as("changed again since").isEqualTo(409);
		followsTheSharedTables();
		findsOldAndNew(SHIPPED, states.size());
		goesOn(states, SHIPPED);
	}

	/** Neither fits the other's own: both say what the shared ones say first. */
	private void followsTheSharedTables() {
		assertThat(this.owner.delete("/api/v1/models/incident-priority/variant").status()).isEqualTo(422);
		release("元に戻す", Map.of("priority.dmn", OwnModels.shipped("rules/incident/priority.dmn"), "targets.dmn",
				OwnModels.shipped("rules/sla/targets.dmn")));
		assertThat(this.owner.delete("/api/v1/models/incident-priority/variant").status()).isEqualTo(204);
		assertThat(this.owner.delete("/api/v1/models/sla-targets/variant").status()).isEqualTo(204);
	}

	/**
	 * Each matrix gives the open tickets its own words, in one batch with their clocks;
	 * and all of it can be taken back.
	 */
	@Test
	void givesOpenTicketsTheWordsOfEachMatrixAndTakesThemBack() {
		carriesAlongAndBack(63);
	}

	@Test
	@Tag("measure")
	void givesAThousandTicketsTheWordsOfEachMatrixAndTakesThemBack() {
		carriesAlongAndBack(1000);
	}

	private void carriesAlongAndBack(int tickets) {
		Map<String, String> states = new LinkedHashMap<>();
		for (int i = 0; i < tickets; i++) {
			String state = List.copyOf(STATES.keySet()).get(i % STATES.size());
			states.put(reported(SHIPPED, i, state), state);
		}
		String overridden = states.entrySet()
			.stream()
			.filter((one) -> one.getValue().equals("assigned"))
			.findFirst()
			.orElseThrow()
			.getKey();
		assertThat(this.house.as("manager")
			.patch("/incidents/" + overridden, "priority", "low", "reason", "急がない")
			.status()).isEqualTo(200);
		Map<String, String> first = asTheyAre(states);
		List<String> others = others();
		Map<String, String> othersFirst = priorities(others);
		assertThat(othersFirst.values()).allMatch(SHIPPED.priorities()::contains);
		assertThat(dropped()).isEmpty();
		assertThat(OwnModels
			.send(this.owner, "/models/check", Map.of("priority.dmn", SMALL.table(), "targets.dmn", SMALL.targets()))
			.data()
			.path("findings")
			.findValuesAsText("rule")).contains("word_carried");
		put(SMALL);
		JsonNode small = carriedOn(SHIPPED, SMALL);
		Map<String, String> second = asTheyAre(states);
		assertThat(priorities(others).values()).as("of other types").allMatch(SMALL.priorities()::contains);
		states.forEach((ticket, state) -> follows(ticket, state, SMALL, first));
		assertThat(agent().incident(overridden).path("priority").asText()).as("set by hand").isEqualTo("p4");
		findsOldAndNew(SMALL, List.of("closed", "cancelled"), states);
		put(LARGE);
		JsonNode large = carriedOn(SMALL, LARGE);
		assertThat(priorities(others).values()).as("of other types").allMatch(LARGE.priorities()::contains);
		states.forEach((ticket, state) -> follows(ticket, state, LARGE, second));
		takenBack(large);
		assertThat(asTheyAre(states)).isEqualTo(second);
		followsTheSharedTables();
		assertThat(dropped()).isNotEmpty();
		takenBack(small);
		assertThat(dropped()).isEmpty();
		assertThat(asTheyAre(states)).isEqualTo(first);
		assertThat(priorities(others)).isEqualTo(othersFirst);
		// what somebody set by hand is not decided anew
		states.remove(overridden);
		goesOn(states, SHIPPED);
	}

	/** What is to be the same again once everything was taken back. */
	private Map<String, String> asTheyAre(Map<String, String> states) {
		Map<String, String> all = new HashMap<>();
		states.keySet().forEach((ticket) -> {
			JsonNode read = agent().incident(ticket);
			StringBuilder is = new StringBuilder();
			for (String field : List.of("status", "priority", "impact", "urgency", "assignee_id", "resolution_due_at",
					"response_due_at", "sla_state")) {
				is.append(read.path(field).asText()).append(' ');
			}
			read.path("sla")
				.forEach((clock) -> is.append(clock.path("kind").asText())
					.append(clock.path("state").asText())
					.append(clock.path("due_at").asText())
					.append(clock.path("target_seconds").asText())
					.append(' '));
			all.put(ticket, is.toString());
		});
		return all;
	}

	/** Problems, changes and requests, whose priorities are words of the same tables. */
	private List<String> others() {
		List<String> others = new ArrayList<>();
		for (String priority : SHIPPED.priorities()) {
			others.add(other("/problems", "title", "問題", "priority", priority));
			others.add(other("/changes", "title", "変更", "priority", priority));
			others
				.add(other("/requests", "type", "new-workplace", "person", "新人", "place", "3階", "priority", priority));
		}
		return others;
	}

	private String other(String path, Object... fields) {
		Answer reported = agent().post(path, fields);
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
		return path + "/" + reported.data().path("id").asText();
	}

	private Map<String, String> priorities(List<String> others) {
		Map<String, String> priorities = new LinkedHashMap<>();
		others.forEach((one) -> priorities.put(one, agent().get(one).data().path("priority").asText()));
		return priorities;
	}

	private JsonNode dropped() {
		return this.owner.get("/api/v1/word-changes").data().path("words");
	}

	/** Each word of the one gets that at its place of the other, from the lowest. */
	private JsonNode carriedOn(Matrix before, Matrix now) {
		JsonNode dropped = dropped();
		assertThat(dropped.findValuesAsText("word")).contains(before.priorities().get(0), before.impacts().get(0));
		List<String> successors = new ArrayList<>();
		dropped.forEach((word) -> {
			assertThat(word.path("tickets").asInt()).isPositive();
			String field = word.path("field").asText();
			List<String> choices = each(word.path("choices"), "value");
			int place = Math.min(before.words(field).indexOf(word.path("word").asText()), choices.size() - 1);
			assertThat(choices).isEqualTo(now.words(field));
			successors.add(Api.json("kind", word.path("kind").asText(), "field", field, "word",
					word.path("word").asText(), "successor", choices.get(place)));
		});
		Answer begun = this.owner.post("/api/v1/word-changes",
				"{\"agree\": true, \"successors\": [" + String.join(",", successors) + "]}");
		assertThat(begun.status()).as(begun.body()).isEqualTo(202);
		String id = begun.data().path("id").asText();
		await().atMost(Duration.ofMinutes(3))
			.untilAsserted(() -> assertThat(change(id).path("state").asText()).isEqualTo("done"));
		JsonNode done = change(id);
		assertThat(done.path("counts").path("changed").asInt()).as(done.toString()).isPositive();
		assertThat(done.path("counts").has("failed")).as(done.toString()).isFalse();
		assertThat(each(done.path("labels"), "word")).containsAll(each(done.path("successors"), "word"))
			.containsAll(each(done.path("successors"), "successor"));
		assertThat(each(done.path("labels"), "kind")).as("each type's own")
			.containsAll(each(done.path("successors"), "kind"));
		assertThat(dropped()).isEmpty();
		return done;
	}

	private JsonNode change(String id) {
		return this.owner.get("/api/v1/word-changes/" + id).data();
	}

	private void takenBack(JsonNode change) {
		String id = change.path("id").asText();
		assertThat(this.owner.post("/api/v1/word-changes/" + id + "/undo", "{}").status()).isEqualTo(202);
		await().atMost(Duration.ofMinutes(3))
			.untilAsserted(() -> assertThat(change(id).path("state").asText()).isEqualTo("undone"));
		assertThat(change(id).path("counts").path("back").asInt())
			.isEqualTo(change.path("counts").path("changed").asInt());
		assertThat(this.owner.post("/api/v1/word-changes/" + id + "/undo", "{}").status()).isEqualTo(409);
	}

	/** Words and clocks of the new matrix, but for what has ended. */
	private void follows(String ticket, String state, Matrix now, Map<String, String> before) {
		JsonNode read = agent().incident(ticket);
		assertThat(read.path("status").asText()).isEqualTo(state);
		if (List.of("closed", "cancelled").contains(state)) {
			assertThat(asTheyAre(Map.of(ticket, state)).get(ticket)).isEqualTo(before.get(ticket));
			return;
		}
		for (String field : List.of("priority", "impact", "urgency")) {
			assertThat(now.words(field)).as(state).contains(read.path(field).asText());
		}
		assertThat(clocks(ticket)).as(state).containsKeys("response", "resolution");
		if (!state.equals("resolved")) {
			int place = now.priorities().indexOf(read.path("priority").asText());
			assertThat(clocks(ticket).get("resolution")).as(state).endsWith(" " + now.minutes(place) * 60);
		}
	}

	private void findsOldAndNew(Matrix now, List<String> ended, Map<String, String> states) {
		List<String> over = states.keySet().stream().filter((one) -> ended.contains(states.get(one))).toList();
		assertThat(found("priority=critical,high,medium,low")).as("old").containsExactlyInAnyOrderElementsOf(over);
		assertThat(found("priority=" + String.join(",", now.priorities()))).as("new")
			.hasSize(states.size() - over.size());
	}

	@Test
	void leavesATicketAloneThatWasChangedSince() {
		String left = reported(SHIPPED, 0, "assigned");
		String other = reported(SHIPPED, 0, "in_progress");
		put(SMALL);
		JsonNode small = carriedOn(SHIPPED, SMALL);
		assertThat(agent().act(left, "reclassify", "impact", "one", "urgency", "later", "reason", "小さい").status())
			.isEqualTo(200);
		String id = small.path("id").asText();
		this.owner.post("/api/v1/word-changes/" + id + "/undo", "{}");
		await().atMost(Duration.ofMinutes(3))
			.untilAsserted(() -> assertThat(change(id).path("state").asText()).isEqualTo("undone"));
		assertThat(change(id).path("counts").path("stays").asInt()).isEqualTo(1);
		assertThat(change(id).path("tickets").path(0).path("id").asText()).isEqualTo(left);
		assertThat(agent().incident(left).path("impact").asText()).isEqualTo("one");
		assertThat(agent().incident(other).path("impact").asText()).isEqualTo("extensive");
	}

	/**
	 * Of two tickets, only the clock of the one that nobody applied anything to goes
	 * back.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "from_now", "retroactive" })
	void leavesClocksToWhichAnAdministratorAppliedSomethingSince(String mode) {
		String applied = reported(SHIPPED, 0, "assigned");
		String other = reported(SHIPPED, 3, "assigned");
		String before = clocks(other).get("resolution");
		put(SMALL);
		JsonNode small = carriedOn(SHIPPED, SMALL);
		assertThat(clocks(other).get("resolution")).isNotEqualTo(before);
		release("strict",
				Map.of("targets.dmn", SMALL.targets().replace(">" + SMALL.minutes(targetOf(applied)) + "<", ">77<")));
		assertThat(this.house.as("admin").post("/sla-policies/apply", "mode", mode).status()).isBetween(200, 202);
		await().atMost(Duration.ofMinutes(3))
			.untilAsserted(() -> assertThat(clocks(applied).get("resolution")).endsWith(" " + 77 * 60));
		takenBack(small);
		assertThat(clocks(applied).get("resolution")).endsWith(" " + 77 * 60);
		assertThat(clocks(other).get("resolution")).isEqualTo(before);
	}

	private int targetOf(String ticket) {
		return SMALL.priorities().indexOf(agent().incident(ticket).path("priority").asText());
	}

	@Test
	void refusesAWordInForceAndASuccessorThatIsNone() {
		reported(SHIPPED, 0, "new");
		String wanted = "{\"successors\": [{\"kind\": \"%s\", \"field\": \"%s\", \"word\": \"%s\", \"successor\": \"%s\"}]}";
		for (List<String> wrong : List.of(List.of("incident", "impact", "high", "low", "word_in_force"),
				List.of("incident", "impact", "gone", "nowhere", "not_a_choice"),
				List.of("incident", "title", "gone", "low", "not_a_choice"),
				List.of("nothing", "impact", "gone", "low", "not_a_choice"))) {
			Answer refused = this.owner.post("/api/v1/word-changes",
					wanted.formatted(wrong.get(0), wrong.get(1), wrong.get(2), wrong.get(3)));
			assertThat(refused.status()).as(refused.body()).isEqualTo(400);
			assertThat(refused.body()).contains(wrong.get(4));
		}
		assertThat(agent().get("/word-changes").status()).isEqualTo(403);
	}

	/** Every state that an incident can be in, by what leads there. */
	private static Map<String, List<String>> states() {
		Map<String, List<String>> states = new LinkedHashMap<>();
		states.put("new", List.of());
		states.put("assigned", List.of("assign"));
		states.put("in_progress", List.of("assign", "start"));
		states.put("on_hold", List.of("assign", "start", "hold"));
		states.put("resolved", List.of("assign", "start", "resolve"));
		states.put("closed", List.of("assign", "start", "resolve", "confirm"));
		states.put("cancelled", List.of("cancel"));
		return states;
	}

	private Api agent() {
		return this.house.as("agent1");
	}

	private String reported(Matrix matrix, int at, String state) {
		Answer reported = agent().post("/incidents", "title", "行列 " + at, "priority", matrix.priorities().get(0),
				"impact", matrix.impacts().get(at % matrix.impacts().size()), "urgency",
				matrix.urgencies().get((at / 2) % matrix.urgencies().size()));
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
		JsonNode ticket = reported.data();
		assertThat(matrix.priorities()).contains(ticket.path("priority").asText());
		String id = ticket.path("id").asText();
		STATES.getOrDefault(state, List.of())
			.forEach((action) -> assertThat(act(id, action).status()).as(action).isEqualTo(200));
		return id;
	}

	private Answer act(String ticket, String action) {
		Api who = agent();
		return switch (action) {
			case "assign" -> who.act(ticket, action, "assignee_id", this.me);
			case "hold" -> who.act(ticket, action, "hold_reason", "awaiting_caller", "comment", "確認中");
			case "resolve" -> who.act(ticket, action, "resolution", "直した", "resolution_code", "fixed");
			case "cancel", "reopen" -> who.act(ticket, action, "reason", "取り消す");
			default -> who.act(ticket, action);
		};
	}

	/** When each clock is due and how it stands. */
	private Map<String, String> clocks(String ticket) {
		Map<String, String> clocks = new HashMap<>();
		agent().incident(ticket)
			.path("sla")
			.forEach((clock) -> clocks.put(clock.path("kind").asText(),
					clock.path("due_at").asText() + " " + clock.path("target_seconds").asText()));
		return clocks;
	}

	private void keptEverything(Map<String, String> states, Map<String, Map<String, String>> clocks) {
		states.keySet()
			.forEach((ticket) -> assertThat(clocks(ticket)).as(states.get(ticket)).isEqualTo(clocks.get(ticket)));
	}

	private void findsOldAndNew(Matrix now, int old) {
		String fresh = reported(now, 0, "new");
		String word = now.priorities().get(0);
		assertThat(clocks(fresh)).containsKeys("response", "resolution");
		assertThat(found("priority=" + word)).contains(fresh);
		assertThat(found("priority=" + word + ",critical")).as("old and new together").contains(fresh);
		List<String> before = found("priority=critical,high,medium,low");
		assertThat(before.size()).as("tickets of the matrix before").isGreaterThanOrEqualTo(old);
		assertThat(found("sort=priority")).hasSizeGreaterThan(old);
		assertThat(each(agent().get("/words/priorities.incident").data(), "value")).isEqualTo(now.priorities());
		assertThat(agent().get("/incidents?priority=never_heard").status()).isEqualTo(400);
	}

	private List<String> found(String query) {
		List<String> ids = new ArrayList<>();
		for (int page = 1;; page++) {
			Answer answer = agent().get("/incidents?limit=100&page=" + page + "&" + query);
			assertThat(answer.status()).as(query + " " + answer.body()).isEqualTo(200);
			ids.addAll(each(answer.data(), "id"));
			if (answer.data().size() < 100) {
				return ids;
			}
		}
	}

	/** One ticket of each state goes a step on, and one gets a word of the new matrix. */
	private void goesOn(Map<String, String> states, Matrix now) {
		Map<String, String> next = Map.of("new", "assign", "assigned", "start", "in_progress", "resolve", "on_hold",
				"resume", "resolved", "reopen");
		next.forEach((state, action) -> {
			String ticket = states.entrySet()
				.stream()
				.filter((one) -> one.getValue().equals(state))
				.findFirst()
				.orElseThrow()
				.getKey();
			Answer went = act(ticket, action);
			assertThat(went.status()).as(state + " " + action + " " + went.body()).isEqualTo(200);
			assertThat(clocks(ticket)).as(state).containsKeys("response", "resolution");
			states.remove(ticket);
			Answer anew = agent().act(ticket, "reclassify", "impact", now.impacts().get(0), "urgency",
					now.urgencies().get(0), "reason", "新しい行列");
			if (!action.equals("resolve")) {
				assertThat(anew.status()).as(state + " reclassify " + anew.body()).isEqualTo(200);
				assertThat(agent().incident(ticket).path("priority").asText()).isEqualTo(now.priorities().get(0));
				assertThat(clocks(ticket)).containsKey("resolution");
				if (!now.equals(SHIPPED)) {
					assertThat(clocks(ticket).get("resolution")).endsWith(" " + now.minutes(0) * 60);
				}
			}
		});
	}

	/** Tickets with a word that is no more keep what was agreed with them. */
	private void agreesAnewWhereAsked() {
		Answer preview = this.house.as("admin").post("/sla-policies/preview", "mode", "from_now");
		assertThat(preview.status()).as(preview.body()).isEqualTo(200);
		String old = found("priority=critical&phase=open,in_work").get(0);
		Map<String, String> before = clocks(old);
		String fresh = reported(SMALL, 0, "new");
		release("strict", Map.of("targets.dmn", SMALL.targets().replace(">" + SMALL.minutes(0) + "<", ">77<")));
		assertThat(clocks(fresh).get("resolution")).endsWith(" " + SMALL.minutes(0) * 60);
		Answer applied = this.house.as("admin").post("/sla-policies/apply", "mode", "from_now");
		assertThat(applied.status()).as(applied.body()).isBetween(200, 202);
		await().atMost(Duration.ofMinutes(3))
			.untilAsserted(() -> assertThat(clocks(fresh).get("resolution")).endsWith(" " + 77 * 60));
		assertThat(clocks(old)).isEqualTo(before);
	}

	private String put(Matrix matrix) {
		return release("行列を変える", Map.of("priority.dmn", matrix.table(), "targets.dmn", matrix.targets()));
	}

	private String release(String comment, Map<String, String> files) {
		Map<String, String> sent = new HashMap<>(files);
		sent.put("comment", comment);
		Answer released = OwnModels.send(this.owner, "/models/releases", sent);
		assertThat(released.status()).as(released.body()).isEqualTo(201);
		return released.data().path("id").asText();
	}

	/** Words of a house, the highest first. */
	private record Matrix(List<String> impacts, List<String> urgencies, List<String> priorities) {

		List<String> words(String field) {
			return switch (field) {
				case "impact" -> this.impacts;
				case "urgency" -> this.urgencies;
				default -> this.priorities;
			};
		}

		int minutes(int place) {
			return 100 * (place + 1) + priorities().size();
		}

		private static String words(List<String> words) {
			return "\"" + String.join("\",\"", words) + "\"";
		}

		/** The product's file with these words, a row for each pair. */
		String table() {
			StringBuilder rows = new StringBuilder();
			for (int i = 0; i < this.impacts.size(); i++) {
				for (int u = 0; u < this.urgencies.size(); u++) {
					int level = (i + u) * (this.priorities.size() - 1)
							/ (this.impacts.size() + this.urgencies.size() - 2);
					rows.append(row("m" + i + u, List.of(this.impacts.get(i), this.urgencies.get(u)),
							List.of('"' + this.priorities.get(level) + '"')));
				}
			}
			String shipped = OwnModels.shipped("rules/incident/priority.dmn");
			return shipped.replaceFirst("(?s)<rule .*</rule>", rows.toString())
				.replaceFirst("\"extensive\",\"high\",\"medium\",\"low\"", words(this.impacts))
				.replaceFirst("(<inputValues id=\"urgencyValues\">\\s*<text>)[^<]*", "$1" + words(this.urgencies))
				.replaceFirst("(<outputValues[^>]*>\\s*<text>)[^<]*", "$1" + words(this.priorities));
		}

		/** Targets for these priorities alone. */
		String targets() {
			StringBuilder rows = new StringBuilder();
			for (String definition : List.of("incident-response", "incident-resolution", "task-completion",
					"network-team", "supplier")) {
				for (int level = 0; level < this.priorities.size(); level++) {
					int minutes = definition.equals("incident-response") ? 10 * (level + 1)
							: definition.equals("network-team") ? 50 * (level + 1) : minutes(level);
					rows.append(row(definition + level, List.of(definition, this.priorities.get(level)),
							List.of(Integer.toString(minutes), "\"business-hours\"")));
				}
			}
			String shipped = OwnModels.shipped("rules/sla/targets.dmn");
			return shipped.replaceFirst("(?s)<rule .*</rule>", rows.toString())
				.replaceFirst("\"critical\",\"high\",\"medium\",\"low\"", words(this.priorities));
		}

		private static String row(String id, List<String> asked, List<String> said) {
			StringBuilder row = new StringBuilder("<rule id=\"row_" + id + "\">");
			asked.forEach((word) -> row
				.append("<inputEntry id=\"in_" + id + word + "\"><text>\"" + word + "\"</text></inputEntry>"));
			for (int i = 0; i < said.size(); i++) {
				row.append("<outputEntry id=\"out_" + id + i + "\"><text>" + said.get(i) + "</text></outputEntry>");
			}
			return row.append("</rule>").toString();
		}

	}

}
