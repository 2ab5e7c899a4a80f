package io.nagare.directory.web;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.nagare.signin.Client;
import io.nagare.signin.WithIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class TeamAndCategoryApiTests {

	private static final String TEAMS = "/api/v1/teams";

	private static final String CATEGORIES = "/api/v1/categories";

	@Autowired
	private Client client;

	private Client admin;

	@BeforeEach
	void theAdministratorSignsIn() {
		this.admin = this.client.as("admin");
	}

	@Test
	void listsTheTeamsOfOnesOwnTenant() {
		assertThat(this.client.as("agent1").get(TEAMS + "?limit=100").data().findValuesAsText("name")).contains("CAB",
				"Change Management", "Network", "Service Desk");
		assertThat(this.client.as("other-agent").get(TEAMS).data().findValuesAsText("name"))
			.containsExactly("Service Desk");
		assertThat(this.client.as("platform").get(TEAMS).status()).isEqualTo(403);
	}

	@Test
	void showsAgentsWhoBelongsToATeam() {
		String desk = idOf(TEAMS, "Service Desk");
		assertThat(this.client.as("agent1").get(TEAMS + "/" + desk + "/members").data().findValuesAsText("username"))
			.contains("agent1", "agent2");
		assertThat(this.client.as("reporter1").get(TEAMS + "/" + desk + "/members").status()).isEqualTo(403);
		assertThat(this.client.as("reporter1").get(TEAMS + "/" + desk).data().has("manager_id")).isFalse();
		assertThat(this.client.as("other-admin").get(TEAMS + "/" + desk).status()).isEqualTo(404);
	}

	@Test
	void putsPeopleIntoTeamsAndTakesThemOut() {
		String name = "Team " + UUID.randomUUID();
		Client.Answer created = this.admin.post(TEAMS, "{\"name\":\"%s\"}".formatted(name));
		assertThat(created.status()).isEqualTo(201);
		String member = created.header("Location") + "/members/" + userId("agent1");
		Client agent = this.client.as("agent1");
		assertThat(this.admin.put(member).status()).isEqualTo(204);
		assertThat(this.admin.put(member).status()).isEqualTo(204);
		assertThat(agent.get("/api/v1/auth/profile").body()).contains(name);
		assertThat(this.admin.delete(member).status()).isEqualTo(204);
		assertThat(agent.get("/api/v1/auth/profile").body()).doesNotContain(name);
		assertThat(agent.put(member).status()).isEqualTo(403);
		assertThat(this.admin.post(TEAMS, "{\"name\":\"%s\"}".formatted(name)).status()).isEqualTo(409);
	}

	@Test
	void takesNobodyFromAnotherTenant() {
		String desk = idOf(TEAMS, "Service Desk");
		String foreign = this.client.as("other-admin")
			.get("/api/v1/users?q=other-agent")
			.data()
			.get(0)
			.path("id")
			.asText();
		assertThat(this.admin.put(TEAMS + "/" + desk + "/members/" + foreign).status()).isEqualTo(404);
		Client.Answer answer = this.admin.patch(TEAMS + "/" + desk, "{\"manager_id\":\"%s\"}".formatted(foreign));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().at("/error/details/0/code").asText()).isEqualTo("unknown_reference");
	}

	@Test
	void changesATeam() {
		String path = this.admin
			.post(TEAMS, "{\"name\":\"T %s\",\"manager_id\":\"%s\"}".formatted(UUID.randomUUID(), userId("manager")))
			.header("Location");
		assertThat(this.admin.get(path).data().path("manager_id").asText()).isEqualTo(userId("manager"));
		JsonNode changed = this.admin.patch(path, "{\"description\":\"夜間\",\"manager_id\":null,\"is_active\":false}")
			.data();
		assertThat(changed.path("description").asText()).isEqualTo("夜間");
		assertThat(changed.has("manager_id")).isFalse();
		assertThat(changed.path("is_active").asBoolean()).isFalse();
	}

	@Test
	void showsEverybodyTheTreeInOrder() {
		List<String> names = this.client.as("reporter1").get(CATEGORIES + "?limit=100").data().findValuesAsText("name");
		assertThat(names).contains("ハードウェア", "ソフトウェア", "ネットワーク", "メール", "アカウント", "セキュリティ");
		assertThat(names.indexOf("VPN")).isGreaterThan(names.indexOf("ネットワーク"));
	}

	@Test
	void letsNoCategoryLieBelowItself() {
		String top = category("Top " + UUID.randomUUID(), null);
		String middle = category("Middle", top);
		String bottom = category("Bottom", middle);
		Client.Answer circle = this.admin.patch(CATEGORIES + "/" + top, "{\"parent_id\":\"%s\"}".formatted(bottom));
		assertThat(circle.status()).isEqualTo(400);
		assertThat(circle.json().at("/error/details/0/code").asText()).isEqualTo("tree_circle");
		assertThat(this.admin.patch(CATEGORIES + "/" + top, "{\"parent_id\":\"%s\"}".formatted(top)).status())
			.isEqualTo(400);
		JsonNode moved = this.admin.patch(CATEGORIES + "/" + bottom, "{\"parent_id\":\"%s\"}".formatted(top)).data();
		assertThat(moved.path("parent_id").asText()).isEqualTo(top);
		assertThat(this.admin.patch(CATEGORIES + "/" + bottom, "{\"parent_id\":\"%s\"}".formatted(UUID.randomUUID()))
			.status()).isEqualTo(400);
	}

	@Test
	void letsSiblingsNotShareAName() {
		assertThat(this.admin.post(CATEGORIES, "{\"name\":\"メール\"}").status()).isEqualTo(409);
		assertThat(this.client.as("agent1").post(CATEGORIES, "{\"name\":\"私物\"}").status()).isEqualTo(403);
	}

	@Test
	void keepsTheTreesOfTenantsApart() {
		String mail = idOf(CATEGORIES, "メール");
		Client other = this.client.as("other-admin");
		assertThat(other.get(CATEGORIES + "/" + mail).status()).isEqualTo(404);
		assertThat(other.post(CATEGORIES, "{\"name\":\"x\",\"parent_id\":\"%s\"}".formatted(mail)).status())
			.isEqualTo(400);
	}

	private String category(String name, @Nullable String parent) {
		String below = (parent != null) ? ",\"parent_id\":\"" + parent + "\"" : "";
		return this.admin.post(CATEGORIES, "{\"name\":\"%s\"%s}".formatted(name, below)).data().path("id").asText();
	}

	private String userId(String username) {
		return this.admin.get("/api/v1/users?q=" + username).data().get(0).path("id").asText();
	}

	private String idOf(String list, String name) {
		for (JsonNode item : this.admin.get(list + "?limit=100").data()) {
			if (item.path("name").asText().equals(name)) {
				return item.path("id").asText();
			}
		}
		throw new AssertionError(name);
	}

}
