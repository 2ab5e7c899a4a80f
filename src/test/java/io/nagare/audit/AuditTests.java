package io.nagare.audit;

import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.PluralAttribute;
import org.bouncycastle.util.encoders.Base32;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.Statements;
import io.nagare.directory.AcrossTenants;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.directory.NewUser;
import io.nagare.directory.UserManagement;

import static org.awaitility.Awaitility.await;
import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What gets on record, who reads it, and what never does. */
@NagareTest
class AuditTests {

	private static final String PASS_PHRASE = "a long pass phrase 1";

	@LocalServerPort
	private int port;

	@Autowired
	private As as;

	@Autowired
	private UserManagement users;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private EntityManagerFactory entities;

	private final Owner owner;

	private Api api;

	private Api admin;

	AuditTests(@Autowired FlywayConnectionDetails owner) {
		this.owner = new Owner(owner);
	}

	@BeforeEach
	void signIn() {
		this.api = Api.at(this.port);
		this.admin = this.api.as("admin");
	}

	/** The rows about a thing, oldest first. */
	private List<JsonNode> about(Object entity) {
		List<JsonNode> rows = new ArrayList<>();
		this.admin.get("/audit?limit=100&entity_id=" + entity).data().forEach((row) -> rows.add(0, row));
		return rows;
	}

	private JsonNode one(Object entity, String action) {
		List<JsonNode> rows = about(entity).stream()
			.filter((row) -> row.path("action").asText().equals(action))
			.toList();
		assertThat(rows).as(action).hasSize(1);
		return rows.get(0);
	}

	private static List<String> actions(List<JsonNode> rows) {
		return rows.stream().map((row) -> row.path("action").asText()).toList();
	}

	private static String id(JsonNode thing) {
		return thing.path("id").asText();
	}

	private UUID newUser() {
		String name = "u" + UUID.randomUUID().toString().substring(0, 8);
		Answer answer = this.admin.post("/users", "username", name, "email", name + "@demo.example", "first_name", "次郎",
				"last_name", "森", "role", "user", "password", PASS_PHRASE);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return UUID.fromString(answer.data().path("id").asText());
	}

	@Test
	void recordsAReportAsOneRowWithWhoForWhomAndFromWhere() {
		JsonNode incident = this.api.as("agent1").report("Printer", "reporter_id", this.api.as("reporter1").me());
		JsonNode row = one(id(incident), "incident.create");
		assertThat(actions(about(id(incident)))).containsExactly("incident.create");
		assertThat(row.path("actor").path("id").asText()).isEqualTo(this.api.as("agent1").me());
		assertThat(row.path("actor").path("name").asText()).isEqualTo("agent1");
		assertThat(row.path("on_behalf_of").asText()).isEqualTo(this.api.as("reporter1").me());
		assertThat(row.path("channel").asText()).isEqualTo("api");
		assertThat(row.path("address").asText()).isEqualTo("127.0.0.1");
		assertThat(row.path("entity_type").asText()).isEqualTo("incident");
		assertThat(row.path("before").isNull()).isTrue();
		assertThat(row.path("after").path("title").asText()).isEqualTo("Printer");
		// as it stands at the end of the transaction, not as it was first inserted
		assertThat(row.path("after").path("status").asText()).isEqualTo(incident.path("status").asText());
	}

	@Test
	void namesNobodyElseWhereSomebodyReportsForHimself() {
		JsonNode row = one(id(this.api.as("reporter1").report("Mouse")), "incident.create");
		assertThat(row.path("on_behalf_of").isNull()).isTrue();
	}

	@Test
	void recordsWhatAChangeChanged() {
		String incident = id(this.api.as("agent1").report("Old title"));
		assertThat(this.api.as("agent1").patch("/incidents/" + incident, "title", "New title").status()).isEqualTo(200);
		JsonNode row = one(incident, "incident.update");
		assertThat(row.path("before").toString()).isEqualTo("{\"title\":\"Old title\"}");
		assertThat(row.path("after").toString()).isEqualTo("{\"title\":\"New title\"}");
	}

