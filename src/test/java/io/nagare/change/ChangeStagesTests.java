package io.nagare.change;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.cmdb.DemoItems;
import io.nagare.directory.Tenants;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** The stages of a change are processes of their own. */
@NagareTest
class ChangeStagesTests {

	@Autowired
	private Changing changing;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private Tenants tenants;

	@Autowired
	private DemoItems items;

	private String gateway = "";

	@BeforeEach
	void prepare() {
		this.items.seed();
		this.changing.seatBoards();
		this.gateway = this.changing.item("本社VPNゲートウェイ");
	}

	private JsonNode processes(String id) {
		return this.changing.as("manager").get("/changes/" + id + "/process").data();
	}

	private JsonNode leadsTo(String username, String id, String action) {
		return StreamSupport
			.stream(this.changing.as(username).get("/changes/" + id + "/actions").data().spliterator(), false)
			.filter((open) -> open.path("name").asText().equals(action))
			.findFirst()
			.orElseThrow()
			.path("leads_to");
	}

	@Test
	void showsEachStageThatAChangeEnteredBehindWhatCalledIt() {
		String id = this.changing.voted(this.gateway);
		JsonNode processes = processes(id);
		assertThat(processes.findValuesAsText("key")).containsExactly("change", "change-assessment",
				"change-authorization");
		assertThat(each(processes, "called_element")).containsExactly("null", "planAndAssess", "authorise");
		assertThat(processes.at("/1/ended_at").isNull()).isFalse();
		assertThat(processes.at("/2/ended_at").isNull()).isTrue();
		assertThat(processes.at("/2/parent_id")).isEqualTo(processes.at("/0/id"));
		assertThat(this.changing.tokens(id)).containsExactly("authorization");
		assertThat(this.changing.as("manager")
			.get("/changes/" + id + "/process/diagram?instance=" + processes.at("/2/id").asText())
			.body()).containsPattern("process [^>]*id=\"change-authorization\"");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
		assertThat(this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(id).count()).isZero();
	}

	@Test
	void knowsWhereAnActionLeadsBeyondItsStage() {
		String id = this.changing.submitted();
		assertThat(leadsTo("agent2", id, "assess")).extracting(JsonNode::asText)
			.contains("new", "authorization", "scheduled", "rejected")
			.doesNotContain("closed", "implementation");
		assertThat(leadsTo("agent1", id, "cancel")).extracting(JsonNode::asText).containsExactly("cancelled");
	}

	/** From the next time the stage is entered, and for nobody else. */
	@Test
	void letsATenantHaveAStageOfItsOwn() throws Exception {
		String before = this.changing.voted(this.gateway);
		String stage = Files.readString(Path.of("processes/change/change-authorization.bpmn"), StandardCharsets.UTF_8)
			.replace("name=\"status\" value=\"authorization\"", "name=\"status\" value=\"before_the_board\"");
		String deployment = deploy("demo", stage);
		String others = deploy("other",
				stage.replace("name=\"status\" value=\"before_the_board\"", "name=\"status\" value=\"elsewhere\""));
		try {
			String after = this.changing.voted(this.gateway);
			assertThat(this.changing.status(before)).isEqualTo("authorization/in_work");
			assertThat(this.changing.status(after)).isEqualTo("before_the_board/in_work");
			assertThat(this.changing.tokens(after)).containsExactly("before_the_board");
			assertThat(this.changing.open("cab1", after)).contains("vote");
			for (String id : List.of(before, after)) {
				this.changing.does("cab1", id, "vote", "vote", "approve");
				this.changing.does("cab2", id, "vote", "vote", "approve");
				assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
				this.changing.does("agent1", id, "cancel", "reason", "終わり");
			}
		}
		finally {
			Tenancy.asPlatform(
					() -> List.of(deployment, others).forEach((one) -> this.repository.deleteDeployment(one, true)));
		}
	}

	private String deploy(String tenant, String stage) {
		return Tenancy.as(this.tenants.bySlug(tenant).orElseThrow(),
				() -> this.repository.createDeployment()
					.addString("change-authorization.bpmn", stage)
					.deploy()
					.getId());
	}

}
