package io.nagare.workplace;

import java.util.Collections;
import java.util.HashMap;
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

/** Figures that people put side by side. */
@NagareTest
class DashboardTests {

	@LocalServerPort
	private int port;

	private Api agent;

	private final String name = "D" + UUID.randomUUID();

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
	}

	@Test
	void keepTheirFiguresInOrder() {
		JsonNode kept = kept(this.agent, List.of(card("backlog", "priority", "critical"), card("mttr", "by", "week"),
				card("backlog", "kind", "problem", "by", "age")));
		String path = "/dashboards/" + kept.path("id").asText();
		JsonNode read = this.agent.get(path).data();
		assertThat(read.path("cards").findValuesAsText("figure")).containsExactly("backlog", "mttr", "backlog");
		assertThat(read.path("cards").path(2).path("kind").asText()).isEqualTo("problem");
		assertThat(this.agent.get("/dashboards?limit=100").data().findValuesAsText("name")).contains(this.name);
		Answer changed = this.agent.patch(path, "name", this.name + "x", "cards", List.of(card("mtta")));
		assertThat(changed.status()).as(changed.body()).isEqualTo(200);
		assertThat(this.agent.get(path).data().path("cards").size()).isEqualTo(1);
		assertThat(this.agent.delete(path).status()).isEqualTo(204);
		assertThat(this.agent.get(path).status()).isEqualTo(404);
	}

	@Test
	void belongToOnePersonATeamOrEverybody() {
		String own = kept(this.agent, List.of(card("mttr"))).path("id").asText();
		Api manager = this.agent.as("manager");
		String all = kept(manager, List.of(card("mttr")), "scope", "tenant").path("id").asText();
		assertThat(this.agent.as("agent2").get("/dashboards/" + own).status()).isEqualTo(404);
		assertThat(this.agent.get("/dashboards/" + all).status()).isEqualTo(200);
		assertThat(refusal(this.agent.delete("/dashboards/" + all))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(keep(this.agent, List.of(card("mttr")), "scope", "tenant"))).isEqualTo("403 FORBIDDEN");
		assertThat(this.agent.as("other-admin").get("/dashboards/" + all).status()).isEqualTo(404);
		assertThat(refusal(this.agent.as("reporter1").get("/dashboards"))).isEqualTo("403 FORBIDDEN");
		this.agent.delete("/dashboards/" + own);
		manager.delete("/dashboards/" + all);
	}

	@Test
	void sayWhichFigureIsWrong() {
		assertThat(refusal(keep(this.agent, List.of(card("mttr"), card("nonsense")))))
			.isEqualTo("400 VALIDATION_FAILED cards[1].figure=not_a_choice");
		assertThat(refusal(keep(this.agent, List.of(card("mttr", "by", "age")))))
			.isEqualTo("400 VALIDATION_FAILED cards[0].by=not_a_choice");
		assertThat(refusal(keep(this.agent, List.of(card("first_contact", "kind", "problem")))))
			.isEqualTo("400 VALIDATION_FAILED cards[0].kind=not_a_choice");
		assertThat(refusal(keep(this.agent, List.of()))).startsWith("400 VALIDATION_FAILED cards=");
		assertThat(refusal(keep(this.agent, Collections.nCopies(DashboardService.MOST_CARDS + 1, card("mttr")))))
			.startsWith("400 VALIDATION_FAILED cards=");
		assertThat(refusal(this.agent.post("/dashboards", "name", this.name)))
			.isEqualTo("400 VALIDATION_FAILED cards=required");
	}

	private static Map<String, Object> card(String figure, String... more) {
		Map<String, Object> card = new HashMap<>(Map.of("figure", figure));
		for (int at = 0; at < more.length; at += 2) {
			card.put(more[at], more[at + 1]);
		}
		return card;
	}

	private Answer keep(Api api, List<Map<String, Object>> cards, Object... more) {
		Object[] all = new Object[4 + more.length];
		System.arraycopy(new Object[] { "name", this.name, "cards", cards }, 0, all, 0, 4);
		System.arraycopy(more, 0, all, 4, more.length);
		return api.post("/dashboards", all);
	}

	private JsonNode kept(Api api, List<Map<String, Object>> cards, Object... more) {
		Answer kept = keep(api, cards, more);
		assertThat(kept.status()).as(kept.body()).isEqualTo(201);
		return kept.data();
	}

}
