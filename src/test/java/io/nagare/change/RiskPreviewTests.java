package io.nagare.change;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** A plan is rated while it is made, as its process would rate it. */
@NagareTest
class RiskPreviewTests {

	@LocalServerPort
	private int port;

	private Api agent;

	private String preview;

	@BeforeEach
	void plan() {
		this.agent = Api.at(this.port).as("agent1");
		JsonNode change = this.agent.post("/changes", "title", "Patch").data();
		this.preview = "/changes/" + change.path("id").asText() + "/risk-preview";
	}

	@Test
	void ratesAPlanThatIsNotWrittenDown() {
		JsonNode careless = rated("risk_answers",
				Map.of("backout_tested", false, "rehearsed", false, "team_experience", "none"));
		JsonNode careful = rated("risk_answers",
				Map.of("backout_tested", true, "rehearsed", true, "team_experience", "much"));
		assertThat(careful.path("likelihood").asInt()).isLessThan(careless.path("likelihood").asInt());
		assertThat(careful.path("risk_score").asInt())
			.isEqualTo(careful.path("likelihood").asInt() * careful.path("impact").asInt());
		assertThat(careless.path("risk").asText()).isIn("low", "medium", "high");
		String item = this.agent.post("/cis", "name", "i" + UUID.randomUUID(), "ci_class", "server", "tier", 1)
			.data()
			.path("id")
			.asText();
		JsonNode important = rated("ci_ids", List.of(item), "planned_start", "2031-03-05T01:00:00Z", "planned_end",
				"2031-03-05T03:00:00Z");
		assertThat(important.path("ci_tier").asInt()).isEqualTo(1);
		assertThat(important.path("in_hours").asBoolean()).isTrue();
		JsonNode atNight = rated("ci_ids", List.of(item), "planned_start", "2031-03-05T16:00:00Z", "planned_end",
				"2031-03-05T18:00:00Z");
		assertThat(atNight.path("in_hours").asBoolean(true)).isFalse();
		assertThat(atNight.path("impact").asInt()).isLessThan(important.path("impact").asInt());
	}

	@Test
	void ratesForNobodyWhoMayNotReadTheChange() {
		assertThat(refusal(this.agent.as("reporter1").post(this.preview))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.agent.as("other-admin").post(this.preview))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.agent.post(this.preview, "ci_ids", List.of(UUID.randomUUID().toString()))))
			.isEqualTo("400 VALIDATION_FAILED ci_ids=unknown_ci");
	}

	private JsonNode rated(Object... fields) {
		Answer answer = this.agent.post(this.preview, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

}
