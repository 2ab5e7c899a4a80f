package io.nagare.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A role that somebody asks for, holds for a while once others agreed, and loses. */
@NagareTest
class RoleRequestTests {

	private static final String REQUESTS = "/requests/";

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Api reporter;

	private Api admin;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.house.moveIn("boss", "user");
		this.reporter = this.house.as("reporter");
		this.admin = this.house.as("admin");
		this.house.answersTo("reporter", "boss");
	}

	private String asked(Api by, String role) {
		return asked("role-request", by, role);
	}

	private static String asked(String type, Api by, String role) {
		Answer made = by.post("/requests", "type", type, "role", role, "hours", "24", "purpose", "障害の対応");
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return made.data().path("id").asText();
	}

	private Answer act(String person, String id, String action, Object... fields) {
		return this.house.as(person).post(REQUESTS + id + "/actions/" + action, fields);
	}

	/** The role that he holds beside his main one. */
	private Optional<JsonNode> granted(String person) {
		return StreamSupport
			.stream(this.admin.get("/role-grants?user_id=" + this.house.idOf(person)).data().spliterator(), false)
			.filter((one) -> one.path("id").isTextual())
			.findFirst();
	}

	@Test
	void isHeldUntilItsEndOnceTheManagerAndAnAdministratorAgreed() {
		String id = asked(this.reporter, "operator");
		assertThat(this.reporter.get("/cis").status()).isEqualTo(403);
		assertThat(refusal(act("reporter", id, "approve"))).isEqualTo("403 FORBIDDEN");
		assertThat(act("boss", id, "approve").data().path("status").asText()).isEqualTo("granting");
		assertThat(granted("reporter")).isEmpty();
		assertThat(refusal(act("manager", id, "grant"))).isEqualTo("403 FORBIDDEN");
		Answer done = act("admin", id, "grant");
		assertThat(done.data().path("phase").asText()).as(done.body()).isEqualTo("closed");

		JsonNode grant = granted("reporter").orElseThrow();
		assertThat(grant.path("role").asText()).isEqualTo("operator");
		assertThat(grant.path("reason").asText()).isEqualTo(done.data().path("request_number").asText() + ": 障害の対応");
		assertThat(Instant.parse(grant.path("until").asText())).isCloseTo(Instant.now().plus(Duration.ofHours(24)),
				within(Duration.ofMinutes(5)));
		assertThat(this.reporter.get("/cis").status()).isEqualTo(200);
		assertThat(this.admin.get("/audit?entity_type=role_grant&entity_id=" + grant.path("id").asText()).data())
			.isNotEmpty();
	}

	@Test
	void isNotGrantedWhereOneOfThemSaysNo() {
		String refused = asked(this.reporter, "manager");
		assertThat(act("boss", refused, "refuse", "refusal_reason", "不要").data().path("phase").asText())
			.isEqualTo("cancelled");
		String later = asked(this.reporter, "manager");
		act("boss", later, "approve");
		assertThat(act("admin", later, "refuse", "refusal_reason", "不要").data().path("phase").asText())
			.isEqualTo("cancelled");
		assertThat(granted("reporter")).isEmpty();
	}

	@Test
	void isGrantedByNobodyWhoAskedOrApproved() {
		String own = asked(this.admin, "viewer");
		act("manager", own, "approve");
		assertThat(refusal(act("admin", own, "grant"))).isEqualTo("403 FORBIDDEN");

		this.house.moveIn("second", "admin");
		this.house.answersTo("reporter", "admin");
		String approved = asked(this.reporter, "viewer");
		assertThat(act("admin", approved, "approve").status()).isEqualTo(200);
		assertThat(refusal(act("admin", approved, "grant"))).isEqualTo("403 FORBIDDEN");
		assertThat(act("second", approved, "grant").status()).isEqualTo(200);
		assertThat(granted("reporter").orElseThrow().path("role").asText()).isEqualTo("viewer");
	}

	@Test
	void isNoneThatAdministersAndNoneThatIsHeld() {
		assertThat(refusal(this.reporter.post("/requests", "type", "role-request", "role", "admin", "hours", "24",
				"purpose", "x")))
			.startsWith("400 VALIDATION_FAILED role=");
		String first = asked(this.reporter, "viewer");
		String again = asked(this.reporter, "viewer");
		act("boss", first, "approve");
		act("boss", again, "approve");
		assertThat(act("admin", first, "grant").status()).isEqualTo(200);
		assertThat(refusal(act("admin", again, "grant"))).startsWith("409 CONFLICT role=role_held");
		assertThat(this.admin.get(REQUESTS + again).data().path("status").asText()).isEqualTo("granting");
	}

	/** Whoever draws models and tables gives nobody a role that nobody approved. */
	@Test
	void needsTheApprovalOfAnotherWhateverTheTableSays() throws IOException {
		deploy("request-approval.dmn", Files.readString(Path.of("rules", "request", "request-approval.dmn"))
			.replaceFirst("(?s)(id=\"rolesForAWhile7\">\\s*<text>)\"manager\"", "$1\"none\""));
		String id = asked(this.reporter, "operator");
		assertThat(this.admin.get(REQUESTS + id).data().path("status").asText()).isEqualTo("granting");
		assertThat(refusal(act("admin", id, "grant"))).startsWith("409 CONFLICT role=approval_of_another");
		assertThat(granted("reporter")).isEmpty();
	}

	/** Nor makes an administrator of anybody. */
	@Test
	void administersNothingWhateverTheFormOffers() throws IOException {
		deploy("ask-any-role.form",
				Files.readString(Path.of("forms", "request", "ask-role.form"))
					.replace("ask-role", "ask-any-role")
					.replace("\"viewer\"", "\"admin\""));
		deploy("any-role.bpmn",
				Files.readString(Path.of("processes", "request", "role-request.bpmn"))
					.replace("id=\"role-request\"", "id=\"any-role\"")
					.replace("bpmnElement=\"role-request\"", "bpmnElement=\"any-role\"")
					.replace("value=\"role-request\"", "value=\"any-role\"")
					.replace("value=\"ask-role\"", "value=\"ask-any-role\""));
		String id = asked("any-role", this.reporter, "admin");
		act("boss", id, "approve");
		assertThat(refusal(act("admin", id, "grant"))).startsWith("403 FORBIDDEN role=role_too_high");
		assertThat(granted("reporter")).isEmpty();
	}

	private void deploy(String file, String content) {
		Answer deployed = this.house.deploy(file, content);
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
	}

}
