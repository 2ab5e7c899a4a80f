package io.nagare.approval;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Lists what waits for somebody's own word, and for nobody else's. */
@NagareTest
class WaitingDecisionTests {

	@LocalServerPort
	private int port;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	private JsonNode waiting(String name) {
		return this.house.as(name).get("/decisions").data();
	}

	private List<String> numbers(String name) {
		return each(waiting(name), "number");
	}

	private JsonNode does(String name, String path, Object... fields) {
		Answer answer = this.house.as(name).post(path, fields);
		assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
		return answer.data();
	}

	private JsonNode asked() {
		return does("reporter", "/requests", "type", "system-access", "system", "ERP", "level", "read", "purpose",
				"締め");
	}

	@Test
	void listsAnApprovalForThoseWhoMayGiveItUntilItIsGiven() {
		String boss = this.house.moveIn("boss", "user");
		this.house.as("admin").patch("/users/" + this.house.idOf("reporter"), "manager_id", boss);
		JsonNode request = asked();
		String number = request.path("request_number").asText();
		JsonNode one = waiting("boss").get(0);
		assertThat(one.path("number").asText()).isEqualTo(number);
		assertThat(one.path("id").asText()).isEqualTo(request.path("id").asText());
		assertThat(one.path("kind").asText()).isEqualTo("request");
		assertThat(one.at("/step/ja").asText()).isNotBlank().doesNotContain(number);
		assertThat(one.at("/reporter/id").asText()).isEqualTo(this.house.idOf("reporter"));
		assertThat(numbers("manager")).as("the reporter has a manager").isEmpty();
		assertThat(numbers("agent1")).isEmpty();
		assertThat(numbers("reporter")).isEmpty();
		// who asked for it himself does not decide it, whatever his role
		assertThat(numbers("boss")).containsExactly(number);
		does("boss", "/requests/" + request.path("id").asText() + "/actions/approve");
		assertThat(numbers("boss")).doesNotContain(number);
	}

	@Test
	void listsAReviewForAllButWhoWroteIt() {
		JsonNode article = does("agent1", "/articles", "title_ja", "確認", "body_ja", "再起動する", "title_en", "Check",
				"body_en", "Restart it.");
		String path = "/articles/" + article.path("id").asText() + "/actions/";
		assertThat(numbers("agent2")).isEmpty();
		does("agent1", path + "submit");
		assertThat(numbers("agent2")).containsExactly(article.path("article_number").asText());
		assertThat(numbers("agent1")).isEmpty();
		does("agent2", path + "approve");
		assertThat(numbers("agent2")).isEmpty();
	}

	@Test
	void listsTheSoonestDueFirst() {
		List<String> dues = new ArrayList<>();
		for (String impact : List.of("low", "critical", "medium")) {
			String id = does("agent1", "/incidents", "title", "停止", "priority", impact).path("id").asText();
			does("agent1", "/incidents/" + id + "/actions/declare-major", "reason", "広がっている");
			dues.add(id);
		}
		JsonNode waiting = waiting("manager");
		assertThat(each(waiting, "id")).containsExactlyInAnyOrderElementsOf(dues);
		assertThat(each(waiting, "due_at")).isSorted();
		assertThat(waiting("agent2")).isEmpty();
	}

	@Test
	void keepsATenantsDecisionsToItself() {
		asked();
		OwnHouse other = OwnHouse.at(this.port);
		assertThat(other.as("manager").get("/decisions").data()).isEmpty();
	}

}
