package io.nagare.problem;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** One call shows how tickets hang together, and nothing that the caller may not read. */
@NagareTest
class ChainTests {

	@Autowired
	private Solving solving;

	private JsonNode chain(String username, String path) {
		Answer answer = this.solving.as(username).get(path + "/chain");
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	@Test
	void showsIncidentProblemAndChangeFromWhereverOneLooks() {
		String problem = this.solving.fixing();
		String incident = this.solving.incidentOf(problem);
		this.solving.does("network1", problem, "raise-change", "title", "証明書の更新");
		String change = this.solving.problem(problem).at("/change_ids/0").asText();
		// a circle: the incident is linked with the change as well
		this.solving.as("agent1").post("/incidents/" + incident + "/links", "type", "related_to", "target_id", change);
		JsonNode chain = chain("agent1", "/incidents/" + incident);
		assertThat(each(chain.path("tickets"), "id")).containsExactlyInAnyOrder(incident, problem, change);
		assertThat(chain.at("/tickets/0/id").asText()).isEqualTo(incident);
		assertThat(each(chain.path("links"), "type")).containsExactlyInAnyOrder("caused_by", "follows", "related_to");
		assertThat(chain.path("complete").asBoolean()).isTrue();
		assertThat(each(chain("agent1", "/changes/" + change).path("tickets"), "kind"))
			.containsExactlyInAnyOrder("change", "problem", "incident");
		assertThat(each(chain("reporter1", "/incidents/" + incident).path("tickets"), "id")).containsExactly(incident);
	}

	@Test
	void followsNothingThroughWhatTheCallerMayNotRead() {
		String problem = this.solving.reported("confidentiality", "confidential");
		String incident = this.solving.incidentOf(problem);
		String beyond = this.solving.reported();
		this.solving.as("agent1").post("/problems/" + problem + "/links", "type", "related_to", "target_id", beyond);
		assertThat(each(chain("manager", "/incidents/" + incident).path("tickets"), "id")).containsExactly(incident,
				problem, beyond);
		JsonNode chain = chain("cab1", "/incidents/" + incident);
		assertThat(each(chain.path("tickets"), "id")).containsExactly(incident);
		assertThat(chain.path("links")).isEmpty();
	}

	@Test
	void endsWhereItGetsTooLong() {
		String first = this.solving.reported();
		String last = first;
		for (int i = 0; i < 8; i++) {
			String next = this.solving.reported();
			this.solving.as("agent1").post("/problems/" + last + "/links", "type", "follows", "target_id", next);
			last = next;
		}
		JsonNode chain = chain("agent1", "/problems/" + first);
		assertThat(each(chain.path("tickets"), "depth")).isEqualTo(List.of("0", "1", "2", "3", "4", "5", "6"));
		assertThat(chain.path("complete").asBoolean()).isFalse();
	}

}
