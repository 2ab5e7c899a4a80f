package io.nagare.signin.token;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.directory.AcrossTenants;
import io.nagare.shared.Memory;
import io.nagare.signin.Client;
import io.nagare.signin.Newcomers.Newcomer;
import io.nagare.signin.Newcomers;
import io.nagare.signin.WithIdentity;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class PersonalTokenTests {

	private static final String TOKENS = "/api/v1/auth/tokens";

	private static final String PROFILE = "/api/v1/auth/profile";

	private static final String ENGINE = "/engine-rest/task";

	@Autowired
	private Client client;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private ApplicationEventPublisher events;

	private Newcomer agent;

	private Client signedIn;

	@BeforeEach
	void somebodyJoins() {
		this.agent = Newcomers.join(this.client, "operator");
		this.signedIn = this.agent.signedIn();
	}

	private JsonNode make(String more) {
		Client.Answer answer = this.signedIn.post(TOKENS,
				"{\"name\":\"script\",\"expires_at\":\"%s\"%s}".formatted(Instant.now().plusSeconds(3600), more));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

	private Client bearing(JsonNode token) {
		return this.client.stranger().bearing(token.path("token").asText());
	}

	@Test
	void opensTheApiAndTheEngineAsBearerAndAsPassword() {
		JsonNode token = make("");
		String secret = token.path("token").asText();
		assertThat(secret).startsWith("ngr_").hasSize(47);
		assertThat(bearing(token).get(PROFILE).data().path("username").asText()).isEqualTo(this.agent.name());
		assertThat(bearing(token).get(ENGINE).body()).isEqualTo(this.agent.name() + " sees demo");
		assertThat(this.client.basic(this.agent.name(), secret).get(ENGINE).body())
			.isEqualTo(this.agent.name() + " sees demo");
		assertThat(this.client.basic("agent1", secret).get(ENGINE).status()).isEqualTo(401);
		assertThat(this.client.stranger().bearing("ngr_made-up").get(PROFILE).status()).isEqualTo(401);
		assertThat(this.client.stranger().login(this.agent.name(), secret).status()).isEqualTo(401);
	}

	@Test
	void showsTheSecretOnceAndKeepsOnlyItsHash() {
		JsonNode token = make("");
		String secret = token.path("token").asText();
		JsonNode listed = this.signedIn.get(TOKENS).data();
		assertThat(listed).hasSize(1);
		assertThat(listed.get(0).path("name").asText()).isEqualTo("script");
		assertThat(listed.get(0).has("token")).isFalse();
		assertThat(this.acrossTenants
			.read(() -> this.jdbc.queryForObject("SELECT count(*) FROM personal_tokens t WHERE t::text LIKE ?",
					Integer.class, "%" + secret.substring(4) + "%")))
			.isZero();
	}

	@Test
	void tellsWhenItWasLastUsed() {
		JsonNode token = make("");
		assertThat(this.signedIn.get(TOKENS).data().get(0).has("last_used_at")).isFalse();
		bearing(token).get(PROFILE);
		assertThat(Instant.parse(this.signedIn.get(TOKENS).data().get(0).path("last_used_at").asText()))
			.isBetween(Instant.now().minusSeconds(60), Instant.now());
	}

	@Test
	void opensNothingOnceRevoked() {
		JsonNode token = make("");
		assertThat(bearing(token).get(PROFILE).status()).isEqualTo(200);
		assertThat(this.signedIn.delete(TOKENS + "/" + token.path("id").asText()).status()).isEqualTo(204);
		assertThat(bearing(token).get(PROFILE).status()).isEqualTo(401);
		assertThat(bearing(token).get(ENGINE).status()).isEqualTo(401);
		assertThat(this.signedIn.delete(TOKENS + "/" + token.path("id").asText()).status()).isEqualTo(404);
	}

	@Test
	void opensNothingOnceExpired() {
		JsonNode token = make("");
		assertThat(bearing(token).get(PROFILE).status()).isEqualTo(200);
		this.acrossTenants.write(() -> this.jdbc.update("UPDATE personal_tokens SET expires_at = now() WHERE id = ?",
				UUID.fromString(token.path("id").asText())));
		// as the node hears when something of that kind was changed on another one
		this.events.publishEvent(new Memory.Outdated(Memory.SIGN_INS));
		assertThat(bearing(token).get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void endsWithItsOwnersDeactivationForGoodAndOutlivesHisPassword() {
		JsonNode token = make("");
		this.agent.change("{\"password\":\"another good password\"}");
		assertThat(this.signedIn.get(PROFILE).status()).isEqualTo(401);
		assertThat(bearing(token).get(PROFILE).status()).isEqualTo(200);
		this.agent.change("{\"is_active\":false}");
		assertThat(bearing(token).get(PROFILE).status()).isEqualTo(401);
		this.agent.change("{\"is_active\":true}");
		assertThat(bearing(token).get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void changesNothingWhenItOnlyReads() {
		Client reading = bearing(make(",\"read_only\":true"));
		assertThat(reading.get(PROFILE).status()).isEqualTo(200);
		assertThat(reading.get(ENGINE).status()).isEqualTo(200);
		Client.Answer refused = reading.post(ENGINE, "{}");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.json().at("/error/details/0/code").asText()).isEqualTo("token_reads_only");
		assertThat(reading.post("/api/v1/categories", "{\"name\":\"x\"}").json().at("/error/details/0/code").asText())
			.isEqualTo("token_reads_only");
	}

	@Test
	void mayDoNoMoreThanItWasGiven() {
		Client limited = bearing(make(",\"permissions\":[\"category:read\",\"incident:create\"]"));
		assertThat(limited.get(PROFILE).data().path("permissions")).extracting(JsonNode::asText)
			.containsExactly("category:read", "incident:create");
		assertThat(limited.get("/api/v1/categories").status()).isEqualTo(200);
		assertThat(limited.get("/api/v1/roles").status()).isEqualTo(403);
		assertThat(limited.get(ENGINE).json().at("/error/details/0/code").asText()).isEqualTo("token_not_for_engine");
		Client reading = bearing(make(",\"permissions\":[\"category:read\"]"));
		assertThat(reading.post("/api/v1/auth/logout", "{}").status()).isEqualTo(403);
		this.agent.change("{\"role\":\"viewer\"}");
		assertThat(limited.get(PROFILE).data().path("permissions")).extracting(JsonNode::asText)
			.containsExactly("category:read");
	}

	@Test
	void isRefusedWhatItsOwnerMayNotOrForTooLong() {
		assertThat(refusedField(",\"permissions\":[\"user:manage\"]", Duration.ofHours(1))).isEqualTo("permissions");
		assertThat(refusedField(",\"permissions\":[]", Duration.ofHours(1))).isEqualTo("permissions");
		assertThat(refusedField("", Duration.ofDays(370))).isEqualTo("expires_at");
		assertThat(refusedField("", Duration.ofHours(-1))).isEqualTo("expires_at");
		assertThat(this.signedIn.post(TOKENS, "{}").json().at("/error/details").findValuesAsText("field"))
			.containsExactlyInAnyOrder("name", "expires_at");
	}

	private String refusedField(String more, Duration lifetime) {
		Client.Answer answer = this.signedIn.post(TOKENS,
				"{\"name\":\"script\",\"expires_at\":\"%s\"%s}".formatted(Instant.now().plus(lifetime), more));
		assertThat(answer.status()).isEqualTo(400);
		return answer.json().at("/error/details/0/field").asText();
	}

	@Test
	void makesNoOthersAndTouchesNoSignIns() {
		Client bearer = bearing(make(""));
		String body = "{\"name\":\"more\",\"expires_at\":\"%s\"}".formatted(Instant.now().plusSeconds(60));
		Client.Answer refused = bearer.post(TOKENS, body);
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.json().at("/error/details/0/code").asText()).isEqualTo("not_with_token");
		assertThat(bearer.get(TOKENS).status()).isEqualTo(403);
		assertThat(bearer.delete("/api/v1/auth/sessions").status()).isEqualTo(403);
		assertThat(bearer.post("/api/v1/auth/second-factor", "{}").status()).isEqualTo(403);
	}

	/** Whose token gets lost is not lost with it. */
	@Test
	void neitherMakesAdministratorsNorTakesAnybodysPlace() {
		Client admin = this.agent.admin();
		Client program = bearing(admin
			.post(TOKENS, "{\"name\":\"people\",\"expires_at\":\"%s\"}".formatted(Instant.now().plusSeconds(3600)))
			.data());
		String user = "/api/v1/users/" + this.agent.id();
		assertRefusedToPrograms(program.patch(user, "{\"password\":\"another battery, another staple\"}"), "password");
		assertRefusedToPrograms(program.patch(user, "{\"role\":\"admin\"}"), "role");
		assertThat(program.patch(user, "{\"phone\":\"03-0000-0000\"}").status()).isEqualTo(200);
		String person = "{\"username\":\"%s\",\"email\":\"%1$s@x.example\",\"first_name\":\"a\",\"last_name\":\"b\"%s}";
		String name = this.agent.name() + "2";
		assertRefusedToPrograms(program.post("/api/v1/users", person.formatted(name, ",\"role\":\"admin\"")), "role");
		assertRefusedToPrograms(program.post("/api/v1/users",
				person.formatted(name, ",\"password\":\"another battery, another staple\"")), "password");
		assertThat(program.post("/api/v1/users", person.formatted(name, "")).status()).isEqualTo(201);
		assertRefusedToPrograms(program.post("/api/v1/role-grants",
				"{\"user_id\":\"%s\",\"role\":\"manager\",\"reason\":\"x\"}".formatted(this.agent.id())), null);
		assertRefusedToPrograms(program.post("/api/v1/oauth-clients",
				"{\"name\":\"x\",\"redirect_uris\":[\"https://app.example/back\"]}"), null);
		admin.delete(TOKENS);
	}

	private static void assertRefusedToPrograms(Client.Answer answer, @Nullable String field) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(403);
		JsonNode detail = answer.json().at("/error/details/0");
		assertThat(detail.path("code").asText()).isEqualTo("not_with_token");
		assertThat(detail.path("field").asText(null)).isEqualTo(field);
	}

	@Test
	void isSeenAndTakenAwayByAnAdministratorOfTheTenant() {
		JsonNode token = make("");
		String path = "/api/v1/users/" + this.agent.id() + "/tokens";
		assertThat(this.agent.admin().get(path).data()).hasSize(1);
		assertThat(this.client.as("other-admin").get(path).status()).isEqualTo(404);
		assertThat(this.client.as("agent1").get(path).status()).isEqualTo(403);
		assertThat(this.client.as("agent1").delete(path).status()).isEqualTo(403);
		assertThat(this.agent.admin().delete(path + "/" + token.path("id").asText()).status()).isEqualTo(204);
		assertThat(bearing(token).get(PROFILE).status()).isEqualTo(401);
		JsonNode second = make("");
		assertThat(this.agent.admin().delete(path).status()).isEqualTo(204);
		assertThat(bearing(second).get(PROFILE).status()).isEqualTo(401);
	}

}
