package io.nagare.directory.web;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.nagare.signin.Client;
import io.nagare.signin.WithIdentity;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class TenantApiTests {

	private static final String TENANTS = "/api/v1/tenants";

	private static final String OWN = "/api/v1/tenant";

	@Autowired
	private Client client;

	@Test
	void belongToThePlatform() {
		List<String> slugs = new ArrayList<>();
		// other tests open many
		for (int page = 1; page <= 5; page++) {
			slugs.addAll(this.client.as("platform")
				.get(TENANTS + "?limit=100&page=" + page)
				.data()
				.findValuesAsText("slug"));
		}
		assertThat(slugs).contains("demo", "other");
		assertThat(this.client.as("admin").get(TENANTS).status()).isEqualTo(403);
		assertThat(this.client.as("admin").post(TENANTS, tenant("t-evil", "evil")).status()).isEqualTo(403);
	}

	@Test
	void openWithAnAdministratorAndCloseWithEverybody() {
		String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
		String boss = slug + "-boss";
		Client platform = this.client.as("platform");
		Client.Answer opened = platform.post(TENANTS, tenant(slug, boss));
		assertThat(opened.status()).isEqualTo(201);
		Client admin = this.client.stranger()
			.bearing(this.client.stranger().login(boss, "correct horse").text("access_token"));
		assertThat(admin.get("/api/v1/users").json().at("/pagination/total_items").asInt()).isEqualTo(1);
		assertThat(admin.get("/api/v1/auth/profile").data().at("/tenant/slug").asText()).isEqualTo(slug);
		assertThat(platform.patch(opened.header("Location"), "{\"is_active\":false}").status()).isEqualTo(200);
		assertThat(admin.get("/api/v1/users").status()).isEqualTo(401);
		assertThat(this.client.stranger().login(boss, "correct horse").status()).isEqualTo(401);
		assertThat(platform.post(TENANTS, tenant(slug, boss + "2")).status()).isEqualTo(409);
		assertThat(platform.post(TENANTS, tenant(slug + "2", boss)).status()).isEqualTo(409);
		assertThat(platform.post(TENANTS, tenant("platform", boss + "3")).status()).isEqualTo(400);
	}

	@Test
	void areNotWherePlatformAdministratorsCreatePeople() {
		Client platform = this.client.as("platform");
		String name = "root-" + UUID.randomUUID();
		assertThat(platform.post("/api/v1/users", admin(name, "operator", "correct horse battery")).status())
			.isEqualTo(400);
		assertThat(platform.post("/api/v1/users", admin(name, "platform", "correct")).status()).isEqualTo(400);
		assertThat(platform.post("/api/v1/users", admin(name, "platform", "correct horse battery")).status())
			.isEqualTo(201);
	}

	@Test
	void arePeopledByTheirOwnAdministrators() {
		Client platform = this.client.as("platform");
		Opened opened = open();
		String boss = "/api/v1/users/" + opened.boss();
		for (String change : List.of("\"password\":\"another long pass phrase\"", "\"role\":\"user\"",
				"\"email\":\"mine@platform.example\"", "\"first_name\":\"x\"", "\"last_name\":\"x\"", "\"phone\":\"1\"",
				"\"department\":\"x\"", "\"vip\":true", "\"locale\":\"en\"")) {
			Client.Answer answer = platform.patch(boss, "{\"is_active\":true," + change + "}");
			assertThat(answer.status()).as(change).isEqualTo(403);
			assertThat(answer.json().at("/error/details/0/code").asText()).isEqualTo("tenants_own_people");
		}
		assertThat(platform.delete(boss + "/second-factor").json().at("/error/details/0/code").asText())
			.isEqualTo("tenants_own_people");
		assertThat(this.client.stranger().login(opened.name(), "correct horse").status()).isEqualTo(200);
		assertThat(platform.patch(boss, "{\"is_active\":false}").status()).isEqualTo(200);
		assertThat(this.client.stranger().login(opened.name(), "correct horse").status()).isEqualTo(401);
		assertThat(platform.patch(boss, "{\"is_active\":true}").status()).isEqualTo(200);
		assertThat(this.client.stranger().login(opened.name(), "correct horse").status()).isEqualTo(200);
	}

	@Test
	void chooseTheirOwnClock() {
		Client boss = boss(open());
		assertThat(boss.get("/api/v1/auth/profile").data().path("time_zone").asText()).isEqualTo("Asia/Tokyo");
		assertThat(boss.get(OWN).data().path("time_zone").asText()).isEqualTo("Asia/Tokyo");
		Client.Answer changed = boss.patch(OWN, "{\"time_zone\":\"Europe/Berlin\"}");
		assertThat(changed.status()).as(changed.body()).isEqualTo(200);
		assertThat(changed.data().path("time_zone").asText()).isEqualTo("Europe/Berlin");
		assertThat(boss.get("/api/v1/auth/profile").data().path("time_zone").asText()).isEqualTo("Europe/Berlin");
		for (String wrong : List.of("Europe/Tokyo", "+09:00", "SystemV/AST4", "tokyo")) {
			Client.Answer refused = boss.patch(OWN, "{\"time_zone\":\"" + wrong + "\"}");
			assertThat(refused.status()).as(wrong).isEqualTo(400);
			assertThat(refused.json().at("/error/details/0/field").asText()).isEqualTo("time_zone");
			assertThat(refused.json().at("/error/details/0/code").asText()).isEqualTo("unknown_zone");
		}
		for (String wrong : List.of("null", "\"\"", "7")) {
			assertThat(boss.patch(OWN, "{\"time_zone\":" + wrong + "}").status()).as(wrong).isEqualTo(400);
		}
		assertThat(boss.with("If-Match", "\"0\"").patch(OWN, "{\"time_zone\":\"UTC\"}").status()).isEqualTo(412);
		assertThat(this.client.as("agent1").get(OWN).data().path("slug").asText()).isEqualTo("demo");
		assertThat(this.client.as("agent1").patch(OWN, "{\"time_zone\":\"UTC\"}").status()).isEqualTo(403);
		assertThat(this.client.as("platform").get(OWN).status()).isEqualTo(404);
		assertThat(this.client.as("platform").get("/api/v1/auth/profile").data().path("time_zone").asText())
			.isEqualTo("Asia/Tokyo");
	}

	@Test
	void speakTheirOwnLanguage() {
		Client boss = boss(open());
		assertThat(boss.get(OWN).data().path("language").asText()).isEqualTo("ja");
		assertThat(boss.patch(OWN, "{\"language\":\"fr\"}").json().at("/error/details/0/field").asText())
			.isEqualTo("language");
		assertThat(boss.patch(OWN, "{\"language\":\"en\"}").data().path("language").asText()).isEqualTo("en");
		String name = "n" + UUID.randomUUID().toString().substring(0, 8);
		Client.Answer newcomer = boss.post("/api/v1/users", admin(name, "operator", "correct horse battery"));
		assertThat(newcomer.data().path("locale").asText()).as(newcomer.body()).isEqualTo("en");
	}

	@Test
	void beginOnTheClockThatThePlatformNames() {
		String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
		Client platform = this.client.as("platform");
		String zoned = tenant(slug, slug + "-boss").replace("{\"slug\"", "{\"time_zone\":\"Asia/Seoul\",\"slug\"");
		assertThat(platform.post(TENANTS, zoned.replace("Seoul", "Soul")).status()).isEqualTo(400);
		Client.Answer opened = platform.post(TENANTS, zoned);
		assertThat(opened.data().path("time_zone").asText()).isEqualTo("Asia/Seoul");
		assertThat(
				platform.patch(opened.header("Location"), "{\"time_zone\":\"UTC\"}").data().path("time_zone").asText())
			.isEqualTo("UTC");
	}

	@Test
	void getAnAdministratorOnlyWhereTheyHaveNone() {
		Client platform = this.client.as("platform");
		Opened opened = open();
		String next = opened.name() + "-next";
		String rescue = "{\"admin\":" + admin(next, "admin", "correct horse battery") + "}";
		Client.Answer early = platform.patch(opened.location(), rescue);
		assertThat(early.status()).isEqualTo(409);
		assertThat(early.json().at("/error/details/0/code").asText()).isEqualTo("has_administrator");
		assertThat(platform.patch("/api/v1/users/" + opened.boss(), "{\"is_active\":false}").status()).isEqualTo(200);
		assertThat(platform
			.patch(opened.location(), "{\"admin\":" + admin(next, "operator", "correct horse battery") + "}")
			.status()).isEqualTo(400);
		assertThat(platform.patch(opened.location(), "{\"admin\":" + admin(next, "admin", "x") + "}").status())
			.isEqualTo(400);
		assertThat(platform.patch(opened.location(), rescue).status()).isEqualTo(200);
		Client admin = this.client.stranger()
			.bearing(this.client.stranger().login(next, "correct horse battery").text("access_token"));
		assertThat(admin.get("/api/v1/auth/profile").data().path("role").asText()).isEqualTo("admin");
		assertThat(platform.patch(opened.location(), rescue.replace(next, next + "2")).status()).isEqualTo(409);
	}

	private Client boss(Opened opened) {
		return this.client.stranger()
			.bearing(this.client.stranger().login(opened.name(), "correct horse").text("access_token"));
	}

	private Opened open() {
		String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
		String location = this.client.as("platform").post(TENANTS, tenant(slug, slug + "-boss")).header("Location");
		return new Opened(location, slug + "-boss",
				this.client.as("platform").get("/api/v1/users?q=" + slug + "-boss").data().path(0).path("id").asText());
	}

	private record Opened(String location, String name, String boss) {
	}

	private static String tenant(String slug, String admin) {
		return "{\"slug\":\"%s\",\"name\":\"試験 / Test\",\"admin\":%s}".formatted(slug,
				admin(admin, "admin", "correct horse"));
	}

	private static String admin(String username, String role, String password) {
		return """
				{"username":"%s","email":"%s@test.example","first_name":"太郎","last_name":"試験","role":"%s",\
				"password":"%s"}""".formatted(username, username, role, password);
	}

}
