package io.nagare.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.WalksEveryPath;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** People ask for what models alone make, and get everything that tickets have. */
@NagareTest
class RequestTests {

	@LocalServerPort
	private int port;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ManagementService jobs;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	private String access(String level) {
		Answer asked = this.house.as("reporter")
			.post("/requests", "type", "system-access", "system", "ERP", "level", level, "purpose", "月次の締め");
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		assertThat(asked.data().path("request_number").asText()).matches("REQ\\d{7}");
		assertThat(asked.data().path("type").asText()).isEqualTo("system-access");
		assertThat(asked.data().path("title").asText()).isEqualTo("Access to a system");
		assertThat(asked.data().at("/fields/system").asText()).isEqualTo("ERP");
		return "/requests/" + asked.data().path("id").asText();
	}

	private JsonNode does(String name, String path, String action, Object... fields) {
		Answer answer = this.house.as(name).post(path + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private List<String> told(String name) {
		return each(this.house.as(name).get("/notifications?limit=100").data(), "kind");
	}

	private String status(String path) {
		JsonNode ticket = this.house.as("manager").get(path).data();
		return ticket.path("status").asText() + "/" + ticket.path("phase").asText();
	}

	@Test
	void showsACatalogueOfWhatModelsMake() {
		JsonNode types = this.house.as("reporter").get("/requests/types").data();
		JsonNode access = StreamSupport.stream(types.spliterator(), false)
			.filter((type) -> type.path("type").asText().equals("system-access"))
			.findFirst()
			.orElseThrow();
		assertThat(access.at("/label/ja").asText()).isEqualTo("システムの利用");
		assertThat(access.at("/category/en").asText()).isEqualTo("Accounts and access");
		assertThat(access.path("description").asText()).startsWith("Asks for rights");
		assertThat(each(access.path("fields"), "key")).containsExactly("system", "level", "purpose");
		assertThat(access.at("/fields/1/options/0/label/en").asText()).isEqualTo("Read");
	}

	/** Nobody else would give it to a team. */
	@Test
	void tellsTheOnlyManagerOnceThatWhatHeApprovesHasNoTeam() {
		String request = access("read");
		assertThat(told("manager")).containsExactly("ticket.decision_waits");
		does("manager", request, "approve");
		assertThat(told("manager")).containsExactly("ticket.unrouted", "ticket.decision_waits");
		String part = partOf(request);
		does("agent1", part, "start");
		does("agent1", part, "complete", "outcome", "done", "findings", "作成した");
		does("agent1", request, "grant", "account", "tanaka02");
		assertThat(told("manager")).containsOnlyOnce("ticket.unrouted");
	}

	@WalksEveryPath("system-access")
	void asksTheManagerAndTheOwner() throws IOException {
		this.house.moveIn("boss", "user");
		this.house.moveIn("keeper", "user");
		this.house.moveIn("second", "manager");
		String reporter = this.house.idOf("reporter");
		assertThat(this.house.as("admin").patch("/users/" + reporter, "manager_id", this.house.idOf("boss")).status())
			.isEqualTo(200);
		// reading: the manager alone, who is no agent
		String reading = access("read");
		assertThat(status(reading)).isEqualTo("manager_approval/on_hold");
		assertThat(told("boss")).as("his own manager, who is no agent").contains("ticket.decision_waits");
		assertThat(told("keeper")).isEmpty();
		assertThat(told("manager")).as("no other manager decides").doesNotContain("ticket.decision_waits");
		assertThat(refusal(this.house.as("manager").post(reading + "/actions/approve"))).isEqualTo("403 FORBIDDEN");
		assertThat(told("manager")).as("nobody can work on it yet").doesNotContain("ticket.unrouted");
		assertThat(refusal(this.house.as("agent1").post(reading + "/actions/approve"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.house.as("keeper").get(reading))).isEqualTo("404 NOT_FOUND");
		assertThat(each(this.house.as("boss").get("/requests").data(), "status")).contains("manager_approval");
		does("boss", reading, "approve", "remark", "よい");
		assertThat(status(reading)).isEqualTo("granting/in_work");
		assertThat(told("manager")).as("nobody has it").containsOnlyOnce("ticket.unrouted");
		assertThat(told("agent1")).as("agents route nothing").doesNotContain("ticket.unrouted");
		String part = partOf(reading);
		assertThat(refusal(this.house.as("agent1").post(reading + "/actions/grant", "account", "tanaka01")))
			.isEqualTo("409 CONFLICT tasks=has_open_tasks");
		does("agent1", part, "start");
		does("agent1", part, "complete", "outcome", "done", "findings", "作成した");
		does("agent1", reading, "grant", "account", "tanaka01");
		JsonNode granted = this.house.as("manager").get(reading).data();
		assertThat(granted.path("status").asText() + granted.at("/fields/account").asText())
			.isEqualTo("grantedtanaka01");
		assertThat(each(granted.path("history"), "field_name")).contains("account", "remark", "approved_by");
		assertThat(each(this.house.as("agent1").get("/requests?field=account:tanaka01").data(), "id"))
			.containsExactly(granted.path("id").asText());
		assertThat(this.house.as("agent1").get("/requests?field=account:nobody").data()).isEmpty();
		// more: the owner too, and nobody twice
		String changing = access("write");
		does("boss", changing, "approve");
		assertThat(status(changing)).isEqualTo("owner_approval/on_hold");
		assertThat(told("manager")).as("nobody owns it").contains("ticket.decision_waits");
		assertThat(refusal(this.house.as("boss").post(changing + "/actions/approve"))).isEqualTo("403 FORBIDDEN");
		does("second", changing, "approve");
		assertThat(status(changing)).isEqualTo("granting/in_work");
		// refusals end where they are drawn to
		String refused = access("admin");
		does("boss", refused, "refuse");
		assertThat(status(refused)).isEqualTo("refused/cancelled");
		String later = access("admin");
		does("boss", later, "approve");
		does("manager", later, "refuse");
		assertThat(status(later)).isEqualTo("refused/cancelled");
		String takenBack = access("read");
		does("reporter", takenBack, "cancel", "reason", "不要になった");
		assertThat(status(takenBack)).isEqualTo("cancelled/cancelled");
		followsTheTableOfTheOwner();
	}

	/**
	 * An approval follows its manager: to who stands in for him while he is away, to who
	 * manages the requester from now on, and to any manager where nobody does.
	 */
	@Test
	void offersAnApprovalToThoseWhoMayDecideNow() {
		this.house.moveIn("boss", "operator");
		this.house.moveIn("chief", "user");
		String requester = "/users/" + this.house.idOf("reporter");
		assertThat(this.house.as("admin").patch(requester, "manager_id", this.house.idOf("boss")).status())
			.isEqualTo(200);
		String path = access("read");
		Answer away = this.house.as("admin")
			.post("/absences", "user_id", this.house.idOf("boss"), "substitute_id", this.house.idOf("agent2"), "from",
					Instant.now().minusSeconds(60).toString(), "to", Instant.now().plusSeconds(3600).toString());
		assertThat(away.status()).as(away.body()).isEqualTo(201);
		String absence = away.data().path("id").asText();
		fire(absence);
		waitUntilOffered(path, "agent2", true);
		assertThat(told("agent2")).contains("ticket.decision_waits");
		assertThat(offered(path, "boss")).as("he may still decide").isTrue();
		assertThat(offered(path, "manager")).isFalse();
		assertThat(this.house.as("admin").delete("/absences/" + absence).status()).isEqualTo(204);
		waitUntilOffered(path, "agent2", false);
		assertThat(told("boss").stream().filter("ticket.decision_waits"::equals)).as("told once").hasSize(1);
		assertThat(this.house.as("admin").patch(requester, "manager_id", this.house.idOf("chief")).status())
			.isEqualTo(200);
		waitUntilOffered(path, "chief", true);
		assertThat(this.house.as("admin").patch("/users/" + this.house.idOf("chief"), "is_active", false).status())
			.isEqualTo(200);
		waitUntilOffered(path, "manager", true);
		does("manager", path, "approve");
		assertThat(status(path)).isEqualTo("granting/in_work");
	}

	/** Whoever was to decide for want of one; for who is to get something, too. */
	@Test
	void offersAnApprovalToAManagerWhoIsGivenLater() {
		this.house.moveIn("boss", "user");
		String requester = "/users/" + this.house.idOf("reporter");
		String path = access("read");
		assertThat(offered(path, "manager")).as("nobody else is there").isTrue();
		assertThat(this.house.as("admin").patch(requester, "manager_id", this.house.idOf("boss")).status())
			.isEqualTo(200);
		waitUntilOffered(path, "boss", true);
		assertThat(told("boss")).contains("ticket.decision_waits");
		assertThat(offered(path, "manager")).as("his own manager decides").isFalse();
	}

	/** The only manager asks himself, and answers to nobody. */
	@Test
	void offersAnApprovalToAdministratorsWhereNoManagerMayDecide() {
		Answer asked = this.house.as("manager")
			.post("/requests", "type", "system-access", "system", "ERP", "level", "read", "purpose", "月次の締め");
		String path = "/requests/" + asked.data().path("id").asText();
		assertThat(offered(path, "manager")).as("it is his own").isFalse();
		assertThat(offered(path, "admin")).as(asked.body()).isTrue();
		assertThat(told("admin")).contains("ticket.decision_waits");
		this.house.moveIn("manager2", "manager");
		assertThat(offered(path, "manager2")).as("who manages from now on").isTrue();
		String second = access("read");
		assertThat(offered(second, "manager")).isTrue();
		assertThat(offered(second, "admin")).as("managers are there").isFalse();
		does("admin", path, "approve");
		assertThat(status(path)).isEqualTo("granting/in_work");
	}

	private void fire(String businessKey) {
		this.jobs.executeJob(this.jobs.createJobQuery()
			.processInstanceId(this.runtime.createProcessInstanceQuery()
				.processInstanceBusinessKey(businessKey)
				.singleResult()
				.getId())
			.singleResult()
			.getId());
	}

	private boolean offered(String path, String name) {
		return each(this.house.as(name).get(path + "/actions").data(), "name").contains("approve");
	}

	private void waitUntilOffered(String path, String name, boolean offered) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> offered(path, name) == offered);
	}

	/** An owner lets some rights be given without asking anybody. */
	private void followsTheTableOfTheOwner() throws IOException {
		Answer deployed = this.house.deploy("system-access-approval.dmn",
				Files.readString(Path.of("rules", "request", "system-access-approval.dmn"))
					.replaceFirst("<text>\"manager\"</text>", "<text>\"none\"</text>"));
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		assertThat(status(access("read"))).isEqualTo("granting/in_work");
	}

	@WalksEveryPath("new-workplace")
	void hasThreeTeamsWorkAtTheSameTime() {
		Answer asked = this.house.as("reporter")
			.post("/requests", "type", "new-workplace", "person", "山田", "place", "3階", "title", "山田さんの席");
		String path = "/requests/" + asked.data().path("id").asText();
		assertThat(asked.data().path("status").asText()).as(asked.body()).isEqualTo("new");
		prepare(path);
		does("reporter", path, "complain", "missing", "椅子");
		assertThat(status(path)).isEqualTo("new/open");
		does("agent1", partOf(path), "cancel", "reason", "在庫があった");
		prepareOneByOne(path);
		assertThat(this.house.as("reporter").get(path).data().path("resolved_at").isNull()).isFalse();
		does("reporter", path, "confirm");
		assertThat(status(path)).isEqualTo("completed/closed");
		closesWhatNobodyConfirms();
		Answer other = this.house.as("agent1").post("/requests", "type", "new-workplace", "person", "B", "place", "C");
		does("agent1", "/requests/" + other.data().path("id").asText(), "refuse");
		assertThat(status("/requests/" + other.data().path("id").asText())).isEqualTo("refused/cancelled");
	}

	/** Five working days count as yes; before, whoever asked may take it back. */
	private void closesWhatNobodyConfirms() {
		String path = workplace();
		prepare(path);
		fire(path.substring("/requests/".length()));
		assertThat(status(path)).isEqualTo("completed/closed");
		String unwanted = workplace();
		does("reporter", unwanted, "cancel", "reason", "入社しない");
		assertThat(status(unwanted)).isEqualTo("cancelled/cancelled");
	}

	private String workplace() {
		return "/requests/" + this.house.as("reporter")
			.post("/requests", "type", "new-workplace", "person", "山田", "place", "3階")
			.data()
			.path("id")
			.asText();
	}

	/** A part of the request that a team was given. */
	private String partOf(String path) {
		String team = this.house.as("admin")
			.post("/teams", "name", "調達" + UUID.randomUUID())
			.data()
			.path("id")
			.asText();
		does("agent1", path, "add-task", "title", "部品の手配", "team_id", team);
		return "/tasks/" + this.house.as("agent1").get(path + "/tasks").data().at("/0/id").asText();
	}

	private void prepare(String path) {
		does("agent1", path, "accept");
		assertThat(status(path)).isEqualTo("preparing/in_work");
		Client tasklist = this.house.basic("agent1");
		JsonNode tasks = tasklist
			.get("/engine-rest/task?maxResults=10&processInstanceBusinessKey=" + path.substring("/requests/".length()))
			.json();
		assertThat(tasks).hasSize(3);
		for (JsonNode task : tasks) {
			assertThat(status(path)).isEqualTo("preparing/in_work");
			Answer done = tasklist.post("/engine-rest/task/" + task.path("id").asText() + "/complete",
					"{\"variables\": {\"action\": {\"value\": \"done\"}}}");
			assertThat(done.status()).as(done.body()).isEqualTo(204);
		}
		assertThat(status(path)).isEqualTo("ready/resolved");
	}

	/** Three tasks offer the same action: the one that is named is performed. */
	private void prepareOneByOne(String path) {
		does("agent1", path, "accept");
		List<String> waiting = doneAt(path);
		assertThat(waiting).containsExactlyInAnyOrder("prepareEquipment", "prepareAccount", "prepareNetwork");
		assertThat(refusal(this.house.as("agent1").post(path + "/actions/done?element=checkOrder")))
			.startsWith("409 ACTION_NOT_OPEN");
		for (String element : List.of("prepareNetwork", "prepareAccount", "prepareEquipment")) {
			does("agent1", path, "done?element=" + element);
			waiting.remove(element);
			assertThat(doneAt(path)).containsExactlyInAnyOrderElementsOf(waiting);
		}
		assertThat(status(path)).isEqualTo("ready/resolved");
	}

	/** The elements at which an agent may say that he is done. */
	private List<String> doneAt(String path) {
		return StreamSupport.stream(this.house.as("agent1").get(path + "/actions").data().spliterator(), false)
			.filter((action) -> action.path("name").asText().equals("done"))
			.map((action) -> action.path("element").asText())
			.collect(Collectors.toCollection(ArrayList::new));
	}

	/**
	 * What is in force is listed with what runs on it, and its words with what people
	 * read.
	 */
	@Test
	void listsModelsAndTheirWords() {
		access("read");
		JsonNode models = this.house.as("owner").get("/models").data();
		JsonNode access = StreamSupport.stream(models.spliterator(), false)
			.filter((model) -> model.path("key").asText().equals("system-access"))
			.findFirst()
			.orElseThrow();
		assertThat(access.path("own").asBoolean()).isFalse();
		assertThat(access.at("/running/0/processes").asInt()).isEqualTo(1);
		assertThat(refusal(this.house.as("agent1").get("/models"))).isEqualTo("403 FORBIDDEN");
		JsonNode words = this.house.as("reporter").get("/words").data();
		assertThat(each(words.path("statuses"), "value")).contains("manager_approval", "in_progress",
				"root_cause_analysis");
		// statuses, not the steps that have them, and beside them those that a kind of
		// tickets calls otherwise, or that mean another phase there
		assertThat(words.path("statuses").findValuesAsText("en")).contains("Awaiting manager", "Granting access")
			.doesNotContain("Approve as manager");
		assertThat(words.path("statuses.change").findValuesAsText("en")).containsExactly("Planning", "In review");
		assertThat(each(words.path("hold_reasons"), "value")).contains("awaiting_caller");
		// what requests keep has names, too
		assertThat(each(words.path("fields"), "value")).contains("system", "level", "account");
		assertThat(words.path("fields.level").findValuesAsText("en")).contains("Read");
		assertThat(words.path("resolution_codes").findValuesAsText("en")).isNotEmpty();
		assertThat(each(words.path("link_types"), "value")).contains("caused_by");
		assertThat(each(this.house.as("reporter").get("/words/priorities").data(), "value")).contains("critical");
		assertThat(refusal(this.house.as("reporter").get("/words/nothing"))).isEqualTo("404 NOT_FOUND");
	}

	@Test
	void refusesByName() {
		assertThat(refusal(this.house.as("reporter").post("/requests", "system", "x")))
			.isEqualTo("400 VALIDATION_FAILED type=required");
		assertThat(refusal(this.house.as("reporter").post("/requests", "type", "holiday")))
			.isEqualTo("400 VALIDATION_FAILED type=not_a_choice");
		assertThat(
				refusal(this.house.as("reporter").post("/requests", "type", "system-access", "system", "x", "x", "y")))
			.contains("x=unknown_field", "level=required", "purpose=required");
		assertThat(refusal(this.house.as("reporter").get("/requests?field=system")))
			.isEqualTo("400 VALIDATION_FAILED field=name_and_value");
	}

	/** A type comes to one tenant with a model, while the product runs. */
	@Test
	void comesToOneTenantWithAModel() throws IOException {
		String form = Files.readString(Path.of("forms", "request", "ask-new-workplace.form"))
			.replace("ask-new-workplace", "ask-parking");
		assertThat(this.house.deploy("ask-parking.form", form).status()).isEqualTo(200);
		String model = Files.readString(Path.of("processes", "request", "new-workplace.bpmn"))
			.replace("id=\"new-workplace\"", "id=\"parking\"")
			.replace("bpmnElement=\"new-workplace\"", "bpmnElement=\"parking\"")
			.replace("value=\"new-workplace\"", "value=\"parking\"")
			.replace("value=\"ask-new-workplace\"", "value=\"ask-parking\"")
			.replace("value=\"everybody\"", "value=\"agents\"");
		Answer deployed = this.house.deploy("parking.bpmn", model);
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		assertThat(each(this.house.as("agent1").get("/requests/types").data(), "type")).contains("parking");
		assertThat(each(this.house.as("reporter").get("/requests/types").data(), "type")).doesNotContain("parking");
		assertThat(refusal(this.house.as("reporter").post("/requests", "type", "parking", "person", "a", "place", "b")))
			.isEqualTo("403 FORBIDDEN type=not_for_you");
		assertThat(this.house.as("agent1")
			.post("/requests", "type", "parking", "person", "a", "place", "b")
			.data()
			.path("status")
			.asText()).isEqualTo("new");
		assertThat(each(OwnHouse.at(this.port).as("agent1").get("/requests/types").data(), "type"))
			.contains("new-workplace", "system-access")
			.doesNotContain("parking");
		assertThat(this.house
			.deploy("twice.bpmn",
					model.replace("id=\"parking\"", "id=\"garage\"")
						.replace("bpmnElement=\"parking\"", "bpmnElement=\"garage\""))
			.body()).contains("garage): The process parking makes requests");
	}

}
