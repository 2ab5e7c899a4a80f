package io.nagare.signin.web;

import java.util.UUID;

import io.nagare.AtOnce;
import io.nagare.signin.Client;
import io.nagare.signin.WithIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class OAuthClientApiTests {

	private static final String CLIENTS = "/api/v1/oauth-clients";

	@Autowired
	private Client client;

	private Client admin;

	@BeforeEach
	void theAdministratorSignsIn() {
		this.admin = this.client.as("admin");
	}

	@Test
	void showsASecretOnlyWhenItIsMade() {
		Client.Answer made = this.admin.post(CLIENTS, app("https://app.example/cb"));
		assertThat(made.status()).isEqualTo(201);
		String secret = made.data().path("client_secret").asText();
		assertThat(secret).hasSize(43);
		assertThat(made.data().path("client_id")).isEqualTo(made.data().path("id"));
		Client.Answer read = this.admin.get(made.header("Location"));
		assertThat(read.data().has("client_secret")).isFalse();
		assertThat(read.body()).doesNotContain(secret).doesNotContain("hash");
		assertThat(this.admin.get(CLIENTS + "?limit=100").data().findValuesAsText("id"))
			.contains(made.data().path("id").asText());
		Client.Answer renewed = this.admin.post(made.header("Location") + "/secret", "");
		assertThat(renewed.status()).isEqualTo(200);
		assertThat(renewed.data().path("client_secret").asText()).hasSize(43).isNotEqualTo(secret);
	}

	@Test
	void belongsToOneTenantsAdministrators() {
		String path = this.admin.post(CLIENTS, app("https://app.example/cb")).header("Location");
		Client other = this.client.as("other-admin");
		assertThat(other.get(path).status()).isEqualTo(404);
		assertThat(other.patch(path, "{\"is_active\":false}").status()).isEqualTo(404);
		assertThat(other.post(path + "/secret", "").status()).isEqualTo(404);
		assertThat(other.get(CLIENTS + "?limit=100").body()).doesNotContain(path);
		for (String name : new String[] { "manager", "agent1", "owner", "integrator", "viewer", "reporter1",
				"platform" }) {
			Client somebody = this.client.as(name);
			assertThat(somebody.get(CLIENTS).status()).as(name).isEqualTo(403);
			assertThat(somebody.post(CLIENTS, app("https://app.example/cb")).status()).as(name).isEqualTo(403);
			assertThat(somebody.patch(path, "{\"is_active\":false}").status()).as(name).isEqualTo(403);
			assertThat(somebody.post(path + "/secret", "").status()).as(name).isEqualTo(403);
		}
		assertThat(this.client.stranger().get(CLIENTS).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://app.example/cb", "https://app.example/cb#f", "https://*.example/cb",
			"https://app.example/*", "https://user@app.example/cb", "javascript:alert(1)", "app://callback",
			"//app.example", "nonsense", "https://", "http://127.0.0.1.evil.example/", "http://10.0.0.1/cb" })
	void refusesAddressesThatNameNoSafePlace(String address) {
		Client.Answer answer = this.admin.post(CLIENTS, app(address));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("redirect_uris[0]");
		assertThat(answer.json().at("/error/details/0/message").asText()).contains("https");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://app.example/cb?tenant=1", "https://app.example:8443/cb", "http://127.0.0.1/cb",
			"http://localhost:8080/swagger-ui/oauth2-redirect.html" })
	void takesAddressesThatNameOnePlace(String address) {
		assertThat(this.admin.post(CLIENTS, app(address)).status()).isEqualTo(201);
	}

	@Test
	void actsOnlyAsAnIntegratorOfTheTenantAndOnlyWithASecret() {
		String integrator = idOf(this.admin, "integrator");
		assertThat(wrong("{\"name\":\"x\",\"acts_as_id\":\"%s\"}".formatted(idOf(this.admin, "agent1"))))
			.isEqualTo("acts_as_id no_integrator");
		assertThat(wrong(
				"{\"name\":\"x\",\"acts_as_id\":\"%s\"}".formatted(idOf(this.client.as("other-admin"), "other-agent"))))
			.isEqualTo("acts_as_id no_integrator");
		assertThat(wrong("{\"name\":\"x\",\"acts_as_id\":\"%s\",\"confidential\":false}".formatted(integrator)))
			.isEqualTo("acts_as_id client_needs_secret");
		assertThat(wrong("{\"name\":\"x\"}")).isEqualTo("redirect_uris client_without_purpose");
		assertThat(wrong("{\"name\":\" \",\"acts_as_id\":\"%s\"}".formatted(integrator))).startsWith("name ");
		assertThat(this.admin.post(CLIENTS, "{\"name\":\"x\",\"acts_as_id\":\"%s\"}".formatted(integrator)).status())
			.isEqualTo(201);
	}

	@Test
	void changesAClientThatNobodyElseHasChanged() {
		Client.Answer made = this.admin.post(CLIENTS, app("https://app.example/cb"));
		String path = made.header("Location");
		Client.Answer changed = this.admin.sending("If-Match", "\"0\"")
			.patch(path, "{\"name\":\"新しい名前\",\"redirect_uris\":[\"https://new.example/cb\"]}");
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.data().path("name").asText()).isEqualTo("新しい名前");
		assertThat(changed.data().path("redirect_uris").get(0).asText()).isEqualTo("https://new.example/cb");
		assertThat(this.admin.sending("If-Match", "\"0\"").patch(path, "{\"is_active\":false}").status())
			.isEqualTo(412);
		assertThat(this.admin.patch(path, "{\"redirect_uris\":[]}").status()).isEqualTo(400);
		assertThat(this.admin.patch(path, "{\"is_active\":false}").data().path("is_active").asBoolean()).isFalse();
		assertThat(this.admin.patch(path, "{\"is_active\":true}").data().path("is_active").asBoolean()).isTrue();
		assertThat(this.admin.patch(path, "{\"acts_as_id\":null}").status()).isEqualTo(400);
	}

	@Test
	void renewsASecretForOneOfThoseWhoDoAtOnce() {
		String path = this.admin.post(CLIENTS, app("https://app.example/cb")).header("Location");
		assertThat(AtOnce.statuses(4, (i) -> this.admin.post(path + "/secret", ""))).contains(200).isSubsetOf(200, 409);
	}

	@Test
	void givesNoSecretToAClientThatKeepsNone() {
		Client.Answer made = this.admin.post(CLIENTS,
				"{\"name\":\"x\",\"confidential\":false,\"redirect_uris\":[\"http://127.0.0.1/cb\"]}");
		assertThat(made.data().has("client_secret")).isFalse();
		assertThat(made.data().path("confidential").asBoolean(true)).isFalse();
		assertThat(this.admin.post(made.header("Location") + "/secret", "").status()).isEqualTo(409);
	}

	private String wrong(String json) {
		Client.Answer answer = this.admin.post(CLIENTS, json);
		assertThat(answer.status()).isEqualTo(400);
		return answer.json().at("/error/details/0/field").asText() + " "
				+ answer.json().at("/error/details/0/code").asText();
	}

	private static String app(String address) {
		return "{\"name\":\"App %s\",\"redirect_uris\":[\"%s\"]}".formatted(UUID.randomUUID(), address);
	}

	private static String idOf(Client somebody, String username) {
		return somebody.get("/api/v1/users?q=" + username).data().get(0).path("id").asText();
	}

}
