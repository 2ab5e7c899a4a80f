package io.nagare.upgrade;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.nagare.Api;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Brings tickets into every state that the shipped models know, beside those of the demo,
 * and some into states of a tenant's own models.
 */
final class LastingTickets {

	private static final List<String> KINDS = List.of("incidents", "problems", "changes");

	private static final List<String> PEOPLE = List.of("agent1", "agent2", "cab1", "changemanager", "manager",
			"network1", "reporter1", "reporter2");

	private static final Pattern STATUS = Pattern.compile("name=\"status\" value=\"([a-z_]+)\"");

	private final Api api;

	private final Client client;

	private final List<Remembered.Step> goingOn = new ArrayList<>();

	LastingTickets(Api api, Client client) {
		this.api = api;
		this.client = client;
	}

	Remembered make() throws IOException {
		incidents();
		String tierOne = this.api.as("manager")
			.get("/cis?q=" + URLEncoder.encode("本社VPNゲートウェイ", StandardCharsets.UTF_8))
			.data()
			.at("/0/id")
			.asText();
		change("assess", Map.of("decision", "approve"), "scheduled", "agent2", "ci_ids", List.of());
		deployVariants();
		String voted = change("cancel", Map.of("reason", "取りやめ"), "cancelled", "agent1", "ci_ids", List.of(tierOne),
				"risk_answers", Map.of("backout_tested", false, "rehearsed", false, "team_experience", "none"));
		act("agent2", voted, "assess", "decision", "approve");
		String problem = made("agent1", "problems", "title", "独自の分析 / A way of one's own", "priority", "low");
		act("agent1", problem, "assess");
		act("agent1", problem, "analyse");
		goesOn("agent1", problem, "record-cause", Map.of("root_cause", "設定の誤り", "cause_code", "configuration"),
				"fix_in_progress");
		List<Remembered.Ticket> tickets = tickets();
		Set<String> met = new HashSet<>(tickets.stream().map(Remembered.Ticket::status).toList());
		assertThat(met).containsAll(shipped()).contains("cause_sought", "before_the_board");
		return new Remembered(tickets, this.goingOn);
	}

	private void incidents() {
		String assigned = made("reporter1", "incidents", "title", "画面が暗い / The screen is dark", "priority", "medium");
		act("agent1", assigned, "assign");
		answered(
				this.api.as("agent1")
					.post("/" + assigned + "/work-notes", "content", "確認中です。 / Looking into it.", "is_public", "Y"),
				201);
		answered(this.api.as("agent1")
			.upload("/" + assigned + "/attachments", "screen.txt", "text/plain", "暗い".getBytes(StandardCharsets.UTF_8)),
				201);
		goesOn("agent1", assigned, "start", Map.of(), "in_progress");
		goesOn("agent1", assigned, "resolve", Map.of("resolution", "明るくした", "resolution_code", "fixed"), "resolved");
		goesOn("reporter1", assigned, "confirm", Map.of(), "closed");
	}

	/** Before and after these are deployed, there are tickets in the same stages. */
	private void deployVariants() throws IOException {
		deploy("processes/problem/problem.bpmn", "\"root_cause_analysis\"", "\"cause_sought\"");
		deploy("processes/change/change-authorization.bpmn", "name=\"status\" value=\"authorization\"",
				"name=\"status\" value=\"before_the_board\"");
	}

	private void deploy(String file, String shipped, String own) throws IOException {
		Path path = Path.of(file);
		String model = Files.readString(path, StandardCharsets.UTF_8);
		assertThat(model).contains(shipped);
		answered(this.client.basic("owner", "demo")
			.deploy(path.getFileName().toString(), model.replace(shipped, own), "demo"), 200);
	}

	/** A change long ahead, submitted; what it goes on with. */
	private String change(String action, Map<String, Object> fields, String status, String by, Object... more) {
		List<Object> all = new ArrayList<>(
				List.of("title", "切替 / Switch over", "planned_start", "2040-01-08T03:00:00Z", "planned_end",
						"2040-01-08T05:00:00Z", "implementation_plan", "切り替える", "backout_plan", "戻す", "test_plan", "試す",
						"risk_answers", Map.of("backout_tested", true, "rehearsed", true, "team_experience", "much")));
		all.addAll(List.of(more));
		String path = made("agent1", "changes", all.toArray());
		act("agent1", path, "submit");
		goesOn(by, path, action, fields, status);
		return path;
	}

	private String made(String username, String kind, Object... fields) {
		Answer answer = answered(this.api.as(username).post("/" + kind, fields), 201);
		return kind + "/" + answer.data().path("id").asText();
	}

	private void act(String username, String path, String action, Object... fields) {
		answered(this.api.as(username).post("/" + path + "/actions/" + action, fields), 200);
	}

	private void goesOn(String username, String path, String action, Map<String, Object> fields, String status) {
		this.goingOn.add(new Remembered.Step(username, path, action, fields, status));
	}

	private static Answer answered(Answer answer, int status) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		return answer;
	}

	private List<Remembered.Ticket> tickets() {
		SortedMap<String, Remembered.Ticket> tickets = new TreeMap<>();
		for (String kind : KINDS) {
			for (String username : PEOPLE) {
				for (JsonNode row : this.api.as(username).get("/" + kind + "?limit=100").data()) {
					String path = kind + "/" + row.path("id").asText();
					tickets.computeIfAbsent(path, (key) -> ticket(username, key, row))
						.open()
						.put(username, Remembered.Ticket.openTo(this.api, username, path));
				}
			}
		}
		return List.copyOf(tickets.values());
	}

	private Remembered.Ticket ticket(String reader, String path, JsonNode row) {
		return new Remembered.Ticket(path, row.path("title").asText(), row.path("status").asText(),
				row.path("phase").asText(), new TreeMap<>(), Remembered.Ticket.processesOf(this.api, reader, path));
	}

	private static Set<String> shipped() throws IOException {
		Set<String> statuses = new HashSet<>();
		try (Stream<Path> files = Files.walk(Path.of("processes"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				STATUS.matcher(Files.readString(file, StandardCharsets.UTF_8))
					.results()
					.forEach((match) -> statuses.add(match.group(1)));
			}
		}
		return statuses;
	}

}