	/** PostgreSQL counts the statements of a transaction; the driver halves a batch. */
	@Test
	void writesAllRowsOfATransactionInOneBatch() {
		UUID user = newUser();
		this.admin.patch("/users/" + user, "role", "operator", "password", "another long pass phrase", "vip", true);
		assertThat(this.acrossTenants.read(() -> this.jdbc.queryForMap("""
				SELECT count(*) AS all_rows, count(DISTINCT r.cmin::text) <= 2 AS at_once FROM audit_log r
				 WHERE position = (SELECT position FROM audit_log WHERE entity_id = ? AND action = 'user.role_changed')
				""", user.toString()))).containsEntry("all_rows", 3L).containsEntry("at_once", true);
	}

	@Test
	void addsOneStatementToAReport() {
		Api reporter = this.api.as("reporter1");
		assertThat(Statements.of(() -> reporter.report("Counted"))).filteredOn((sql) -> sql.contains("audit_log"))
			.hasSize(1);
	}

	@Test
	void recordsNothingOfWhatWasRolledBack() {
		UUID[] rolledBack = new UUID[1];
		this.as.user("admin", () -> new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			rolledBack[0] = this.users
				.create(this.as.caller("admin"),
						new NewUser("rolledback", "rolledback@demo.example", "太郎", "田中", null, null, null, null, null,
								null, null, null))
				.id();
			status.setRollbackOnly();
		}));
		assertThat(about(rolledBack[0])).isEmpty();
	}

	@Test
	void recordsWhatWorksOutsideOfRequestsToo() {
		UUID user = this.as.user("admin", () -> this.users
			.create(this.as.caller("admin"), new NewUser("bycode" + UUID.randomUUID().toString().substring(0, 8),
					UUID.randomUUID() + "@demo.example", "太郎", "田中", null, null, null, null, null, null, null, null))
			.id());
		JsonNode row = one(user, "user.create");
		assertThat(row.path("channel").asText()).isEqualTo("job");
		assertThat(row.path("address").isNull()).isTrue();
	}

	@Test
	void recordsRolesPasswordsAndWhoMayBeHere() {
		UUID user = newUser();
		this.admin.patch("/users/" + user, "role", "operator");
		this.admin.patch("/users/" + user, "password", "another long pass phrase");
		this.admin.patch("/users/" + user, "is_active", false);
		this.admin.patch("/users/" + user, "is_active", true);
		assertThat(actions(about(user))).contains("user.create", "user.role_changed", "user.password_changed",
				"user.deactivated", "user.reactivated");
		JsonNode change = about(user).stream()
			.filter((row) -> row.path("after").path("role").asText().equals("operator") && !row.path("before").isNull())
			.findFirst()
			.orElseThrow();
		assertThat(change.path("before").path("role").asText()).isEqualTo("user");
	}

	@Test
	void tellsTheTenantWhatThePlatformDoesToItsPeople() {
		UUID user = newUser();
		String name = one(user, "user.create").path("after").path("username").asText();
		Api own = this.api.as(name, PASS_PHRASE);
		assertThat(own
			.post("/auth/tokens", "name", "script", "expires_at", Instant.now().plusSeconds(600).toString(),
					"read_only", true)
			.status()).isEqualTo(201);
		Api platform = this.api.as("platform");
		assertThat(platform.patch("/users/" + user, "password", "another long pass phrase").status()).isEqualTo(403);
		assertThat(platform.delete("/users/" + user + "/tokens").status()).isEqualTo(204);
		assertThat(platform.patch("/users/" + user, "is_active", false).status()).isEqualTo(200);
		assertThat(platform.patch("/users/" + user, "is_active", true).status()).isEqualTo(200);
		for (String action : List.of("user.deactivated", "user.reactivated", "auth.token_revoked")) {
			assertThat(one(user, action).at("/actor/name").asText()).isEqualTo("platform");
		}
		assertThat(platform.get("/audit?entity_id=" + user).data()).isEmpty();
	}

	@Test
	void tellsTheTenantThatThePlatformGaveItAnAdministrator() {
		Api platform = this.api.as("platform");
		String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
		Map<String, Object> boss = Map.of("username", slug, "email", slug + "@x.example", "first_name", "A",
				"last_name", "B", "password", PASS_PHRASE);
		String tenant = id(platform.post("/tenants", "slug", slug, "name", "T", "admin", boss).data());
		String former = platform.get("/users?q=" + slug).data().path(0).path("id").asText();
		assertThat(platform.patch("/users/" + former, "is_active", false).status()).isEqualTo(200);
		Map<String, Object> next = Map.of("username", slug + "b", "email", slug + "b@x.example", "first_name", "A",
				"last_name", "B", "password", PASS_PHRASE);
		assertThat(platform.patch("/tenants/" + tenant, "admin", next).status()).isEqualTo(200);
		JsonNode rows = this.api.as(slug + "b", PASS_PHRASE).get("/audit?limit=100&action=user.").data();
		assertThat(each(rows, "action")).contains("user.create", "user.deactivated");
		assertThat(rows).anySatisfy((row) -> {
			assertThat(row.path("action").asText()).isEqualTo("user.create");
			assertThat(row.at("/actor/name").asText()).isEqualTo("platform");
			assertThat(row.at("/after/username").asText()).isEqualTo(slug + "b");
		});
	}

	@Test
	void recordsTokensThatOpenNothing() throws Exception {
		String token = new Client(this.port).login("agent1", "demo").text("access_token");
		JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
		Map<String, List<String>> shown = Map.of("forged",
				List.of(new PlainJWT(claims).serialize(), token.substring(0, token.length() - 9),
						token.substring(0, token.lastIndexOf('.') + 1), "garbage"),
				"unknown", List.of("ngr_" + "x".repeat(43)), "malformed", List.of("not a token"));
		for (String door : List.of("/api/v1/categories", "/engine-rest/task?maxResults=1")) {
			for (Map.Entry<String, List<String>> kind : shown.entrySet()) {
				for (String bad : kind.getValue()) {
					assertThat(refusedBy(new Client(this.port).bearing(bad), door)).as(bad).isEqualTo(kind.getKey());
				}
			}
			Client stranger = new Client(this.port);
			Client ended = stranger.bearing(stranger.login("agent1", "demo").text("access_token"));
			assertThat(ended.post("/api/v1/auth/logout", "{}").status()).isEqualTo(204);
			assertThat(refusedBy(ended, door)).isEqualTo("ended");
		}
		assertThat(refusedBy(new Client(this.port).basic("agent1", "ngr_" + "y".repeat(43)),
				"/engine-rest/task?maxResults=1"))
			.isEqualTo("unknown");
		for (String part : List.of(token, "ngr_xxx", "garbage", "not a token")) {
			assertThat(this.api.as("platform").get("/audit?limit=100&action=auth.token_refused").body())
				.doesNotContain(part);
		}
	}

	/** Why the door does not open, as the one row says that it leaves. */
	private String refusedBy(Client client, String door) {
		String before = this.api.as("platform").get("/audit?limit=1&action=auth.token_refused").data().toString();
		assertThat(client.get(door).status()).isEqualTo(401);
		JsonNode rows = this.api.as("platform").get("/audit?limit=2&action=auth.token_refused").data();
		assertThat(rows.path(0).toString()).isNotEqualTo(before);
		assertThat(before.equals("[]") || before.equals("[" + rows.path(1) + "]")).isTrue();
		assertThat(rows.path(0).path("actor").isNull()).isTrue();
		assertThat(rows.path(0).path("address").asText()).isEqualTo("127.0.0.1");
		return rows.path(0).at("/after/why").asText();
	}

	@Test
	void recordsNothingOfWhoShowsNoToken() {
		String before = this.api.as("platform").get("/audit?limit=1&action=auth.token_refused").data().toString();
		assertThat(new Client(this.port).get("/api/v1/categories").status()).isEqualTo(401);
		assertThat(new Client(this.port).get("/engine-rest/task").status()).isEqualTo(401);
		assertThat(this.api.as("platform").get("/audit?limit=1&action=auth.token_refused").data().toString())
			.isEqualTo(before);
	}

	@Test
	void recordsSignInsAndSignOuts() {
		UUID user = newUser();
		String name = one(user, "user.create").path("after").path("username").asText();
		Client stranger = new Client(this.port);
		assertThat(stranger.login(name, "wrong").status()).isEqualTo(401);
		Answer tokens = stranger.login(name, PASS_PHRASE);
		Client bearer = stranger.bearing(tokens.text("access_token"));
		assertThat(bearer.post("/api/v1/auth/logout", "{}").status()).isEqualTo(204);
		List<JsonNode> rows = about(user).stream()
			.filter((row) -> row.path("action").asText().startsWith("auth."))
			.toList();
		assertThat(actions(rows)).containsExactly("auth.sign_in_failed", "auth.sign_in", "auth.sign_out");
		assertThat(rows.get(0).path("actor").isNull()).isTrue();
		assertThat(rows.get(1).path("actor").path("name").asText()).isEqualTo(name);
		assertThat(rows.get(2).path("actor").path("id").asText()).isEqualTo(user.toString());
	}

	@Test
	void recordsARefreshTokenThatIsUsedTwice() {
		UUID user = newUser();
		Client stranger = new Client(this.port);
		String token = stranger.login(one(user, "user.create").path("after").path("username").asText(), PASS_PHRASE)
			.text("refresh_token");
		String body = "{\"refresh_token\":\"" + token + "\"}";
		assertThat(stranger.post("/api/v1/auth/refresh", body).status()).isEqualTo(200);
		assertThat(stranger.post("/api/v1/auth/refresh", body).status()).isEqualTo(401);
		assertThat(actions(about(user))).contains("auth.refresh_token_reused").doesNotContain("auth.sign_out");
	}

	@Test
	void recordsASignInAtTheEnginesDoorOnce() {
		UUID user = newUser();
		this.admin.patch("/users/" + user, "role", "operator");
		String name = one(user, "user.create").path("after").path("username").asText();
		Client program = new Client(this.port).basic(name, PASS_PHRASE);
		assertThat(program.get("/engine-rest/task/count").status()).isEqualTo(200);
		assertThat(one(user, "auth.sign_in").path("channel").asText()).isEqualTo("engine-rest");
		// what the change of the role brings to other nodes may make this one forget once
		// more
		await().untilAsserted(() -> {
			int before = about(user).size();
			assertThat(program.get("/engine-rest/task/count").status()).isEqualTo(200);
			assertThat(about(user)).hasSize(before);
		});
	}

	@Test
	void recordsTokensEndedSignInsAndSecondFactors() {
		UUID user = newUser();
		String name = one(user, "user.create").path("after").path("username").asText();
		Api own = this.api.as(name, PASS_PHRASE);
		Answer token = own.post("/auth/tokens", "name", "script", "expires_at",
				Instant.now().plusSeconds(600).toString(), "read_only", true);
		assertThat(token.status()).as(token.body()).isEqualTo(201);
		assertThat(own.delete("/auth/tokens/" + id(token.data())).status()).isEqualTo(204);
		assertThat(this.admin.delete("/users/" + user + "/sessions").status()).isEqualTo(204);
		JsonNode made = one(user, "auth.token_created");
		assertThat(made.at("/actor/name").asText()).isEqualTo(name);
		assertThat(made.at("/after/name").asText()).isEqualTo("script");
		assertThat(made.at("/after/read_only").asBoolean()).isTrue();
		assertThat(made.toString()).doesNotContain(token.data().path("token").asText());
		assertThat(one(user, "auth.token_revoked").at("/actor/name").asText()).isEqualTo(name);
		assertThat(one(user, "auth.session_ended").at("/actor/name").asText()).isEqualTo("admin");
		Api again = Api.at(this.port).again(name, PASS_PHRASE);
		String secret = again.post("/auth/second-factor").data().path("secret").asText();
		Answer confirmed = again.post("/auth/second-factor/confirm", "code", codeOf(secret));
		assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
		String recoveryCode = confirmed.data().path("recovery_codes").get(0).asText();
		assertThat(new Client(this.port)
			.post("/api/v1/auth/login",
					"{\"username\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}".formatted(name, PASS_PHRASE,
							recoveryCode))
			.status()).isEqualTo(200);
		assertThat(this.admin.delete("/users/" + user + "/second-factor").status()).isEqualTo(204);
		assertThat(one(user, "auth.second_factor_enrolled").at("/actor/name").asText()).isEqualTo(name);
		assertThat(one(user, "auth.recovery_code_used").at("/actor/name").asText()).isEqualTo(name);
		assertThat(one(user, "auth.second_factor_reset").at("/actor/name").asText()).isEqualTo("admin");
		assertThat(about(user).toString()).doesNotContain(secret, recoveryCode);
	}

	private static String codeOf(String secret) {
		try {
			return new TimeBasedOneTimePasswordGenerator()
				.generateOneTimePasswordString(new SecretKeySpec(Base32.decode(secret), "HmacSHA1"), Instant.now());
		}
		catch (InvalidKeyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void recordsWhoWouldGiveHimselfMore() {
		String path = "/users/" + this.api.as("agent2").me();
		assertThat(refusal(this.api.as("agent2").patch(path, "role", "admin"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusedPaths(this.api.as("agent2"))).contains("PATCH /api/v1" + path);
		String own = "/users/" + this.admin.me();
		assertThat(refusal(this.admin.patch(own, "role", "platform"))).isEqualTo("403 FORBIDDEN role=role_too_high");
		assertThat(refusedPaths(this.admin)).contains("PATCH /api/v1" + own);
	}

	@Test
	void recordsWhatALimitedTokenIsRefused() {
		UUID user = newUser();
		String name = one(user, "user.create").path("after").path("username").asText();
		Api own = this.api.as(name, PASS_PHRASE);
		String token = own
			.post("/auth/tokens", "name", "reader", "expires_at", Instant.now().plusSeconds(600).toString(),
					"read_only", true)
			.data()
			.path("token")
			.asText();
		assertThat(new Client(this.port).bearing(token).post("/api/v1/incidents", "{}").status()).isEqualTo(403);
		assertThat(refusedPaths(own)).containsExactly("POST /api/v1/incidents");
	}

	@Test
	void recordsWhoComesFromWhereHisRoleDoesNotEnter() {
		Api own = this.api.as(one(newUser(), "user.create").path("after").path("username").asText(), PASS_PHRASE);
		String rules = "{\"rules\":[{\"role\":\"user\",\"addresses\":[\"192.0.2.0/24\"]}]}";
		assertThat(this.admin.putRaw("/access-rules", rules).status()).isEqualTo(200);
		try {
			assertThat(own.get("/categories").status()).isEqualTo(403);
		}
		finally {
			assertThat(this.admin.putRaw("/access-rules", "{\"rules\":[]}").status()).isEqualTo(200);
		}
		assertThat(refusedPaths(own)).containsExactly("GET /api/v1/categories");
		JsonNode last = this.admin.get("/audit?limit=1&entity_type=access_rules").data().path(0);
		assertThat(last.path("action").asText()).isEqualTo("access_rules.update");
		assertThat(last.at("/actor/name").asText()).isEqualTo("admin");
		assertThat(last.at("/before/rules/rules/0/addresses/0").asText()).isEqualTo("192.0.2.0/24");
		assertThat(last.at("/after/rules/rules").isEmpty()).isTrue();
	}

	@Test
	void recordsWhatClientsDoInSomebodysName() {
		UUID user = newUser();
		this.admin.patch("/users/" + user, "role", "integrator");
		JsonNode client = this.admin.post("/oauth-clients", "name", "Link", "acts_as_id", user).data();
		String id = client.path("id").asText();
		String secret = client.path("client_secret").asText();
		Map<String, String> grant = Map.of("grant_type", "client_credentials");
		Answer tokens = new Client(this.port).basic(id, secret).form("/oauth2/token", grant);
		assertThat(tokens.status()).isEqualTo(200);
		Answer reported = new Client(this.port).bearing(tokens.text("access_token"))
			.post("/api/v1/incidents", Api.json("title", "through a program", "priority", "low"));
		assertThat(one(reported.data().path("id").asText(), "incident.create").path("program").asText())
			.isEqualTo("Link");
		assertThat(one(user, "user.create").path("program").asText("")).isEmpty();
		assertThat(new Client(this.port).basic(id, "guess").form("/oauth2/token", grant).status()).isEqualTo(401);
		assertThat(one(user, "auth.sign_in").path("after").path("client_id").asText()).isEqualTo(id);
		assertThat(one(id, "auth.client_refused").path("actor").isNull()).isTrue();
		JsonNode created = one(id, "oauth_client.create");
		assertThat(created.path("after").path("secret_hash").asText()).isEqualTo("***");
		this.admin.patch("/oauth-clients/" + id, "is_active", false);
		assertThat(one(id, "oauth_client.update").path("after").path("active").asBoolean(true)).isFalse();
		assertThat(this.acrossTenants
			.read(() -> this.jdbc.queryForObject("SELECT count(*) FROM audit_log r WHERE r::text LIKE ?", Integer.class,
					"%" + secret + "%")))
			.isZero();
	}

	@Test
	void tellsNoNameThatNobodyHas() {
		String typed = "my-secret-" + UUID.randomUUID();
		new Client(this.port).login(typed, "x");
		assertThat(this.acrossTenants.read(() -> this.jdbc
			.queryForObject("SELECT count(*) FROM audit_log r WHERE r::text LIKE ?", Integer.class, "%" + typed + "%")))
			.isZero();
		assertThat(this.api.as("platform").get("/audit?action=auth.sign_in_failed").data()).isNotEmpty();
	}

	@Test
	void tellsNoSecret() {
		UUID user = newUser();
		JsonNode row = one(user, "user.create");
		assertThat(row.path("after").path("hashed_password").asText()).isEqualTo("***");
		Answer tokens = new Client(this.port).login(row.path("after").path("username").asText(), PASS_PHRASE);
		for (String secret : List.of(PASS_PHRASE, "argon2", tokens.text("refresh_token"),
				tokens.text("access_token"))) {
			assertThat(this.acrossTenants
				.read(() -> this.jdbc.queryForObject("SELECT count(*) FROM audit_log r WHERE r::text LIKE ?",
						Integer.class, "%" + secret + "%")))
				.as(secret)
				.isZero();
		}
	}

	@Test
	void keepsEveryFieldThatSoundsSecretOffTheRecord() {
		SessionFactoryImplementor factory = this.entities.unwrap(SessionFactoryImplementor.class);
		assertThat(this.entities.getMetamodel().getEntities()).isNotEmpty().allSatisfy((entity) -> {
			RecordedType type = RecordedType
				.of(factory.getMappingMetamodel().getEntityDescriptor(entity.getJavaType().getName()));
			List<String> told = type.isOnRecord() ? type.fields()
				.stream()
				.filter((field) -> !field.offRecord())
				.map(RecordedType.RecordedField::name)
				.toList() : List.of();
			assertThat(told).noneMatch((name) -> name.matches(".*(password|token|secret|hash|key_?material).*"));
			assertThat(entity.getAttributes()).extracting(Attribute::getName).isNotEmpty();
		});
	}

	/** Of an entity in a list the entity tells; of a list of words nobody would. */
	@Test
	void missesNoChangeOfAList() {
		assertThat(this.entities.getMetamodel().getEntities()).flatExtracting((entity) -> entity.getAttributes())
			.filteredOn(PluralAttribute.class::isInstance)
			.isNotEmpty()
			.allSatisfy((list) -> assertThat(list.getPersistentAttributeType())
				.isEqualTo(Attribute.PersistentAttributeType.ONE_TO_MANY));
	}

	@Test
	void recordsWhoLooksAtAConfidentialTicket() {
		String incident = id(this.api.as("reporter1").report("Payroll", "confidentiality", "confidential"));
		assertThat(actions(about(incident))).containsExactly("incident.create");
		assertThat(this.api.as("manager").get("/incidents/" + incident).status()).isEqualTo(200);
		assertThat(one(incident, "ticket.read_confidential").at("/actor/name").asText()).isEqualTo("manager");
		assertThat(this.api.as("agent1").get("/incidents/" + incident).status()).isEqualTo(404);
		assertThat(this.api.as("reporter1").get("/incidents/" + incident + "/work-notes").status()).isEqualTo(200);
		assertThat(about(incident).get(2).at("/actor/name").asText()).isEqualTo("reporter1");
		String open = id(this.api.as("reporter1").report("Mouse"));
		this.api.as("manager").get("/incidents/" + open);
		assertThat(actions(about(open))).containsExactly("incident.create");
	}

	@Test
	void recordsWhatIsRefusedAtEveryDoor() {
		Api viewer = this.api.as("viewer");
		assertThat(viewer.post("/categories", "name", "x").status()).isEqualTo(403);
		assertThat(viewer.get("/audit").status()).isEqualTo(403);
		assertThat(refusedPaths(viewer)).contains("POST /api/v1/categories", "GET /api/v1/audit");
		Client bearer = new Client(this.port).as("viewer");
		assertThat(bearer.get("/actuator/env").status()).isEqualTo(403);
		assertThat(bearer.get("/engine-rest/tenant").status()).isEqualTo(403);
		// nobody waits for a record that a filter writes when the answer has left already
		for (int i = 0; i < 100 && !refusedPaths(viewer).contains("GET /engine-rest/tenant"); i++) {
			Thread.onSpinWait();
		}
		assertThat(refusedPaths(viewer)).contains("GET /actuator/env", "GET /engine-rest/tenant");
	}

	private List<String> refusedPaths(Api caller) {
		return StreamSupport.stream(
				this.admin.get("/audit?limit=100&action=access.refused&actor_id=" + caller.me()).data().spliterator(),
				false)
			.map((row) -> row.path("after").path("method").asText() + " " + row.path("after").path("path").asText())
			.toList();
	}

	@Test
	void recordsWhatSomebodyWantsMailed() {
		this.api.as("agent2").put("/notifications/preferences", "by_mail", List.of("ticket.note"));
		assertThat(about(this.api.as("agent2").me()).stream()
			.filter((row) -> row.path("action").asText().equals("notification_preferences.chosen"))
			.map((row) -> row.path("after").toString())).contains("{\"by_mail\":[\"ticket.note\"]}");
	}

	@Test
	void recordsTheShippedModels() {
		JsonNode rows = this.api.as("platform").get("/audit?action=model.deployed&limit=100").data();
		assertThat(rows).isNotEmpty();
		assertThat(rows.toString()).contains("incident/incident.bpmn");
	}

	@Test
	void keepsTenantsApart() {
		String incident = id(this.api.as("reporter1").report("Ours"));
		Api other = this.api.as("other-admin");
		assertThat(other.get("/audit?entity_id=" + incident).data()).isEmpty();
		assertThat(this.api.as("platform").get("/audit?entity_id=" + incident).data()).isEmpty();
		assertThat(other.get("/audit/export?entity_id=" + incident).body()).isEmpty();
		Long seen = this.as.user("other-admin",
				() -> new TransactionTemplate(this.transactions).execute((status) -> this.jdbc
					.queryForObject("SELECT count(*) FROM audit_log WHERE entity_id = ?", Long.class, incident)));
		assertThat(seen).isZero();
	}

	@Test
	void isReadByThosePermitted() {
		for (String caller : List.of("manager", "agent1", "reporter1", "owner", "integrator", "viewer")) {
			for (String path : List.of("/audit", "/audit/export", "/audit/verification")) {
				assertThat(this.api.as(caller).get(path).status()).as(caller + path).isEqualTo(403);
			}
		}
	}

	@Test
	void pagesByCursorAndFilters() {
		String incident = id(this.api.as("agent1").report("Pages"));
		for (int i = 0; i < 4; i++) {
			this.api.as("agent1").patch("/incidents/" + incident, "title", "Pages " + i);
		}
		String path = "/audit?limit=2&entity_type=incident&entity_id=" + incident + "&actor_id="
				+ this.api.as("agent1").me();
		List<String> seen = new ArrayList<>();
		for (String next = path; !next.isEmpty();) {
			Answer page = this.admin.get(next);
			seen.addAll(each(page.data(), "id"));
			next = page.json().at("/links/next").asText("").replace("/api/v1", "");
		}
		assertThat(seen).hasSize(5).doesNotHaveDuplicates();
		assertThat(this.admin.get("/audit?action=incident.update&entity_id=" + incident).data()).hasSize(4);
		assertThat(this.admin.get("/audit?action=incident.&entity_id=" + incident).data()).hasSize(5);
		assertThat(this.admin.get("/audit?from=2030-01-01T00:00:00Z").data()).isEmpty();
		assertThat(this.admin.get("/audit?to=2020-01-01T00:00:00Z").data()).isEmpty();
	}

	@Test
	void refusesBadQuestions() {
		assertThat(refusal(this.admin.get("/audit?cursor=x"))).isEqualTo("400 VALIDATION_FAILED cursor=invalid");
		assertThat(refusal(this.admin.get("/audit?limit=101"))).isEqualTo("400 VALIDATION_FAILED limit=out_of_range");
		assertThat(refusal(this.admin.get("/audit?actor_id=x"))).isEqualTo("400 VALIDATION_FAILED actor_id=wrong_type");
		assertThat(refusal(this.admin.get("/audit?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED to=end_before_start");
		assertThat(refusal(this.admin.get("/audit/verification?known_seal=x")))
			.isEqualTo("400 VALIDATION_FAILED known_seal=bad_format");
	}

	@Test
	void handsOutTheLogAsLines() throws Exception {
		String incident = id(this.api.as("agent1").report("Taken home"));
		this.api.as("agent1").patch("/incidents/" + incident, "title", "Taken home again");
		Answer export = this.admin.get("/audit/export?entity_id=" + incident);
		assertThat(export.header("Content-Type")).startsWith("application/x-ndjson");
		List<JsonNode> rows = new ArrayList<>();
		for (String line : Stream.of(export.body().split("\n")).toList()) {
			rows.add(new ObjectMapper().readTree(line));
		}
		assertThat(actions(rows)).containsExactly("incident.create", "incident.update");
		assertThat(rows.get(0).path("entity_id").asText()).isEqualTo(incident);
		assertThat(this.admin.get("/audit?action=audit.exported").data()).isNotEmpty();
	}

	@Test
	void verifiesOverTheApi() {
		this.admin.get("/audit/verification");
		JsonNode verification = this.admin.get("/audit/verification").data();
		assertThat(verification.path("rows").asLong()).isPositive();
		assertThat(verification.path("findings").isArray()).isTrue();
	}

	@Test
	void changesNothingThatCannotBeRecorded() {
		String name = "Unrecorded " + UUID.randomUUID();
		this.owner.does((owner) -> owner
			.execute("ALTER TABLE audit_log ADD CONSTRAINT no_category CHECK (entity_type <> 'category') NOT VALID"));
		try {
			assertThat(this.admin.post("/categories", "name", name).status()).isEqualTo(500);
		}
		finally {
			this.owner.does((owner) -> owner.execute("ALTER TABLE audit_log DROP CONSTRAINT no_category"));
		}
		assertThat(this.admin.get("/categories?limit=100").body()).doesNotContain(name);
	}

}
