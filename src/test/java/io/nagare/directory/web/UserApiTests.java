package io.nagare.directory.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.nagare.Api;
import io.nagare.signin.Client;
import io.nagare.signin.Newcomers;
import io.nagare.signin.Newcomers.Newcomer;
import io.nagare.signin.WithIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class UserApiTests {

	private static final String USERS = "/api/v1/users";

	private static final String PASSWORD = "/api/v1/auth/password";

	@Autowired
	private Client client;

	private Client admin;

	@BeforeEach
	void theAdministratorSignsIn() {
		this.admin = this.client.as("admin");
	}

	@Test
	void showsAgentsWholePeopleButNoPasswords() {
		Client.Answer answer = this.client.as("agent1").get(USERS + "?q=山田");
		assertThat(answer.json().at("/pagination/total_items").asInt()).isEqualTo(1);
		JsonNode reporter = answer.data().get(0);
		assertThat(reporter.path("username").asText()).isEqualTo("reporter2");
		assertThat(reporter.path("email").asText()).isEqualTo("reporter2@demo.example");
		assertThat(reporter.path("is_active").asBoolean()).isTrue();
		assertThat(reporter.path("vip").asBoolean()).isTrue();
		assertThat(answer.body()).doesNotContain("argon2", "hashed");
		assertThat(this.client.as("viewer").get(USERS + "?q=reporter2").data().get(0).has("vip")).isFalse();
	}

	/** As people type a name, and as the portal writes it in English. */
	@Test
	void findsPeopleByTheirWholeNameHoweverItIsTyped() {
		String unique = UUID.randomUUID().toString().substring(0, 8);
		Client.Answer created = this.admin.post(USERS, Api.json("username", "n" + unique, "email",
				unique + "@demo.example", "last_name", "髙橋" + unique, "first_name", "Taro Ken"));
		assertThat(created.status()).as(created.body()).isEqualTo(201);
		for (Client who : List.of(this.client.as("agent1"), this.client.as("reporter1"))) {
			for (String typed : List.of("髙橋%sTaro Ken", "高橋%s　taro", "Taro Ken 高橋%s", "ｔａｒｏ ken髙橋%s")) {
				String q = URLEncoder.encode(typed.formatted(unique), StandardCharsets.UTF_8);
				assertThat(who.get(USERS + "?q=" + q).data()).as(typed).hasSize(1);
			}
			assertThat(who.get(USERS + "?q=" + URLEncoder.encode("髙橋%" + unique, StandardCharsets.UTF_8)).data())
				.isEmpty();
		}
	}

	@Test
	void listsThoseWhoWorkOnTickets() {
		Client agent = this.client.as("agent1");
		assertThat(Api.each(agent.get(USERS + "?agents=true&q=agent1").data(), "username")).containsExactly("agent1");
		assertThat(Api.each(agent.get(USERS + "?agents=true&q=manager").data(), "username")).contains("manager");
		assertThat(agent.get(USERS + "?q=reporter1").data()).hasSize(1);
		assertThat(agent.get(USERS + "?agents=true&q=reporter1").data()).isEmpty();
		assertThat(agent.get(USERS + "?q=viewer").data()).isNotEmpty();
		assertThat(agent.get(USERS + "?agents=true&q=viewer").data()).as("who only reads").isEmpty();
	}

	@Test
	void masksAddressesAndNumbersForWhoNeedNotReachPeople() {
		Client viewer = this.client.as("viewer");
		JsonNode person = viewer.get(USERS + "?q=reporter2&sort=-email").data().get(0);
		assertThat(person.path("email").asText()).isEqualTo("***@demo.example");
		assertThat(viewer.get(USERS + "/" + person.path("id").asText()).data().path("email").asText())
			.isEqualTo("***@demo.example");
		assertThat(viewer.get(USERS + "?q=reporter2@demo").data()).isEmpty();
		assertThat(this.client.as("agent1").get(USERS + "?q=reporter2@demo").data()).hasSize(1);
		assertThat(viewer.get("/api/v1/auth/profile").data().path("email").asText()).isEqualTo("viewer@demo.example");
	}

	@Test
	void letsEverybodyChooseTheLanguageOfHisMails() {
		Newcomer person = Newcomers.join(this.client, "user");
		String profile = "/api/v1/auth/profile";
		Client own = person.signedIn();
		assertThat(own.get(profile).data().path("locale").asText()).isEqualTo("ja");
		Client.Answer changed = own.patch(profile, "{\"locale\":\"en\"}");
		assertThat(changed.status()).as(changed.body()).isEqualTo(200);
		assertThat(changed.data().path("locale").asText()).isEqualTo("en");
		assertThat(own.get(profile).data().path("locale").asText()).isEqualTo("en");
		for (String wrong : List.of("{\"locale\":\"fr\"}", "{\"locale\":null}", "{\"role\":\"admin\"}")) {
			assertThat(own.patch(profile, wrong).status()).as(wrong).isEqualTo(400);
		}
	}

	@Test
	void showsReportersTheNamesOfOthersOnly() {
		Client reporter = this.client.as("reporter1");
		JsonNode agent = reporter.get(USERS + "?q=鈴木").data().get(0);
		assertThat(agent.fieldNames()).toIterable()
			.containsExactlyInAnyOrder("id", "first_name", "last_name", "version");
		assertThat(reporter.get(USERS + "?q=agent1").data()).isEmpty();
		assertThat(reporter.get(USERS + "/" + agent.path("id").asText()).data().has("email")).isFalse();
		assertThat(reporter.get("/api/v1/auth/profile").data().path("email").asText())
			.isEqualTo("reporter1@demo.example");
	}

	@Test
	void tellsTheCallerWhoHeIs() {
		JsonNode profile = this.client.as("agent1").get("/api/v1/auth/profile").data();
		assertThat(profile.path("username").asText()).isEqualTo("agent1");
		assertThat(profile.at("/tenant/slug").asText()).isEqualTo("demo");
		assertThat(profile.at("/teams/0/name").asText()).isEqualTo("Service Desk");
		assertThat(profile.path("permissions").toString()).contains("incident:work").doesNotContain("user:manage");
		assertThat(this.client.as("platform").get("/api/v1/auth/profile").data().path("tenant").isNull()).isTrue();
	}

	@Test
	void keepsTheTenantsApart() {
		String agent = idOf("agent1");
		Client other = this.client.as("other-admin");
		assertThat(other.get(USERS + "?limit=100").data().findValuesAsText("username"))
			.contains("other-admin", "other-agent", "other-reporter")
			.doesNotContain("agent1", "admin", "platform");
		assertThat(other.get(USERS + "?q=agent1").data()).isEmpty();
		assertThat(other.get(USERS + "/" + agent).status()).isEqualTo(404);
		assertThat(other.patch(USERS + "/" + agent, "{\"is_active\":false}").status()).isEqualTo(404);
		assertThat(this.admin.get(USERS + "?q=platform").data()).isEmpty();
	}

	@Test
	void createsSomebodyWhoThenSignsIn() {
		String name = unique();
		Client.Answer created = this.admin.post(USERS, person(name, "operator", "correct horse"));
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Location")).isEqualTo(USERS + "/" + created.data().path("id").asText());
		assertThat(created.data().path("role").asText()).isEqualTo("operator");
		assertThat(this.client.stranger().login(name, "correct horse").status()).isEqualTo(200);
	}

	@Test
	void letsNobodySignInWhoHasNoPassword() {
		String name = unique();
		assertThat(this.admin.post(USERS, person(name, "user", null)).status()).isEqualTo(201);
		assertThat(this.client.stranger().login(name, "!").status()).isEqualTo(401);
	}

	@Test
	void refusesWhatIsWrongByField() {
		Client.Answer answer = this.admin.post(USERS,
				"{\"username\":\"Ünde\",\"email\":\"nowhere\",\"first_name\":\" \",\"last_name\":\"山\"}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().at("/error/details").findValuesAsText("field")).containsExactlyInAnyOrder("username",
				"email", "first_name");
		assertThat(this.admin.post(USERS, "{\"nonsense\":1}").status()).isEqualTo(400);
		String name = unique();
		assertThat(this.admin.post(USERS, person(name, "user", name + "1")).refused()).isEqualTo("VALIDATION_FAILED");
	}

	@Test
	void refusesANameThatIsTakenEvenElsewhere() {
		Client.Answer answer = this.admin.post(USERS, person("Other-Agent", "user", null));
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("username");
	}

	@Test
	void grantsNoRoleAboveTheTenant() {
		Client.Answer answer = this.admin.post(USERS, person(unique(), "platform", "correct horse battery"));
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.json().at("/error/details/0/code").asText()).isEqualTo("role_too_high");
		assertThat(this.admin.patch(USERS + "/" + idOf("agent2"), "{\"role\":\"platform\"}").status()).isEqualTo(403);
		assertThat(this.admin.patch(USERS + "/" + idOf("agent2"), "{\"role\":\"emperor\"}").status()).isEqualTo(400);
		assertThat(this.admin.patch(USERS + "/" + idOf("admin"), "{\"role\":\"user\"}").status()).isEqualTo(409);
		assertThat(this.admin.patch(USERS + "/" + idOf("admin"), "{\"is_active\":false}").status()).isEqualTo(409);
	}

	@Test
	void letsOnlyAdministratorsManagePeople() {
		for (String caller : new String[] { "manager", "agent1", "reporter1", "owner", "integrator", "viewer" }) {
			Client client = this.client.as(caller);
			assertThat(client.post(USERS, person(unique(), "user", null)).status()).as(caller).isEqualTo(403);
			assertThat(client.patch(USERS + "/" + idOf("agent2"), "{\"vip\":true}").status()).as(caller).isEqualTo(403);
		}
	}

	@Test
	void letsPeopleChangeTheirOwnPassword() {
		String name = unique();
		this.admin.post(USERS, person(name, "user", "correct horse battery"));
		Client own = signedIn(name, "correct horse battery");
		Client.Answer wrong = own.post(PASSWORD, "{\"current_password\":\"wrong\",\"password\":\"another good one\"}");
		assertThat(wrong.status()).isEqualTo(400);
		assertThat(wrong.json().at("/error/details/0/code").asText()).isEqualTo("wrong_password");
		assertThat(own.post(PASSWORD, "{\"current_password\":\"correct horse battery\",\"password\":\"short\"}")
			.json()
			.at("/error/details/0/field")
			.asText()).isEqualTo("password");
		assertThat(own.get("/api/v1/auth/profile").status()).isEqualTo(200);
		assertThat(
				own.post(PASSWORD, "{\"current_password\":\"correct horse battery\",\"password\":\"another good one\"}")
					.status())
			.isEqualTo(204);
		assertThat(own.get("/api/v1/auth/profile").status()).isEqualTo(401);
		assertThat(this.client.stranger().login(name, "correct horse battery").status()).isEqualTo(401);
		assertThat(signedIn(name, "another good one").get("/api/v1/auth/profile").status()).isEqualTo(200);
	}

	private Client signedIn(String name, String password) {
		return this.client.stranger().bearing(this.client.stranger().login(name, password).text("access_token"));
	}

	@Test
	void listsTheRolesWithWhatTheyMayDo() {
		JsonNode roles = this.admin.get("/api/v1/roles").data();
		assertThat(roles).as("shipped ones; others are the tenant's own")
			.filteredOn((role) -> !role.has("id"))
			.hasSize(8);
		assertThat(roles).filteredOn((role) -> role.path("grantable").asBoolean())
			.extracting((role) -> role.path("role").asText())
			.contains("admin", "user")
			.doesNotContain("platform");
		assertThat(roles).filteredOn((role) -> role.path("role").asText().equals("admin"))
			.singleElement()
			.satisfies((role) -> assertThat(role.path("permissions").toString()).contains("\"user:manage\""));
		assertThat(this.client.as("viewer").get("/api/v1/roles").data().toString()).doesNotContain("true");
		assertThat(this.client.as("reporter1").get("/api/v1/roles").status()).isEqualTo(403);
	}

	@Test
	void refusesADeactivatedUserAtOnce() {
		String name = unique();
		String id = this.admin.post(USERS, person(name, "operator", "correct horse")).data().path("id").asText();
		Client.Answer tokens = this.client.stranger().login(name, "correct horse");
		Client person = this.client.stranger().bearing(tokens.text("access_token"));
		Client basic = this.client.basic(name, "correct horse");
		assertThat(person.get("/api/v1/auth/profile").status()).isEqualTo(200);
		assertThat(basic.get("/engine-rest/task").status()).isEqualTo(200);
		assertThat(this.admin.patch(USERS + "/" + id, "{\"is_active\":false}").data().path("is_active").asBoolean())
			.isFalse();
		assertThat(person.get("/api/v1/auth/profile").status()).isEqualTo(401);
		assertThat(basic.get("/engine-rest/task").status()).isEqualTo(401);
		assertThat(this.client.stranger().login(name, "correct horse").status()).isEqualTo(401);
		assertThat(this.admin.get(USERS + "?q=" + name).data()).isEmpty();
		assertThat(this.admin.get(USERS + "?include_inactive=true&q=" + name).data()).hasSize(1);
		this.admin.patch(USERS + "/" + id, "{\"is_active\":true}");
		assertThat(person.get("/api/v1/auth/profile").status()).isEqualTo(401);
		assertThat(this.client.stranger().login(name, "correct horse").status()).isEqualTo(200);
	}

	@Test
	void changesWhatIsSentAndNothingElse() {
		String name = unique();
		Client.Answer created = this.admin.post(USERS, person(name, "operator", "correct horse"));
		String path = created.header("Location");
		JsonNode changed = this.admin
			.patch(path, "{\"department\":\"経理部\",\"phone\":\"03-1234-5678\",\"role\":\"manager\"}")
			.data();
		assertThat(changed.path("department").asText()).isEqualTo("経理部");
		assertThat(changed.path("role").asText()).isEqualTo("manager");
		assertThat(changed.path("email").asText()).isEqualTo(name + "@demo.example");
		JsonNode cleared = this.admin.patch(path, "{\"department\":null}").data();
		assertThat(cleared.path("department").isMissingNode()).isTrue();
		assertThat(cleared.path("phone").asText()).isEqualTo("03-1234-5678");
		assertThat(this.admin.patch(path, "{\"email\":null}").status()).isEqualTo(400);
		assertThat(this.admin.patch(path, "{\"username\":\"other\"}").status()).isEqualTo(400);
	}

	@Test
	void endsWhatAnOldPasswordOpened() {
		String name = unique();
		String path = this.admin.post(USERS, person(name, "operator", "correct horse")).header("Location");
		Client person = this.client.stranger()
			.bearing(this.client.stranger().login(name, "correct horse").text("access_token"));
		assertThat(this.client.basic(name, "correct horse").get("/engine-rest/task").status()).isEqualTo(200);
		assertThat(this.admin.patch(path, "{\"password\":\"battery staple\"}").status()).isEqualTo(200);
		assertThat(person.get("/api/v1/auth/profile").status()).isEqualTo(401);
		assertThat(this.client.basic(name, "correct horse").get("/engine-rest/task").status()).isEqualTo(401);
		assertThat(this.client.stranger().login(name, "battery staple").status()).isEqualTo(200);
	}

	@Test
	void honoursTheVersionThatTheCallerSaw() {
		String path = this.admin.post(USERS, person(unique(), "user", null)).header("Location");
		String tag = this.admin.get(path).header("ETag");
		assertThat(this.admin.with("If-Match", tag).patch(path, "{\"vip\":true}").status()).isEqualTo(200);
		assertThat(this.admin.with("If-Match", tag).patch(path, "{\"vip\":false}").status()).isEqualTo(412);
	}

	private String idOf(String username) {
		return this.admin.get(USERS + "?include_inactive=true&q=" + username).data().findValuesAsText("id").get(0);
	}

	private static String unique() {
		return "p-" + UUID.randomUUID();
	}

	private static String person(String username, String role, @Nullable String password) {
		return """
				{"username":"%s","email":"%s@demo.example","first_name":"太郎","last_name":"試験","role":"%s"%s}"""
			.formatted(username, username, role, (password != null) ? ",\"password\":\"" + password + "\"" : "");
	}

}
