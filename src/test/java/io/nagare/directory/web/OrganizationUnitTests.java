package io.nagare.directory.web;

import java.util.Map;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Sites and departments, on people, items and tickets, in rules, lists and figures. */
@NagareTest
class OrganizationUnitTests {

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Api admin;

	private Api agent;

	private String kansai;

	private String osaka;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.admin = this.house.as("admin");
		this.agent = this.house.as("agent1");
		this.kansai = made("/sites", "name", "関西");
		this.osaka = made("/sites", "name", "大阪支店", "parent_id", this.kansai);
	}

	private String made(String path, Object... fields) {
		Answer answer = this.admin.post(path, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private void place(String person, @Nullable Object... fields) {
		Answer answer = this.admin.patch("/users/" + this.house.idOf(person), fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	@Test
	void isATreeOfNamesThatMeanOneThing() {
		String tower = made("/sites", "name", "大阪支店 5 階", "parent_id", this.osaka);
		made("/departments", "name", "大阪支店");
		assertThat(each(this.agent.get("/sites").data(), "name")).containsExactly("関西", "大阪支店", "大阪支店 5 階");
		assertThat(each(this.agent.get("/departments").data(), "name")).containsExactly("大阪支店");
		assertThat(refusal(this.admin.post("/sites", "name", "大阪支店"))).contains("name", "already_exists");
		assertThat(refusal(this.admin.patch("/sites/" + this.kansai, "parent_id", tower))).contains("parent_id",
				"tree_circle");
		assertThat(refusal(this.admin.post("/departments", "name", "営業", "parent_id", this.osaka)))
			.contains("parent_id", "unknown_reference");
		assertThat(this.admin.get("/departments/" + this.osaka).status()).isEqualTo(404);
		assertThat(this.house.as("reporter").get("/sites").status()).isEqualTo(200);
		assertThat(this.agent.post("/sites", "name", "神戸").status()).isEqualTo(403);
		OwnHouse other = OwnHouse.at(this.port);
		assertThat(other.as("admin").get("/sites/" + this.osaka).status()).isEqualTo(404);
		assertThat(other.as("admin").patch("/sites/" + this.osaka, "name", "x").status()).isEqualTo(404);
		assertThat(other.as("admin").get("/sites").data()).isEmpty();
		assertThat(refusal(other.as("admin").patch("/users/" + other.idOf("reporter"), "site_id", this.osaka)))
			.contains("site_id", "unknown_site");
	}

	@Test
	void knowsPeopleByTheirDepartmentsByNameOrId() {
		String id = this.house.idOf("reporter");
		place("reporter", "department", "営業部", "site_id", this.osaka);
		JsonNode reporter = this.admin.get("/users/" + id).data();
		assertThat(reporter.path("department").asText()).isEqualTo("営業部");
		assertThat(reporter.path("site_id").asText()).isEqualTo(this.osaka);
		String sales = this.admin.idOf("departments", "営業部");
		assertThat(reporter.path("department_id").asText()).isEqualTo(sales);
		place("agent2", "department", "営業部");
		assertThat(each(this.admin.get("/departments").data(), "name")).containsExactly("営業部");
		assertThat(this.admin.patch("/departments/" + sales, "name", "営業本部").status()).isEqualTo(200);
		assertThat(this.admin.get("/users/" + id).data().path("department").asText()).isEqualTo("営業本部");
		assertThat(refusal(this.admin.patch("/users/" + id, "department", "総務部", "department_id", sales)))
			.contains("department", "contradiction");
		place("reporter", "department_id", null, "site_id", null);
		assertThat(this.admin.get("/users/" + id).data().has("department")).isFalse();
		assertThat(this.admin.get("/users/" + id).data().has("site_id")).isFalse();
		assertThat(refusal(Api.at(this.port)
			.as("platform")
			.post("/users", "username", "p" + UUID.randomUUID(), "email", UUID.randomUUID() + "@x.example",
					"first_name", "a", "last_name", "b", "department", "基盤部")))
			.contains("department", "unknown_department");
		Answer elsewhere = Api.at(this.port)
			.as("platform")
			.post("/users", "username", "p" + UUID.randomUUID(), "email", UUID.randomUUID() + "@x.example",
					"first_name", "a", "last_name", "b", "site_id", this.osaka);
		assertThat(refusal(elsewhere)).contains("site_id", "unknown_site");
	}

	@Test
	void givesATicketThePlaceOfItsReporterWhichAgentsCorrect() {
		place("reporter", "department", "営業部", "site_id", this.osaka);
		JsonNode reported = this.house.as("reporter").report("プリンターが動かない");
		assertThat(reported.at("/site/name").asText()).isEqualTo("大阪支店");
		assertThat(reported.at("/department/name").asText()).isEqualTo("営業部");
		String id = reported.path("id").asText();
		String kobe = made("/sites", "name", "神戸");
		assertThat(each(this.agent.get("/incidents?site_id=" + this.kansai).data(), "id")).containsExactly(id);
		assertThat(this.agent.get("/incidents?site_id=" + kobe).data()).isEmpty();
		assertThat(
				each(this.agent.get("/incidents?department_id=" + this.admin.idOf("departments", "営業部")).data(), "id"))
			.containsExactly(id);
		JsonNode moved = this.agent.patch("/incidents/" + id, "site_id", kobe).data();
		assertThat(moved.at("/site/name").asText()).isEqualTo("神戸");
		assertThat(this.agent.get("/incidents/" + id + "/history").body()).contains("site_id");
		assertThat(this.house.as("reporter").patch("/incidents/" + id, "site_id", this.osaka).status()).isEqualTo(403);
		this.admin.patch("/sites/" + kobe, "is_active", false);
		assertThat(
				refusal(this.agent.patch("/incidents/" + this.agent.report("別").path("id").asText(), "site_id", kobe)))
			.contains("site_id", "unknown_site");
		assertThat(this.agent.patch("/incidents/" + id, "title", "別の題名").status())
			.as("what names a retired site goes on doing so")
			.isEqualTo(200);
		JsonNode other = this.agent.report("自分の場所ではない", "site_id", this.kansai);
		assertThat(other.at("/site/name").asText()).isEqualTo("関西");
		Answer graph = this.house.client("agent1")
			.post("/graphql",
					"{\"query\":\"{ incidents(filter: {siteId: \\\"%s\\\"}) { edges { node { site { name } } } } }\"}"
						.formatted(this.kansai));
		assertThat(graph.json().at("/data/incidents/edges").findValuesAsText("name")).as(graph.body())
			.containsExactly("関西");
	}

	/**
	 * Who sends back what he read is not refused, and nobody comes to a unit out of use.
	 */
	@Test
	void letsWhatNamesARetiredUnitNameItAgainAndNobodyElse() {
		String id = this.house.idOf("reporter");
		place("reporter", "department", "営業部", "site_id", this.osaka);
		String sales = this.admin.idOf("departments", "営業部");
		String category = made("/categories", "name", "印刷");
		String incident = this.house.as("reporter").report("プリンターが動かない", "category_id", category).path("id").asText();
		for (String unit : List.of("/sites/" + this.osaka, "/departments/" + sales, "/categories/" + category)) {
			assertThat(this.admin.patch(unit, "is_active", false).status()).isEqualTo(200);
		}
		place("reporter", "department_id", sales, "site_id", this.osaka, "phone", "1");
		place("reporter", "department", "営業部", "phone", "2");
		Answer edited = this.agent.patch("/incidents/" + incident, "department_id", sales, "site_id", this.osaka,
				"category_id", category, "title", "プリンター");
		assertThat(edited.status()).as(edited.body()).isEqualTo(200);
		String other = this.house.idOf("agent2");
		assertThat(refusal(this.admin.patch("/users/" + other, "department", "営業部")))
			.isEqualTo("400 VALIDATION_FAILED department=unknown_department");
		assertThat(refusal(this.admin.patch("/users/" + other, "department_id", sales)))
			.isEqualTo("400 VALIDATION_FAILED department_id=unknown_department");
		assertThat(refusal(this.admin.patch("/users/" + other, "site_id", this.osaka)))
			.isEqualTo("400 VALIDATION_FAILED site_id=unknown_site");
		assertThat(refusal(this.agent.patch("/incidents/" + this.agent.report("別").path("id").asText(), "department_id",
				sales, "category_id", category)))
			.contains("department_id=unknown_department", "category_id=unknown_category");
		place("reporter", "department_id", null);
		assertThat(refusal(this.admin.patch("/users/" + id, "department", "営業部"))).as("he left it")
			.isEqualTo("400 VALIDATION_FAILED department=unknown_department");
	}

	@Test
	void isAnInputOfTables() {
		place("reporter", "site_id", this.osaka);
		made("/teams", "name", "Network");
		String table = OwnModels.shipped("rules/incident/routing.dmn")
			.replace("<text>ci_class</text>", "<text>site</text>")
			.replace("\"network_device\"", "\"大阪支店\"");
		Answer released = OwnModels.send(this.house.client("owner"), "/models/releases",
				Map.of("comment", "x", "routing.dmn", table));
		assertThat(released.status()).as(released.body()).isEqualTo(201);
		assertThat(this.house.as("reporter").report("つながらない").at("/team/name").asText()).isEqualTo("Network");
		assertThat(this.agent.report("つながらない").path("team").isObject()).isFalse();
	}

	@Test
	void tellsFiguresApart() {
		place("reporter", "department", "営業部", "site_id", this.osaka);
		this.house.as("reporter").report("一件目");
		this.house.as("reporter").report("二件目");
		this.agent.report("場所のない一件");
		JsonNode reported = this.agent.get("/figures/reported?kind=incident&by=site").data();
		assertThat(reported.toString()).contains("大阪支店");
		JsonNode osaka = reported.path("series")
			.findParents("label")
			.stream()
			.filter((one) -> one.path("label").asText().equals("大阪支店"))
			.findFirst()
			.orElseThrow();
		assertThat(osaka.path("value").asInt()).isEqualTo(2);
		assertThat(this.agent.get("/figures/reported?kind=incident&by=department").data().toString()).contains("営業部");
	}

	@Test
	void tellsWhereItemsStand() {
		String id = made("/cis", "name", "print-1", "ci_class", "server", "tier", 3, "site_id", this.osaka);
		assertThat(this.agent.get("/cis/" + id).data().path("site_id").asText()).isEqualTo(this.osaka);
		assertThat(refusal(this.agent.patch("/cis/" + id, "department_id", this.osaka))).contains("department_id",
				"unknown_department");
		made("/departments", "name", "情シス");
		Answer taken = this.admin.postCsv("/cis/imports",
				"name,ci_class,tier,site,department\nprint-1,server,3,関西,情シス\n".getBytes(UTF_8));
		assertThat(taken.status()).as(taken.body()).isEqualTo(200);
		assertThat(this.agent.get("/cis/" + id).data().path("site_id").asText()).isEqualTo(this.kansai);
		assertThat(this.agent.get("/cis/" + id).data().path("department_id").asText())
			.isEqualTo(this.admin.idOf("departments", "情シス"));
		assertThat(refusal(
				this.admin.postCsv("/cis/imports", "name,ci_class,tier,site\nprint-1,server,3,月面\n".getBytes(UTF_8))))
			.contains("unknown_site");
	}

}
