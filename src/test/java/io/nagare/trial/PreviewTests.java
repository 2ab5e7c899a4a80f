package io.nagare.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What comes of a request, shown before it is sent. */
@NagareTest
class PreviewTests {

	private static final List<String> KEPT = List.of("tickets", "requests", "notifications", "act_ru_task",
			"act_ru_execution", "act_hi_procinst", "sla_ledger", "ticket_work_notes", "event_publication");

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private TrialRoom room;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.house.moveIn("boss", "user");
		this.house.answersTo("reporter", "boss");
	}

	private static Object[] access(String level, Object... more) {
		List<Object> fields = new ArrayList<>(
				List.of("type", "system-access", "system", "ERP", "level", level, "purpose", "月次の締め"));
		fields.addAll(List.of(more));
		return fields.toArray();
	}

	private Answer preview(String name, Object... fields) {
		return this.house.as(name).post("/requests/preview", fields);
	}

	private JsonNode shown(String name, Object... fields) {
		Answer answer = preview(name, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	/** As {@code status kind who}, of each step. */
	private static List<String> steps(JsonNode preview) {
		List<String> steps = new ArrayList<>();
		for (JsonNode step : preview.path("steps")) {
			List<String> who = new ArrayList<>();
			step.path("who")
				.forEach((one) -> who.add(one.path("type").asText()
						+ (one.path("name").isNull() ? "" : ":" + one.path("name").asText())));
			steps.add("%d %s %s %s".formatted(step.path("stage").asInt(), step.path("status").asText(),
					step.path("kind").asText(), String.join("+", who)));
		}
		return steps;
	}

	private List<Long> kept() {
		return Tenancy.asPlatform(() -> this.transaction.execute((tx) -> KEPT.stream()
			.map((table) -> this.jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class))
			.toList()));
	}

	private long number() {
		Answer asked = this.house.as("reporter").post("/requests", access("read"));
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		return Long.parseLong(asked.data().path("request_number").asText().substring("REQ".length()));
	}

	@Test
	void showsWhoDecidesAndWhoWorksAndUntilWhen() {
		Answer deployed = this.house.deploy("definitions.dmn", OwnModels.shipped("rules/sla/definitions.dmn")
			.replace("<text>\"incident\"</text>", "<text>\"incident\",\"request\"</text>"));
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		JsonNode preview = shown("reporter", access("read"));
		assertThat(steps(preview)).as(preview.toString())
			.containsExactly("1 manager_approval decision person:boss B", "2 granting work agents");
		assertThat(preview.path("complete").asBoolean()).isTrue();
		assertThat(preview.at("/steps/0/assumed/en").asText()).isEqualTo("Approve");
		assertThat(preview.at("/steps/0/name").asText()).isEqualTo("Approve as manager");
		assertThat(each(preview.path("targets"), "kind")).containsExactlyInAnyOrder("response", "resolution");
		assertThat(preview.at("/targets/0/target_seconds").asLong()).isPositive();
		JsonNode japanese = this.house.as("reporter")
			.with("Accept-Language", "ja")
			.post("/requests/preview", access("read"))
			.data();
		assertThat(japanese.at("/steps/0/name").asText()).isEqualTo("上長の承認");
		assertThat(japanese.at("/steps/0/who/0/name").asText()).isEqualTo("B boss");
	}

	/** The tables decide, and so does what is answered. */
	@Test
	void followsTheTablesAndTheAnswers() {
		String item = this.house.as("agent1")
			.post("/cis", "name", "ERP " + UUID.randomUUID(), "ci_class", "service", "tier", 1, "owner_user_id",
					this.house.idOf("agent2"))
			.data()
			.path("id")
			.asText();
		assertThat(steps(shown("reporter", access("write", "ci_ids", List.of(item))))).containsExactly(
				"1 manager_approval decision person:boss B", "2 owner_approval decision person:agent2 B",
				"3 granting work agents");
		Answer deployed = this.house.deploy("system-access-approval.dmn",
				OwnModels.shipped("rules/request/system-access-approval.dmn")
					.replaceFirst("<text>\"manager\"</text>", "<text>\"none\"</text>"));
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		assertThat(steps(shown("reporter", access("read")))).containsExactly("1 granting work agents");
	}

	@Test
	void showsTeamsThatWorkAtTheSameTimeAndWhatIsLeftToWhoAsks() {
		this.house.as("admin").post("/teams", "name", "Service Desk");
		this.house.as("admin").post("/teams", "name", "Network");
		List<String> steps = steps(shown("reporter", "type", "new-workplace", "person", "山田", "place", "3階"));
		assertThat(steps).contains("2 preparing work team:Network");
		assertThat(steps.stream().filter("2 preparing work team:Service Desk"::equals)).hasSize(2);
		assertThat(steps.get(steps.size() - 1)).startsWith("3 ready work reporter");
	}

	@Test
	void leavesNothingAndTellsNobody() {
		long before = number();
		List<Long> kept = kept();
		String told = this.house.as("boss").get("/notifications").body();
		shown("reporter", access("read"));
		shown("agent1", access("admin", "reporter_id", this.house.idOf("reporter")));
		assertThat(kept).first().isNotEqualTo(0L);
		assertThat(kept()).isEqualTo(kept);
		assertThat(this.house.as("boss").get("/notifications").body()).isEqualTo(told);
		assertThat(number()).as("no number is used up").isEqualTo(before + 1);
	}

	/** As it would be refused, and by the same words. */
	@Test
	void refusesWhatWouldBeRefused() {
		assertThat(refusal(preview("reporter", "type", "system-access", "system", "ERP")))
			.isEqualTo(refusal(this.house.as("reporter").post("/requests", "type", "system-access", "system", "ERP")))
			.startsWith("400 VALIDATION_FAILED");
		assertThat(refusal(preview("reporter", "type", "holiday")))
			.isEqualTo("400 VALIDATION_FAILED type=not_a_choice");
		assertThat(refusal(preview("reporter"))).isEqualTo("400 VALIDATION_FAILED type=required");
		assertThat(refusal(preview("reporter", access("read", "nonsense", 1))))
			.isEqualTo(refusal(this.house.as("reporter").post("/requests", access("read", "nonsense", 1))));
		assertThat(refusal(preview("reporter", "type", "access-review"))).isEqualTo("403 FORBIDDEN type=not_for_you");
		assertThat(refusal(preview("reporter", access("read", "reporter_id", this.house.idOf("agent1")))))
			.startsWith("403 FORBIDDEN");
		this.house.moveIn("viewer", "viewer");
		assertThat(refusal(preview("viewer", access("read")))).startsWith("403 FORBIDDEN");
		OwnHouse other = OwnHouse.at(this.port);
		assertThat(refusal(preview("reporter", access("read", "requested_for_id", other.idOf("reporter")))))
			.isEqualTo("400 VALIDATION_FAILED requested_for_id=unknown_user");
	}

	@Test
	void asksTheTableWhoMayAsk() {
		Answer deployed = this.house.deploy("request-eligibility.dmn",
				OwnModels.shipped("rules/request/request-eligibility.dmn")
					.replaceFirst("<text>true</text>", "<text>false</text>")
					.replaceFirst("(id=\"everybody9\">\\s*<text>)", "$1\"今は受け付けません / Not now\""));
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		Answer refused = preview("reporter", access("read"));
		assertThat(refusal(refused)).isEqualTo("403 FORBIDDEN type=not_eligible");
		assertThat(refused.body()).contains("Not now");
	}

	/** Reporters have places of their own, and owners theirs. */
	@Test
	void waitsForAPlaceAndTakesNoneOfTheOwners() {
		FullRoom previews = new FullRoom(this.room, TrialRoom.Purpose.PREVIEW);
		try {
			Answer refused = preview("reporter", access("read"));
			assertThat(refused.status()).as(refused.body()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isEqualTo("5");
			assertThat(this.room.during(Duration.ZERO, () -> "free")).isEqualTo("free");
		}
		finally {
			previews.close();
		}
		FullRoom owners = new FullRoom(this.room);
		try {
			assertThat(preview("reporter", access("read")).status()).isEqualTo(200);
		}
		finally {
			owners.close();
		}
		assertThat(Api.at(this.port).postRaw("/requests/preview", "{}").status()).isEqualTo(401);
	}

}
