package io.nagare.workplace;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.signin.Client.Answer;
import io.nagare.NagareTest;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Reports that are made again and again. */
@NagareTest
class TicketTemplateTests {

	@LocalServerPort
	private int port;

	private Api agent;

	private final String name = "T" + UUID.randomUUID();

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
	}

	@Test
	void keepWhatAReportSays() {
		String category = this.agent.idOf("categories", "ネットワーク");
		Map<String, Object> fields = Map.of("title", "支店のVPNが切れた", "priority", "high", "category_id", category, "tags",
				List.of("vpn"));
		JsonNode kept = kept(this.agent, "incidents", fields);
		JsonNode read = this.agent.get("/templates/" + kept.path("id").asText()).data();
		assertThat(read.path("fields").path("title").asText()).isEqualTo("支店のVPNが切れた");
		assertThat(read.path("scope").asText()).isEqualTo("own");
		assertThat(names(this.agent, "incidents")).contains(this.name);
		assertThat(names(this.agent, "changes")).doesNotContain(this.name);
		Answer reported = this.agent.postRaw("/incidents", read.path("fields").toString());
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
		assertThat(reported.data().path("category").path("id").asText()).isEqualTo(category);
		String path = "/templates/" + kept.path("id").asText();
		assertThat(this.agent.patch(path, "fields", Map.of("title", "Other")).data().path("fields").size())
			.isEqualTo(1);
		assertThat(this.agent.delete(path).status()).isEqualTo(204);
		assertThat(this.agent.get(path).status()).isEqualTo(404);
	}

	@Test
	void keepTheAnswersOfARequest() {
		Api reporter = this.agent.as("reporter1");
		JsonNode kept = kept(reporter, "requests", Map.of("type", "new-workplace", "person", "佐藤", "place", "3F"));
		assertThat(kept.path("fields").path("person").asText()).isEqualTo("佐藤");
		Answer asked = reporter.postRaw("/requests", kept.path("fields").toString());
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		reporter.delete("/templates/" + kept.path("id").asText());
	}

	@Test
	void belongToOnePersonATeamOrEverybody() {
		String team = this.agent.idOf("teams", "Service Desk");
		String own = kept(this.agent, "incidents", Map.of("title", "a")).path("id").asText();
		String ofTeam = kept(this.agent, "incidents", Map.of("title", "b"), "scope", "team", "team_id", team).path("id")
			.asText();
		assertThat(refusal(keep(this.agent, "incidents", Map.of("title", "c"), "scope", "tenant")))
			.isEqualTo("403 FORBIDDEN");
		Api manager = this.agent.as("manager");
		String all = kept(manager, "incidents", Map.of("title", "c"), "scope", "tenant").path("id").asText();
		Api colleague = this.agent.as("agent2");
		assertThat(colleague.get("/templates/" + own).status()).isEqualTo(404);
		assertThat(colleague.get("/templates/" + ofTeam).status()).isEqualTo(200);
		assertThat(this.agent.as("network1").get("/templates/" + ofTeam).status()).isEqualTo(404);
		assertThat(this.agent.as("reporter1").get("/templates/" + all).status()).isEqualTo(200);
		assertThat(refusal(this.agent.as("reporter1").delete("/templates/" + all))).isEqualTo("403 FORBIDDEN");
		assertThat(this.agent.as("other-admin").get("/templates/" + all).status()).isEqualTo(404);
		assertThat(colleague.delete("/templates/" + ofTeam).status()).isEqualTo(204);
		this.agent.delete("/templates/" + own);
		manager.delete("/templates/" + all);
	}

	@Test
	void sayWhatIsWrongInThem() {
		assertThat(refusal(keep(this.agent, "incidents", Map.of("title", "x".repeat(501)))))
			.startsWith("400 VALIDATION_FAILED fields.title=");
		assertThat(refusal(keep(this.agent, "incidents", Map.of("nonsense", 1))))
			.isEqualTo("400 VALIDATION_FAILED fields.nonsense=unknown_field");
		assertThat(refusal(keep(this.agent, "incidents", Map.of("category_id", "x"))))
			.isEqualTo("400 VALIDATION_FAILED fields.category_id=bad_format");
		assertThat(refusal(keep(this.agent, "nonsense", Map.of("title", "x"))))
			.isEqualTo("400 VALIDATION_FAILED kind=not_a_choice");
		assertThat(refusal(keep(this.agent, "requests", Map.of("person", "x".repeat(60_000)))))
			.isEqualTo("400 VALIDATION_FAILED fields=too_long");
		assertThat(refusal(keep(this.agent.as("reporter1"), "changes", Map.of("title", "x"))))
			.isEqualTo("403 FORBIDDEN");
		assertThat(refusal(keep(this.agent, "incidents", Map.of("title", "x"), "scope", "team")))
			.isEqualTo("400 VALIDATION_FAILED team_id=required");
	}

	private Answer keep(Api api, String kind, Map<String, Object> fields, Object... more) {
		Object[] all = new Object[6 + more.length];
		System.arraycopy(new Object[] { "kind", kind, "name", this.name, "fields", fields }, 0, all, 0, 6);
		System.arraycopy(more, 0, all, 6, more.length);
		return api.post("/templates", all);
	}

	private JsonNode kept(Api api, String kind, Map<String, Object> fields, Object... more) {
		Answer kept = keep(api, kind, fields, more);
		assertThat(kept.status()).as(kept.body()).isEqualTo(201);
		return kept.data();
	}

	private static List<String> names(Api api, String kind) {
		return api.get("/templates?limit=100&kind=" + kind).data().findValuesAsText("name");
	}

}
