package io.nagare.request;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** A table of the owner's says who may ask for what, and for whom. */
@NagareTest
class RequestEligibilityTests {

	private static final String REASON = "\"部下のいる人が申請してください。 / Ask your manager to request it.\"";

	@LocalServerPort
	private int port;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	/**
	 * Puts a row above the one that ships.
	 * @param inputs the cells of type, person, role, site, department, whether people
	 * answer to the person, and whether the person answers to somebody
	 */
	private Answer deploy(List<String> inputs, String mayAsk, String reason) {
		StringBuilder row = new StringBuilder("<rule id=\"own\">");
		for (int i = 0; i < inputs.size(); i++) {
			row.append("<inputEntry id=\"own%d\"><text>%s</text></inputEntry>".formatted(i, inputs.get(i)));
		}
		row.append("<outputEntry id=\"ownMay\"><text>%s</text></outputEntry>".formatted(mayAsk))
			.append("<outputEntry id=\"ownReason\"><text>%s</text></outputEntry></rule>".formatted(reason));
		return this.house.deploy("request-eligibility.dmn", OwnModels.shipped("rules/request/request-eligibility.dmn")
			.replace("<rule id=\"everybody\">", row + "<rule id=\"everybody\">"));
	}

	private void refuses(String... inputs) {
		Answer deployed = deploy(List.of(inputs), "false", REASON);
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
	}

	private List<String> listed(String name) {
		return each(this.house.as(name).get("/requests/types").data(), "type");
	}

	private Answer ask(String name, Object... more) {
		List<Object> fields = new ArrayList<>(List.of("type", "new-workplace", "person", "山田", "place", "3階"));
		fields.addAll(List.of(more));
		return this.house.as(name).post("/requests", fields.toArray());
	}

	@Test
	void letsOnlyThoseAskWhoHavePeople() {
		String reporter = this.house.idOf("reporter");
		assertThat(listed("reporter")).as("as shipped").contains("new-workplace");
		assertThat(ask("reporter").status()).isEqualTo(201);
		refuses("\"new-workplace\"", "\"requester\"", "", "", "", "false", "");
		assertThat(listed("reporter")).doesNotContain("new-workplace").contains("system-access");
		Answer refused = ask("reporter");
		assertThat(refusal(refused)).isEqualTo("403 FORBIDDEN type=not_eligible");
		assertThat(refused.body()).contains("You may not ask for “A new workplace”. Ask your manager to request it.");
		assertThat(this.house.as("reporter")
			.with("Accept-Language", "ja")
			.post("/requests", "type", "new-workplace", "person", "山田", "place", "3階")
			.body()).contains("「新しい職場」は申請できません。部下のいる人が申請してください。");
		assertThat(refusal(
				this.house.as("reporter").postRaw("/request-drafts", "{\"fields\": {\"type\": \"new-workplace\"}}")))
			.isEqualTo("403 FORBIDDEN type=not_eligible");
		this.house.answersTo("agent1", "reporter");
		assertThat(listed("reporter")).as("somebody answers to him now").contains("new-workplace");
		assertThat(ask("reporter").status()).isEqualTo(201);
		assertThat(OwnHouse.at(this.port).as("reporter").get("/requests/types").body())
			.as("another house has its own table")
			.contains("new-workplace");
	}

	/** What he was let begin before. */
	@Test
	void sendsNoDraftOfWhatOneMayNotAskForAnyMore() {
		Answer kept = this.house.as("reporter")
			.postRaw("/request-drafts",
					"{\"fields\": {\"type\": \"new-workplace\", \"person\": \"x\", \"place\": \"y\"}}");
		assertThat(kept.status()).as(kept.body()).isEqualTo(201);
		refuses("\"new-workplace\"", "", "\"user\"", "", "", "", "");
		String path = "/request-drafts/" + kept.data().path("id").asText();
		assertThat(refusal(this.house.as("reporter").post(path + "/send")))
			.isEqualTo("403 FORBIDDEN type=not_eligible");
		assertThat(this.house.as("reporter").get(path).status()).as("it is still there").isEqualTo(200);
	}

	@Test
	void asksItOfWhomItIsForAndOfWhoAsksByAnAgent() {
		String colleague = this.house.moveIn("colleague", "viewer");
		refuses("\"new-workplace\"", "\"requested_for\"", "\"viewer\"", "", "", "", "");
		assertThat(refusal(ask("reporter", "requested_for_id", colleague)))
			.isEqualTo("403 FORBIDDEN requested_for_id=person_not_eligible");
		assertThat(ask("reporter", "requested_for_id", this.house.idOf("agent1")).status()).isEqualTo(201);
		refuses("\"new-workplace\"", "\"requester\"", "\"user\"", "", "", "", "");
		assertThat(refusal(ask("agent1", "reporter_id", this.house.idOf("reporter"))))
			.isEqualTo("403 FORBIDDEN reporter_id=person_not_eligible");
		assertThat(ask("agent1").status()).isEqualTo(201);
		assertThat(ask("agent1", "requested_for_id", this.house.idOf("reporter")).status())
			.as("he asks for him, and not as him")
			.isEqualTo(201);
		// one role that may is enough
		assertThat(this.house.as("admin")
			.post("/role-grants", "user_id", this.house.idOf("reporter"), "role", "operator")
			.status()).isEqualTo(201);
		assertThat(ask("reporter").status()).isEqualTo(201);
	}

	@Test
	void asksForThePersonsOwnDepartment() {
		String department = this.house.as("admin").post("/departments", "name", "経理部").data().path("id").asText();
		refuses("\"new-workplace\"", "", "", "", "\"経理部\"", "", "false");
		assertThat(ask("reporter").status()).isEqualTo(201);
		assertThat(this.house.as("admin")
			.patch("/users/" + this.house.idOf("reporter"), "department_id", department)
			.status()).isEqualTo(200);
		assertThat(refusal(ask("reporter"))).isEqualTo("403 FORBIDDEN type=not_eligible");
		this.house.answersTo("reporter", "manager");
		assertThat(ask("reporter").status()).as("who answers to somebody may").isEqualTo(201);
	}

	/** The table opens nothing that the model keeps closed, and says why it closes. */
	@Test
	void narrowsWhatTheModelSaysAndIsRefusedWithoutAReason() {
		assertThat(deploy(List.of("\"access-review\"", "", "", "", "", "", ""), "true", "").status()).isEqualTo(200);
		assertThat(listed("reporter")).doesNotContain("access-review");
		Answer silent = deploy(List.of("\"new-workplace\"", "", "", "", "", "", ""), "false", "");
		assertThat(silent.status()).as(silent.body()).isNotEqualTo(200);
		assertThat(silent.body()).contains("reason");
		Answer unknown = deploy(List.of("\"new-workplace\"", "\"everybody\"", "", "", "", "", ""), "false", REASON);
		assertThat(unknown.status()).as("a word that the column does not allow").isNotEqualTo(200);
		// where no row fits, nobody may
		Answer emptied = this.house.deploy("request-eligibility.dmn",
				OwnModels.shipped("rules/request/request-eligibility.dmn")
					.replace("<inputEntry id=\"everybody1\">\n          <text></text>",
							"<inputEntry id=\"everybody1\">\n          <text>\"system-access\"</text>"));
		assertThat(emptied.status()).as(emptied.body()).isEqualTo(200);
		assertThat(listed("agent1")).containsExactly("system-access");
		assertThat(refusal(ask("agent1"))).isEqualTo("403 FORBIDDEN type=not_eligible");
	}

}
