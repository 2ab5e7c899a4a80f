package io.nagare.directory.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Roles that a tenant makes itself, by what those who hold them may do. */
@NagareTest
class TenantRoleApiTests {

	private static final String ROLES = "/roles";

	private static final String GRANTS = "/role-grants";

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Api admin;

	private Api reporter;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.admin = this.house.as("admin");
		this.reporter = this.house.as("reporter");
	}

	private Answer made(String key, Object... more) {
		Object[] fields = new Object[6 + more.length];
		System.arraycopy(new Object[] { "key", key, "name_ja", "独自", "name_en", "Own" }, 0, fields, 0, 6);
		System.arraycopy(more, 0, fields, 6, more.length);
		return this.admin.post(ROLES, fields);
	}

	private String role(String key, String... permissions) {
		Answer answer = made(key, "permissions", List.of(permissions));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private String granted(String person, String role) {
		Answer answer = this.admin.post(GRANTS, "user_id", this.house.idOf(person), "role", role);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private static String code(Answer answer) {
		return answer.status() + " " + answer.json().at("/error/details/0/field").asText() + "="
				+ answer.json().at("/error/details/0/code").asText();
	}

	@Test
	void decidesCallsUntilItIsTakenAway() {
		assertThat(this.reporter.post("/suppliers", "name", "One").status()).isEqualTo(403);
		role("buyer", "vendor:read", "vendor:manage");
		assertThat(this.reporter.post("/suppliers", "name", "One").status()).as("made, but not granted").isEqualTo(403);
		String grant = granted("reporter", "buyer");
		assertThat(this.reporter.post("/suppliers", "name", "One").status()).isEqualTo(201);
		assertThat(this.reporter.get("/cis").status()).as("nothing but that").isEqualTo(403);
		JsonNode profile = this.reporter.get("/auth/profile").data();
		assertThat(profile.path("roles")).extracting(JsonNode::asText).containsExactly("user", "buyer");
		assertThat(profile.path("permissions")).extracting(JsonNode::asText)
			.contains("vendor:manage", "incident:create")
			.doesNotContain("cmdb:read");
		assertThat(this.admin.delete(GRANTS + "/" + grant).status()).isEqualTo(204);
		assertThat(this.reporter.post("/suppliers", "name", "Two").status()).isEqualTo(403);
	}

	@Test
	void isInForceAtOnceWhenItChanges() {
		role("buyer", "vendor:read", "vendor:manage");
		granted("reporter", "buyer");
		assertThat(this.reporter.post("/suppliers", "name", "One").status()).isEqualTo(201);
		assertThat(this.admin.patch(ROLES + "/buyer", "permissions", List.of("vendor:read", "cmdb:read")).status())
			.isEqualTo(200);
		assertThat(this.reporter.post("/suppliers", "name", "Two").status()).isEqualTo(403);
		assertThat(this.reporter.get("/suppliers").status()).isEqualTo(200);
		assertThat(this.reporter.get("/cis").status()).isEqualTo(200);
	}

	@Test
	void isRefusedToWhoeverWouldGiveMoreThanHeMay() {
		for (String permission : List.of("user:manage", "tenant:manage", "engine:admin", "operations:manage",
				"rule:manage")) {
			assertThat(code(made("boss", "permissions", List.of("incident:read", permission)))).as(permission)
				.isEqualTo("400 permissions=permission_too_high");
		}
		role("buyer", "vendor:read");
		for (String other : List.of("manager", "owner", "agent1", "reporter")) {
			Api api = this.house.as(other);
			assertThat(api
				.post(ROLES, "key", "mine", "name_ja", "a", "name_en", "b", "permissions", List.of("vendor:read"))
				.status()).as(other).isEqualTo(403);
			assertThat(api.patch(ROLES + "/buyer", "name_en", "Mine").status()).as(other).isEqualTo(403);
			assertThat(api.delete(ROLES + "/buyer").status()).as(other).isEqualTo(403);
		}
	}

	@Test
	void refusesWhatIsNoRole() {
		assertThat(code(made("emperor", "permissions", List.of("empire:rule"))))
			.isEqualTo("400 permissions=unknown_permission");
		assertThat(code(made("emperor", "permissions", List.of()))).startsWith("400 permissions=");
		assertThat(code(made("emperor"))).startsWith("400 permissions=");
		for (String shipped : List.of("admin", "manager", "user", "platform")) {
			assertThat(code(made(shipped, "permissions", List.of("vendor:read")))).isEqualTo("409 key=shipped_role");
		}
		for (String key : List.of("Big", "1st", "a b", "a", "x".repeat(51), "")) {
			assertThat(code(made(key, "permissions", List.of("vendor:read")))).as(key).startsWith("400 key=");
		}
		assertThat(code(this.admin.post(ROLES, "key", "long", "name_ja", "a".repeat(101), "name_en", "b", "permissions",
				List.of("vendor:read"))))
			.startsWith("400 name_ja=");
		assertThat(code(made("strange", "permissions", List.of("vendor:read"), "colour", "red")))
			.startsWith("400 colour=");
		assertThat(code(made("strange", "permissions", List.of("vendor:read"), "counts_as", "admin")))
			.startsWith("400 counts_as=");
		role("buyer", "vendor:read");
		assertThat(code(made("buyer", "permissions", List.of("vendor:read")))).isEqualTo("409 key=already_exists");
		assertThat(code(this.admin.patch(ROLES + "/buyer", "permissions", List.of("empire:rule"))))
			.isEqualTo("400 permissions=unknown_permission");
	}

	@Test
	void leavesShippedRolesAsTheyAre() {
		for (String shipped : List.of("admin", "manager", "user", "platform")) {
			assertThat(code(this.admin.patch(ROLES + "/" + shipped, "name_en", "Mine"))).as(shipped)
				.endsWith("=shipped_role");
			assertThat(code(this.admin.delete(ROLES + "/" + shipped))).as(shipped).endsWith("=shipped_role");
		}
		String shipped = this.admin.get("/roles").data().toString();
		assertThat(shipped).contains("\"admin\"", "\"manager\"");
		assertThat(
				code(this.admin.patch("/users/" + this.house.idOf("reporter"), "role", role("buyer", "vendor:read"))))
			.isEqualTo("400 role=not_allowed");
	}

	@Test
	void isNotRemovedWhileSomebodyHoldsIt() {
		String id = role("buyer", "vendor:read");
		String one = granted("reporter", "buyer");
		String two = granted("agent1", "buyer");
		Answer refused = this.admin.delete(ROLES + "/" + id);
		assertThat(code(refused)).endsWith("=role_in_use");
		assertThat(refused.body()).contains("2");
		assertThat(this.admin.delete(GRANTS + "/" + one).status()).isEqualTo(204);
		assertThat(this.admin.delete(GRANTS + "/" + two).status()).isEqualTo(204);
		assertThat(this.admin.delete(ROLES + "/" + id).status()).isEqualTo(204);
		assertThat(this.admin.get(ROLES + "/" + id).status()).isEqualTo(404);
		JsonNode over = this.admin.get(GRANTS + "/" + one).data();
		assertThat(over.path("role").asText()).isEqualTo("buyer");
	}

	@Test
	void isNobodysInAnotherTenant() {
		String id = role("buyer", "vendor:read", "vendor:manage");
		OwnHouse next = OwnHouse.at(this.port);
		Api other = next.as("admin");
		assertThat(other.get(ROLES).body()).doesNotContain(id, "buyer");
		assertThat(other.get(ROLES + "/" + id).status()).isEqualTo(404);
		assertThat(other.get(ROLES + "/buyer").status()).isEqualTo(404);
		assertThat(other.patch(ROLES + "/" + id, "name_en", "Mine").status()).isEqualTo(404);
		assertThat(other.delete(ROLES + "/" + id).status()).isEqualTo(404);
		assertThat(code(other.post(GRANTS, "user_id", next.idOf("reporter"), "role", "buyer")))
			.isEqualTo("400 role=not_allowed");
		assertThat(
				other.post(ROLES, "key", "buyer", "name_ja", "a", "name_en", "b", "permissions", List.of("report:read"))
					.status())
			.as("the same word means another role")
			.isEqualTo(201);
	}

	@Test
	void givesNobodyMoreByHisOwnHand() {
		role("buyer", "vendor:read", "cmdb:read");
		String second = this.house.moveIn("second", "admin");
		assertThat(this.admin.post(GRANTS, "user_id", second, "role", "buyer").status()).isEqualTo(201);
		Api holder = this.house.as("second");
		assertThat(code(holder.patch(ROLES + "/buyer", "permissions", List.of("vendor:read", "model:deploy"))))
			.isEqualTo("409 permissions=not_yourself");
		assertThat(holder.patch(ROLES + "/buyer", "permissions", List.of("vendor:read")).status()).isEqualTo(200);
		assertThat(this.admin.patch(ROLES + "/buyer", "permissions", List.of("vendor:read", "model:deploy")).status())
			.isEqualTo(200);
		assertThat(holder.get("/auth/profile").data().path("permissions")).extracting(JsonNode::asText)
			.contains("model:deploy");
	}

	@Test
	void countsAmongAgentsForTheKindsThatItAllows() {
		String incident = this.reporter.report("プリンターが動かない").path("id").asText();
		Answer made = made("desk", "permissions", List.of("incident:read", "incident:work"), "counts_as", "operator");
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		this.house.moveIn("helper", "user");
		Api agent = this.house.as("agent1");
		Api helper = this.house.as("helper");
		assertThat(helper.get("/incidents/" + incident).status()).isEqualTo(404);
		String grant = granted("helper", "desk");
		assertThat(each(helper.get("/incidents/" + incident + "/actions").data(), "name")).contains("assign");
		Answer taken = helper.act(incident, "assign", "assignee_id", this.house.idOf("helper"));
		assertThat(taken.status()).as(taken.body()).isEqualTo(200);
		assertThat(helper.get("/problems").data()).isEmpty();
		String task = agent.post("/tasks", "title", "部品を運ぶ", "parent_id", incident).data().path("id").asText();
		assertThat(agent
			.post("/tasks/" + task + "/actions/reassign", "assignee_id", this.house.idOf("helper"), "reason", "手が足りない")
			.body()).as("who works on incidents alone is given no task").contains("unknown_agent");
		assertThat(helper.post("/problems", "title", "Why").status()).isEqualTo(403);
		assertThat(this.admin.delete(GRANTS + "/" + grant).status()).isEqualTo(204);
		assertThat(helper.get("/incidents/" + incident).status()).isEqualTo(404);
		assertThat(code(made("idle", "permissions", List.of("vendor:read"), "counts_as", "operator")))
			.isEqualTo("400 counts_as=counts_as_needs");
		assertThat(code(made("idle", "permissions", List.of("incident:work"), "counts_as", "manager")))
			.isEqualTo("400 counts_as=counts_as_needs");
	}

	@Test
	void demandsWhatIsDemandedOfThoseAmongWhomItCounts() {
		made("desk", "permissions", List.of("incident:read", "incident:work"), "counts_as", "operator");
		granted("reporter", "desk");
		assertThat(this.reporter.get("/incidents").status()).isEqualTo(200);
		assertThat(this.admin.put("/second-factor-rule", "roles", List.of("operator")).status()).isEqualTo(200);
		assertThat(this.reporter.get("/incidents").status()).isEqualTo(403);
	}

	@Test
	void isBoundByRulesThatNameIt() {
		made("desk", "permissions", List.of("incident:read", "incident:work"));
		granted("reporter", "desk");
		assertThat(this.admin
			.put("/access-rules", "rules", List.of(Map.of("role", "desk", "addresses", List.of("10.0.0.0/8"))))
			.status()).isEqualTo(200);
		assertThat(this.reporter.get("/incidents").status()).isEqualTo(403);
		assertThat(this.admin.put("/access-rules", "rules", List.of()).status()).isEqualTo(200);
		assertThat(this.reporter.get("/incidents").status()).isEqualTo(200);
		assertThat(this.admin.put("/second-factor-rule", "roles", List.of("desk")).status()).isEqualTo(200);
		assertThat(this.reporter.get("/incidents").status()).isEqualTo(403);
		assertThat(code(this.admin.put("/second-factor-rule", "roles", List.of("desks"))))
			.isEqualTo("400 roles=not_allowed");
	}

	@Test
	void neitherMakesNorKeepsAnAdministrator() {
		Answer made = made("almost", "permissions", this.admin.get(ROLES + "/permissions").data());
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		granted("manager", "almost");
		assertThat(this.house.as("manager").get("/audit").status()).as("more than a manager").isEqualTo(200);
		assertThat(this.house.as("manager").patch("/users/" + this.house.idOf("reporter"), "first_name", "x").status())
			.isEqualTo(403);
		String deputy = this.house.moveIn("deputy", "user");
		assertThat(this.admin
			.post(GRANTS, "user_id", deputy, "role", "admin", "until", Instant.now().plusSeconds(600).toString())
			.status()).isEqualTo(201);
		assertThat(code(this.house.as("deputy").patch("/users/" + this.house.idOf("admin"), "role", "user")))
			.isEqualTo("409 role=last_administrator");
	}

	@Test
	void tellsAuditorsWhatItAllowedWhenItWasOver() {
		role("buyer", "vendor:read", "cmdb:read");
		String over = granted("reporter", "buyer");
		String held = granted("agent1", "buyer");
		assertThat(this.admin.delete(GRANTS + "/" + over).status()).isEqualTo(204);
		assertThat(this.admin.patch(ROLES + "/buyer", "permissions", List.of("report:read")).status()).isEqualTo(200);
		this.house.moveIn("auditor", "viewer");
		Api auditor = this.house.as("auditor");
		assertThat(auditor.get(GRANTS + "?role=buyer").data()).hasSize(1);
		JsonNode all = auditor.get(GRANTS + "?role=buyer&include_ended=true").data();
		assertThat(all).hasSize(2)
			.allSatisfy((one) -> assertThat(one.path("permissions")).extracting(JsonNode::asText)
				.isEqualTo(one.path("id").asText().equals(held) ? List.of("report:read")
						: List.of("cmdb:read", "vendor:read")));
		assertThat(auditor.get(GRANTS + "/export?include_ended=true").body()).contains("permissions\r\n")
			.contains(",buyer,false,", "cmdb:read vendor:read", "report:read");
		String trail = this.admin.get("/audit?limit=100").body();
		assertThat(trail).contains("user.role_granted", "buyer", "cmdb:read");
	}

	@Test
	void heedsWhoChangedItFirstAndIsMadeOnce() {
		Api twice = this.admin.with("Idempotency-Key", UUID.randomUUID().toString());
		Object[] fields = { "key", "buyer", "name_ja", "購買", "name_en", "Buyer", "permissions",
				List.of("vendor:read") };
		String id = twice.post(ROLES, fields).data().path("id").asText();
		Answer again = twice.post(ROLES, fields);
		assertThat(again.status()).as(again.body()).isEqualTo(201);
		assertThat(again.data().path("id").asText()).isEqualTo(id);
		String version = this.admin.get(ROLES + "/buyer").header("ETag");
		assertThat(this.admin.with("If-Match", version).patch(ROLES + "/" + id, "name_en", "Purchaser").status())
			.isEqualTo(200);
		assertThat(this.admin.with("If-Match", version).patch(ROLES + "/" + id, "name_en", "Late").status())
			.isEqualTo(412);
		assertThat(this.admin.with("If-Match", version).delete(ROLES + "/" + id).status()).isEqualTo(412);
		assertThat(this.admin.get(ROLES + "/buyer").data().path("name_en").asText()).isEqualTo("Purchaser");
		assertThat(code(this.admin.patch(ROLES + "/" + id, "key", "other"))).startsWith("400 key=");
	}

}
