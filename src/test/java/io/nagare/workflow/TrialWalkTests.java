package io.nagare.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tickets of every type go any way that the shipped models offer, chosen by chance, on
 * tickets that are never there: none ends where nobody can do anything, none in an error.
 */
@NagareTest
class TrialWalkTests {

	private static final int STEPS = 8;

	/** What says no to an answer that was made up, and not to the model. */
	private static final List<String> SAYS_NO = List.of("VALIDATION_FAILED", "CONFLICT");

	private static final List<String> FINAL = List.of("closed", "cancelled");

	private static final ObjectMapper JSON = new ObjectMapper();

	@LocalServerPort
	private int port;

	private Client owner;

	private String somebody = "";

	@BeforeEach
	void thereIsAnOwner() {
		this.owner = new Client(this.port).as("owner");
		this.somebody = Api.at(this.port).as("agent1").me();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void leavesNoTicketWhereNobodyCanDoAnything(long seed) throws JsonProcessingException {
		Random chance = new Random(seed);
		List<Map<String, Object>> starts = starts(chance);
		assertThat(starts).hasSizeGreaterThan(10);
		for (Map<String, Object> start : starts) {
			walk(start, chance);
		}
	}

	private List<Map<String, Object>> starts(Random chance) {
		List<Map<String, Object>> starts = new ArrayList<>();
		starts.add(start("incident", Map.of("title", "x", "priority", "high")));
		starts.add(start("problem", Map.of("title", "x", "priority", "low")));
		starts.add(start("change", Map.of("title", "x", "type", "normal", "reason", "x")));
		starts.add(start("article", Map.of("title", "x")));
		for (JsonNode type : this.owner.get("/api/v1/requests/types").data()) {
			Map<String, Object> fields = new LinkedHashMap<>(Map.of("type", type.path("type").asText(), "title", "x"));
			fill(type.path("fields"), fields, chance);
			starts.add(start("request", fields));
		}
		return starts;
	}

	private static Map<String, Object> start(String kind, Map<String, Object> fields) {
		return Map.of("kind", kind, "fields", fields);
	}

	private void walk(Map<String, Object> start, Random chance) throws JsonProcessingException {
		List<Map<String, Object>> steps = new ArrayList<>();
		JsonNode report = tried(start, steps);
		assertThat(last(report).path("refused").isNull()).as("%s: %s", start, last(report)).isTrue();
		for (int i = 0; i < STEPS; i++) {
			List<Map<String, Object>> next = next(report, chance);
			String phase = last(report).path("standing").path("phase").asText();
			assertThat(next.isEmpty() && !FINAL.contains(phase)).as("nothing goes on after %s of %s", steps, start)
				.isFalse();
			if (next.isEmpty()) {
				return;
			}
			steps.add(next.get(chance.nextInt(next.size())));
			JsonNode came = tried(start, steps);
			JsonNode refused = last(came).path("refused");
			if (refused.isNull()) {
				assertThat(last(came).path("standing").path("status").asText()).as("%s of %s", steps, start)
					.isNotEmpty();
				report = came;
			}
			else {
				assertThat(refused.path("code").asText()).as("%s of %s: %s", steps, start, refused).isIn(SAYS_NO);
				steps.remove(steps.size() - 1);
			}
		}
	}

	/** Whatever somebody may do, and every timer. */
	private List<Map<String, Object>> next(JsonNode report, Random chance) {
		Stream<Map<String, Object>> actions = stream(report.path("actions")).filter((open) -> !open.path("by").isNull())
			.map((open) -> open.path("action"))
			.map((action) -> {
				Map<String, Object> fields = new LinkedHashMap<>();
				fill(action.path("fields"), fields, chance);
				return Map.of("action", action.path("name").asText(), "element", action.path("element").asText(),
						"fields", fields);
			});
		Stream<Map<String, Object>> timers = stream(report.path("processes"))
			.flatMap((process) -> stream(process.path("timers")))
			.map((timer) -> Map.of("timer", timer.path("element").asText()));
		return Stream.concat(actions, timers).toList();
	}

	/** Answers what must be answered, and chooses where there is a choice. */
	private void fill(JsonNode form, Map<String, Object> fields, Random chance) {
		for (JsonNode field : form) {
			List<JsonNode> options = stream(field.path("options")).toList();
			boolean asked = stream(field.path("asked_when"))
				.allMatch((condition) -> stream(condition.path("values")).anyMatch((value) -> value.asText()
					.equals(String.valueOf(fields.get(condition.path("key").asText())))) == condition.path("is")
						.asBoolean());
			if (asked && (field.path("required").asBoolean() || !options.isEmpty())
					&& !fields.containsKey(field.path("key").asText())) {
				fields.put(field.path("key").asText(), answer(field, options, chance));
			}
		}
	}

	private Object answer(JsonNode field, List<JsonNode> options, Random chance) {
		String type = field.path("type").asText();
		if (field.path("options_from").asText().equals("people")) {
			return this.somebody;
		}
		if (!options.isEmpty()) {
			String value = options.get(chance.nextInt(options.size())).path("value").asText();
			return List.of("checklist", "taglist").contains(type) ? List.of(value) : value;
		}
		return switch (type) {
			case "number", "integer" -> Math.max(1, field.path("min").asInt());
			case "checkbox" -> true;
			case "date" -> "2031-01-15";
			case "datetime", "date-time" -> "2031-01-15T10:00:00Z";
			case "cis" -> List.of();
			default -> "x".repeat(Math.max(4, field.path("min_length").asInt()));
		};
	}

	private JsonNode tried(Map<String, Object> start, List<Map<String, Object>> steps) throws JsonProcessingException {
		Map<String, Object> trial = new LinkedHashMap<>(start);
		trial.put("steps", steps);
		Client.Answer answer = OwnModels.send(this.owner, "/models/trials",
				Map.of("trial", JSON.writeValueAsString(trial)));
		assertThat(answer.status()).as("%s: %s", trial, answer.body()).isEqualTo(200);
		return answer.data();
	}

	private static JsonNode last(JsonNode report) {
		return report.path("steps").get(report.path("steps").size() - 1);
	}

	private static Stream<JsonNode> stream(JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false);
	}

}
