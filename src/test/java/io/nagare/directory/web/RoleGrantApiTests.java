package io.nagare.directory.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.TestClock;
import io.nagare.directory.RoleExpiry;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Newcomers;
import io.nagare.signin.Newcomers.Newcomer;
import io.nagare.signin.OAuthClientOf;
import io.nagare.signin.WithIdentity;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class RoleGrantApiTests {

	private static final String GRANTS = "/api/v1/role-grants";

	/** What viewers may read and reporters may not. */
	private static final String ROLES = "/api/v1/roles";

	@Autowired
	private Client client;

	@Autowired
	private TestClock clock;

	@Autowired
	private RoleExpiry expiry;

	private Client admin;

	private Newcomer somebody;

	private Client signedIn;

	@BeforeEach
	void somebodyJoins() {
		this.somebody = Newcomers.join(this.client, "user");
		this.admin = this.somebody.admin();
		this.signedIn = this.somebody.signedIn();
	}

	@AfterEach
	void timeGoesOnAndTheyLeave() {
		this.clock.reset();
		assertThat(this.somebody.change("{\"is_active\":false}").status()).isEqualTo(200);
	}

	private Answer grant(String user, String role, String more) {
		return this.admin.post(GRANTS, "{\"user_id\":\"%s\",\"role\":\"%s\"%s}".formatted(user, role, more));
	}

	private String granted(String role, String more) {
		Answer answer = grant(this.somebody.id(), role, more);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private Instant inFiveMinutes() {
		return this.clock.instant().plus(5, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
	}

	private static String until(Instant end) {
		return ",\"until\":\"" + end + "\"";
	}

	private static String code(Answer answer) {
		return answer.status() + " " + answer.json().at("/error/details/0/field").asText() + "="
				+ answer.json().at("/error/details/0/code").asText();
	}

	@Test
	void givesTheRightsOfAllRolesTogetherUntilTheirEnd() {
		assertThat(this.signedIn.get(ROLES).status()).isEqualTo(403);
		Instant end = inFiveMinutes();
		granted("viewer", until(end));
		assertThat(this.signedIn.get(ROLES).status()).isEqualTo(200);
		JsonNode profile = this.signedIn.get("/api/v1/auth/profile").data();
		assertThat(profile.path("role").asText()).isEqualTo("user");
		assertThat(profile.path("roles")).extracting(JsonNode::asText).containsExactly("user", "viewer");
		assertThat(profile.path("permissions")).extracting(JsonNode::asText)
			.contains("incident:create", "incident:read", "team:read");
		this.clock.set(end.minusSeconds(3));
		assertThat(this.signedIn.get(ROLES).status()).isEqualTo(200);
		this.clock.set(end);
		assertThat(this.signedIn.get(ROLES).status()).as("at the second of the end").isEqualTo(403);
		assertThat(this.signedIn.get("/api/v1/auth/profile").data().path("permissions")).extracting(JsonNode::asText)
			.contains("incident:create")
			.doesNotContain("incident:read");
	}

	@Test
	void endsInEveryTokenAndSessionWithoutANewSignIn() {
		Instant end = inFiveMinutes();
		granted("viewer", until(end));
		Client browser = this.client.stranger();
		browser.enterForm(this.somebody.name(), Newcomers.PASSWORD);
		Client basic = this.client.basic(this.somebody.name(), Newcomers.PASSWORD);
		Client own = this.client.bearing(this.signedIn
			.post("/api/v1/auth/tokens",
					"{\"name\":\"script\",\"permissions\":[\"user:read\",\"category:read\"],\"expires_at\":\"%s\"}"
						.formatted(Instant.now().plus(Duration.ofDays(1))))
			.data()
			.path("token")
			.asText());
		OAuthClientOf app = OAuthClientOf.confidential(this.admin);
		Answer traded = app.trade(app.codeIn(browser));
		Client program = this.client.bearing(traded.text("access_token"));
		for (Client door : new Client[] { this.signedIn, browser, own, program }) {
			assertThat(door.get(ROLES).status()).isEqualTo(200);
		}
		this.clock.set(end);
		for (Client door : new Client[] { this.signedIn, browser, own, program }) {
			assertThat(door.get(ROLES).status()).isEqualTo(403);
			assertThat(door.get("/api/v1/categories").status()).as("may still be here").isEqualTo(200);
		}
		assertThat(basic.get("/engine-rest/task").body()).startsWith(this.somebody.name());
		Answer again = this.somebody.signedIn()
			.post("/api/v1/auth/tokens", "{\"name\":\"more\",\"permissions\":[\"user:read\"],\"expires_at\":\"%s\"}"
				.formatted(Instant.now().plus(Duration.ofDays(1))));
		assertThat(code(again)).isEqualTo("400 permissions=not_allowed");
	}

	@Test
	void endsForAProgramThatActsByItself() {
		Newcomer program = Newcomers.join(this.client, "integrator");
		OAuthClientOf app = OAuthClientOf.actingAs(this.admin, program.id());
		Instant end = inFiveMinutes();
		assertThat(grant(program.id(), "manager", until(end)).status()).isEqualTo(201);
		Client bearer = this.client.bearing(app.byItself().text("access_token"));
		assertThat(permissions(bearer)).contains("engine:call", "absence:manage");
		this.clock.set(end);
		assertThat(permissions(bearer)).contains("engine:call").doesNotContain("absence:manage");
	}

	@Test
	void letsNobodyBeAProgramByTheWay() {
		granted("integrator", "");
		Answer refused = this.admin.post("/api/v1/oauth-clients",
				"{\"name\":\"App %s\",\"acts_as_id\":\"%s\"}".formatted(UUID.randomUUID(), this.somebody.id()));
		assertThat(code(refused)).isEqualTo("400 acts_as_id=no_integrator");
	}

	private static List<String> permissions(Client bearer) {
		return StreamSupport.stream(bearer.get("/api/v1/auth/profile").data().path("permissions").spliterator(), false)
			.map(JsonNode::asText)
			.toList();
	}

	@Test
	void isTakenAwayAtOnce() {
		String id = granted("viewer", "");
		assertThat(this.signedIn.get(ROLES).status()).isEqualTo(200);
		assertThat(this.admin.delete(GRANTS + "/" + id).status()).isEqualTo(204);
		assertThat(this.signedIn.get(ROLES).status()).isEqualTo(403);
		assertThat(code(this.admin.delete(GRANTS + "/" + id))).isEqualTo("409 null=role_ended");
		JsonNode over = this.admin.get(GRANTS + "/" + id).data();
		assertThat(over.at("/ended_by/username").asText()).isEqualTo("admin");
		assertThat(over.path("ended_at").asText()).isNotEmpty();
		granted("viewer", "");
		assertThat(this.signedIn.get(ROLES).status()).isEqualTo(200);
	}

	@Test
	void tellsAuditorsWhoHoldsWhatSinceWhenAndByWhom() {
		Instant end = inFiveMinutes();
		granted("viewer", until(end) + ",\"reason\":\"=audit of the year\"");
		Client auditor = Newcomers.join(this.client, "viewer").signedIn();
		String mine = GRANTS + "?user_id=" + this.somebody.id();
		JsonNode held = auditor.get(mine).data();
		assertThat(held).hasSize(2);
		assertThat(held.at("/0/role").asText()).isEqualTo("user");
		assertThat(held.at("/0/is_main").asBoolean()).isTrue();
		assertThat(held.at("/0/granted_by/username").asText()).isEqualTo("admin");
		assertThat(held.at("/1/role").asText()).isEqualTo("viewer");
		assertThat(held.at("/1/granted_by/username").asText()).isEqualTo("admin");
		assertThat(Instant.parse(held.at("/1/until").asText())).isEqualTo(end);
		assertThat(Instant.parse(held.at("/1/granted_at").asText())).isBefore(end);
		assertThat(auditor.get(mine + "&role=viewer").data()).hasSize(1);
		Answer file = auditor.get(GRANTS + "/export?user_id=" + this.somebody.id());
		assertThat(file.status()).as(file.body()).isEqualTo(200);
		assertThat(file.header("Content-Type")).startsWith("text/csv");
		assertThat(file.body().lines()).hasSize(3)
			.anyMatch((line) -> line.startsWith(this.somebody.name()) && line.contains(",viewer,false,")
					&& line.endsWith(",'=audit of the year,"));
		this.clock.set(end);
		assertThat(auditor.get(mine).data()).hasSize(1);
		assertThat(auditor.get(mine + "&include_ended=true").data()).hasSize(2);
		assertThat(this.client.as("agent1").get(mine).status()).isEqualTo(403);
		assertThat(this.signedIn.get(mine).status()).isEqualTo(403);
		assertThat(this.client.as("platform").get(GRANTS).status()).isEqualTo(403);
	}

	@Test
	void saysWhoGaveAnotherMainRole() {
		assertThat(this.somebody.change("{\"role\":\"operator\"}").status()).isEqualTo(200);
		JsonNode held = this.admin.get(GRANTS + "?user_id=" + this.somebody.id()).data();
		assertThat(held.at("/0/role").asText()).isEqualTo("operator");
		assertThat(Duration.between(Instant.parse(held.at("/0/granted_at").asText()), Instant.now()))
			.isLessThan(Duration.ofMinutes(1));
		assertThat(this.client.as("admin").get("/api/v1/users?role=operator&limit=100").body())
			.contains(this.somebody.id());
	}

	@Test
	void findsPeopleByTheRolesTheyHoldNow() {
		Instant end = inFiveMinutes();
		granted("process_owner", until(end));
		String owners = "/api/v1/users?role=process_owner&limit=100&q=" + this.somebody.name();
		assertThat(this.admin.get(owners).data()).hasSize(1);
		this.clock.set(end);
		assertThat(this.admin.get(owners).data()).isEmpty();
	}

	@Test
	void refusesWhatNobodyMayGrant() {
		String me = this.admin.get("/api/v1/auth/profile").data().path("id").asText();
		String foreign = this.client.as("other-agent").get("/api/v1/auth/profile").data().path("id").asText();
		assertThat(code(grant(this.somebody.id(), "platform", ""))).isEqualTo("403 role=role_too_high");
		assertThat(code(grant(this.somebody.id(), "emperor", ""))).isEqualTo("400 role=not_allowed");
		assertThat(code(grant(this.somebody.id(), "user", ""))).isEqualTo("409 role=role_held");
		assertThat(code(grant(me, "manager", ""))).isEqualTo("409 role=not_yourself");
		assertThat(code(grant(this.somebody.id(), "viewer", until(Instant.parse("2020-01-01T00:00:00Z")))))
			.isEqualTo("400 until=future");
		assertThat(grant(foreign, "manager", "").status()).isEqualTo(404);
		assertThat(grant(UUID.randomUUID().toString(), "manager", "").status()).isEqualTo(404);
		String id = granted("viewer", "");
		assertThat(code(grant(this.somebody.id(), "viewer", ""))).isEqualTo("409 role=role_held");
		for (String username : new String[] { "manager", "owner", "viewer", "platform" }) {
			Client other = this.client.as(username);
			assertThat(
					other.post(GRANTS, "{\"user_id\":\"%s\",\"role\":\"user\"}".formatted(this.somebody.id())).status())
				.as(username)
				.isEqualTo(403);
			assertThat(other.delete(GRANTS + "/" + id).status()).as(username).isEqualTo(403);
		}
		assertThat(this.signedIn.get(ROLES).status()).isEqualTo(200);
	}

	@Test
	void showsAnotherTenantNothing() {
		String id = granted("viewer", "");
		Client other = this.client.as("other-admin");
		assertThat(other.get(GRANTS + "/" + id).status()).isEqualTo(404);
		assertThat(other.delete(GRANTS + "/" + id).status()).isEqualTo(404);
		assertThat(other.get(GRANTS + "?user_id=" + this.somebody.id()).data()).isEmpty();
		assertThat(other.get(GRANTS + "?limit=100&include_ended=true").body()).doesNotContain(this.somebody.id());
		assertThat(other.get(GRANTS + "/export").body()).doesNotContain(this.somebody.name());
	}

	@Test
	void leavesATenantItsLastAdministrator() {
		String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
		Answer opened = this.client.as("platform").post("/api/v1/tenants", """
				{"slug":"%1$s","name":"%1$s","admin":{"username":"%1$s-a","email":"a@%1$s.example","first_name":"A",
				"last_name":"A","password":"%2$s"}}""".formatted(slug, Newcomers.PASSWORD));
		assertThat(opened.status()).as(opened.body()).isEqualTo(201);
		Client first = signIn(slug + "-a");
		String a = first.get("/api/v1/auth/profile").data().path("id").asText();
		String b = person(first, slug + "-b");
		String c = person(first, slug + "-c");
		Instant end = inFiveMinutes();
		assertThat(first.post(GRANTS, "{\"user_id\":\"%s\",\"role\":\"admin\"%s}".formatted(b, until(end))).status())
			.isEqualTo(201);
		Client deputy = signIn(slug + "-b");
		assertThat(code(deputy.patch("/api/v1/users/" + a, "{\"role\":\"user\"}")))
			.isEqualTo("409 role=last_administrator");
		assertThat(code(deputy.patch("/api/v1/users/" + a, "{\"is_active\":false}")))
			.isEqualTo("409 is_active=last_administrator");
		assertThat(first.get("/api/v1/users").status()).as("nothing was done").isEqualTo(200);
		assertThat(code(deputy.patch("/api/v1/users/" + c, "{\"role\":\"admin\"}")))
			.isEqualTo("403 role=beyond_your_own");
		assertThat(code(deputy.post(GRANTS, "{\"user_id\":\"%s\",\"role\":\"admin\"}".formatted(c))))
			.isEqualTo("403 role=beyond_your_own");
		assertThat(code(deputy.post(GRANTS,
				"{\"user_id\":\"%s\",\"role\":\"admin\"%s}".formatted(c, until(end.plusSeconds(1))))))
			.isEqualTo("403 until=beyond_your_own");
		assertThat(deputy.post(GRANTS, "{\"user_id\":\"%s\",\"role\":\"admin\"%s}".formatted(c, until(end))).status())
			.isEqualTo(201);
		assertThat(deputy.post(GRANTS, "{\"user_id\":\"%s\",\"role\":\"manager\"}".formatted(c)).status())
			.isEqualTo(201);
		assertThat(first.patch("/api/v1/users/" + c, "{\"role\":\"admin\"}").status()).isEqualTo(200);
		Client second = signIn(slug + "-c");
		assertThat(second.patch("/api/v1/users/" + a, "{\"role\":\"user\"}").status()).isEqualTo(200);
		assertThat(first.get(ROLES).status()).isEqualTo(403);
	}

	private Client signIn(String username) {
		Answer answer = this.client.stranger().login(username, Newcomers.PASSWORD);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return this.client.bearing(answer.text("access_token"));
	}

	private static String person(Client admin, String name) {
		Answer answer = admin.post("/api/v1/users", """
				{"username":"%1$s","email":"%1$s@example.com","first_name":"新","last_name":"人","password":"%2$s"}"""
			.formatted(name, Newcomers.PASSWORD));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	@Test
	void holdsWhatIsDemandedOfAnyOfTheRoles() {
		String rules = "/api/v1/access-rules";
		granted("process_owner", "");
		try {
			assertThat(
					this.admin.put(rules, "{\"rules\":[{\"role\":\"process_owner\",\"addresses\":[\"192.0.2.0/24\"]}]}")
						.status())
				.isEqualTo(200);
			assertThat(code(this.signedIn.get("/api/v1/categories"))).isEqualTo("403 null=outside_addresses");
		}
		finally {
			assertThat(this.admin.put(rules, "{\"rules\":[]}").status()).isEqualTo(200);
		}
		assertThat(this.signedIn.get("/api/v1/categories").status()).isEqualTo(200);
		String factors = "/api/v1/second-factor-rule";
		try {
			Answer demanded = this.admin.put(factors, "{\"roles\":[\"process_owner\"]}");
			assertThat(demanded.status()).as(demanded.body()).isEqualTo(200);
			assertThat(this.signedIn.get("/api/v1/categories").status()).isEqualTo(403);
		}
		finally {
			assertThat(this.admin.put(factors, "{\"roles\":[]}").status()).isEqualTo(200);
		}
	}

	@Test
	void writesDownThatARoleHasEnded() throws InterruptedException {
		Instant end = this.clock.instant().plusSeconds(1);
		String id = granted("viewer", until(end));
		TimeUnit.MILLISECONDS.sleep(1100);
		this.expiry.run();
		JsonNode over = this.admin.get(GRANTS + "/" + id).data();
		assertThat(over.path("ended_at").asText()).isEqualTo(over.path("until").asText());
		assertThat(over.path("ended_by").isNull() || over.path("ended_by").isMissingNode()).isTrue();
		granted("viewer", "");
	}

}
