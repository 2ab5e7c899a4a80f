package io.nagare.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** People ask for colleagues, and choose from what the organisation knows anyway. */
@NagareTest
class ColleagueTests {

	private static final List<String> LISTS = List.of("people", "my_devices", "services", "sites", "departments");

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

	@Test
	void asksForAColleagueWhoIsToldAndReadsIt() {
		String colleague = this.house.moveIn("colleague", "user");
		this.house.moveIn("stranger", "user");
		Answer asked = this.house.as("reporter")
			.post("/requests", "type", "new-workplace", "person", "x", "place", "y", "requested_for_id", colleague);
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		assertThat(asked.data().at("/requested_for/id").asText()).isEqualTo(colleague);
		assertThat(asked.data().at("/reporter/id").asText()).isEqualTo(this.house.idOf("reporter"));
		String path = "/requests/" + asked.data().path("id").asText();
		assertThat(this.house.as("colleague").get(path).data().at("/requested_for/first_name").asText())
			.isEqualTo("colleague");
		assertThat(each(this.house.as("colleague").get("/requests").data(), "id"))
			.containsExactly(asked.data().path("id").asText());
		assertThat(refusal(this.house.as("stranger").get(path))).isEqualTo("404 NOT_FOUND");
		assertThat(each(this.house.as("colleague").get("/notifications").data(), "kind"))
			.containsExactly("request.requested_for");
		assertThat(each(this.house.as("stranger").get("/notifications").data(), "kind")).isEmpty();
		// it stays so, whoever edits
		assertThat(refusal(this.house.as("agent1").patch(path, "requested_for_id", this.house.idOf("stranger"))))
			.isEqualTo("400 VALIDATION_FAILED requested_for_id=never_changes");
		assertThat(this.house.as("agent1").patch(path, "requested_for_id", colleague, "description", "z").status())
			.isEqualTo(200);
	}

	/** Whoever asks for his own manager has nobody in his pocket. */
	@Test
	void isDecidedByTheManagerOfWhomItIsForAndByNeitherOfTheTwo() {
		Api admin = this.house.as("admin");
		String colleague = this.house.moveIn("colleague", "user");
		String boss = this.house.moveIn("boss", "user");
		assertThat(admin.patch("/users/" + colleague, "manager_id", boss).status()).isEqualTo(200);
		assertThat(admin.patch("/users/" + this.house.idOf("reporter"), "manager_id", colleague).status())
			.isEqualTo(200);
		Answer asked = this.house.as("reporter")
			.post("/requests", "type", "system-access", "system", "ERP", "level", "read", "purpose", "x",
					"requested_for_id", colleague);
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		String path = "/requests/" + asked.data().path("id").asText();
		assertThat(this.house.as("boss").get(path).data().path("status").asText()).isEqualTo("manager_approval");
		for (String one : List.of("reporter", "colleague")) {
			assertThat(refusal(this.house.as(one).post(path + "/actions/approve"))).isEqualTo("403 FORBIDDEN");
		}
		assertThat(this.house.as("boss").post(path + "/actions/approve").status()).isEqualTo(200);
	}

	/** Whom it is for as well as who asked. */
	@Test
	void tellsBothHowItEnded() {
		String colleague = this.house.moveIn("colleague", "user");
		String refused = asked("reporter", colleague);
		assertThat(this.house.as("manager").post(refused + "/actions/refuse", "remark", "不要").status()).isEqualTo(200);
		String granted = asked("reporter", colleague);
		assertThat(this.house.as("manager").post(granted + "/actions/approve").status()).isEqualTo(200);
		Answer done = this.house.as("agent1").post(granted + "/actions/grant", "account", "erp-1");
		assertThat(done.status()).as(done.body()).isEqualTo(200);
		for (String one : List.of("reporter", "colleague")) {
			assertThat(each(this.house.as(one).get("/notifications?limit=100").data(), "title")).as(one)
				.filteredOn((title) -> title.contains("却下") || title.contains("refused"))
				.hasSize(1);
			assertThat(each(this.house.as(one).get("/notifications?limit=100").data(), "title")).as(one)
				.filteredOn((title) -> title.contains("用意") || title.contains("ready"))
				.hasSize(1);
		}
	}

	private String asked(String name, String colleague) {
		Answer asked = this.house.as(name)
			.post("/requests", "type", "system-access", "system", "ERP", "level", "read", "purpose", "x",
					"requested_for_id", colleague);
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		return "/requests/" + asked.data().path("id").asText();
	}

	@Test
	void asksForHimselfWhereHeNamesHimselfAndForNobodyUnknown() {
		Answer own = this.house.as("reporter")
			.post("/requests", "type", "new-workplace", "person", "x", "place", "y", "requested_for_id",
					this.house.idOf("reporter"));
		assertThat(own.data().path("requested_for").isNull()).isTrue();
		String gone = this.house.moveIn("gone", "user");
		assertThat(this.house.as("admin").patch("/users/" + gone, "is_active", false).status()).isEqualTo(200);
		for (String nobody : List.of(gone, UUID.randomUUID().toString(), OwnHouse.at(this.port).idOf("reporter"))) {
			assertThat(refusal(this.house.as("reporter")
				.post("/requests", "type", "new-workplace", "person", "x", "place", "y", "requested_for_id", nobody)))
				.isEqualTo("400 VALIDATION_FAILED requested_for_id=unknown_user");
		}
	}

	/** Models alone make a type whose form offers what the organisation knows. */
	@Test
	void choosesFromTheListsOfTheOrganisation() throws IOException {
		Api admin = this.house.as("admin");
		String reporter = this.house.idOf("reporter");
		String mine = item("本人のPC", "server", reporter);
		String others = item("他人のPC", "server", this.house.idOf("agent2"));
		String service = item("給与システム", "service", reporter);
		String site = admin.post("/sites", "name", "大阪").data().path("id").asText();
		String department = admin.post("/departments", "name", "経理部").data().path("id").asText();
		deploy();
		JsonNode fields = fields("reporter", "");
		assertThat(each(fields, "options_from")).isEqualTo(LISTS);
		assertThat(offered(fields)).containsExactly(List.of(), List.of(mine), List.of(service), List.of(site),
				List.of(department));
		Answer made = ask("reporter", "people", this.house.idOf("agent1"), "my_devices", mine, "services", service,
				"sites", site, "departments", department);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		JsonNode ticket = this.house.as("reporter").get("/requests/" + made.data().path("id").asText()).data();
		assertThat(ticket.at("/fields/sites").asText()).isEqualTo(site);
		assertThat(ticket.path("field_names").path(site).path("ja").asText()).isEqualTo("大阪");
		assertThat(ticket.path("field_names").path(this.house.idOf("agent1")).path("ja").asText())
			.isEqualTo("B agent1");
		assertThat(ticket.path("field_names").path(mine).path("en").asText()).isEqualTo("本人のPC");
		assertThat(ticket.path("field_names")).hasSize(5);
		// each value is looked up where it is said to be from
		assertThat(refusal(ask("reporter", "people", site, "my_devices", others, "services", mine, "sites", department,
				"departments", "経理部")))
			.isEqualTo("400 VALIDATION_FAILED people=not_on_list.people my_devices=not_on_list.my_devices"
					+ " services=not_on_list.services sites=not_on_list.sites"
					+ " departments=not_on_list.departments");
		// who is out of use is chosen no more, and still named
		assertThat(admin.patch("/sites/" + site, "is_active", false).status()).isEqualTo(200);
		assertThat(refusal(ask("reporter", "sites", site))).isEqualTo("400 VALIDATION_FAILED sites=not_on_list.sites");
		assertThat(this.house.as("reporter")
			.get("/requests/" + made.data().path("id").asText())
			.data()
			.path("field_names")
			.has(site)).isTrue();
		// the devices of the colleague whom it is for
		assertThat(offered(fields("agent1", "?for_user_id=" + this.house.idOf("agent2"))).get(1))
			.containsExactly(others);
		assertThat(refusal(this.house.as("reporter").get("/requests/types?for_user_id=" + this.house.idOf("agent2"))))
			.isEqualTo("403 FORBIDDEN");
		assertThat(ask("agent1", "requested_for_id", this.house.idOf("agent2"), "my_devices", others).status())
			.isEqualTo(201);
		// whose a device is, is told to nobody else
		assertThat(refusal(ask("reporter", "requested_for_id", this.house.idOf("agent2"), "my_devices", others)))
			.isEqualTo("400 VALIDATION_FAILED my_devices=not_on_list.my_devices");
	}

	/**
	 * Whoever writes himself down as the owner of an item reads nothing that was asked of
	 * it before.
	 */
	@Test
	void isEntrustedToWhoOwnedTheItemWhenItWasAsked() {
		Api admin = this.house.as("admin");
		String service = item("Payroll", "service", this.house.moveIn("boss", "user"));
		Answer asked = this.house.as("reporter")
			.post("/requests", "type", "shared-access", "resource_kind", "folder", "resource", "Payroll", "change_kind",
					"grant", "members", "x", "access_level", "read", "purpose", "x", "confidentiality", "confidential",
					"ci_ids", List.of(service));
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		String path = "/requests/" + asked.data().path("id").asText();
		assertThat(this.house.as("agent2").get(path).status()).isEqualTo(404);
		assertThat(admin.patch("/cis/" + service, "owner_user_id", this.house.idOf("agent2")).status()).isEqualTo(200);
		// whoever says the same items again entrusts it to nobody else
		assertThat(admin.patch(path, "ci_ids", List.of(service)).status()).isEqualTo(200);
		assertThat(this.house.as("agent2").get(path).status()).isEqualTo(404);
		assertThat(each(this.house.as("agent2").get("/requests").data(), "id")).isEmpty();
		assertThat(refusal(this.house.as("agent2").post(path + "/actions/approve"))).startsWith("404 NOT_FOUND");
		assertThat(this.house.as("boss").get(path).data().path("status").asText()).isEqualTo("owner_approval");
		assertThat(this.house.as("boss").post(path + "/actions/approve").status()).isEqualTo(200);
	}

	/** What may be about him is none of his business, unless he is to decide on it. */
	@Test
	void keepsWhatIsConfidentialFromManagersWhomNobodyAsks() {
		Api admin = this.house.as("admin");
		String boss = this.house.moveIn("boss", "user");
		this.house.answersTo("reporter", "boss");
		String open = idOf("new-workplace", "internal", "person", "x", "place", "y");
		String kept = idOf("new-workplace", "confidential", "person", "x", "place", "y");
		assertThat(readBy("boss")).containsExactly(open);
		assertThat(this.house.as("boss").get("/requests/" + kept).status()).isEqualTo(404);
		assertThat(this.house.as("boss").post("/requests/" + kept + "/notes", "text", "x").status()).isEqualTo(404);
		String colleague = this.house.moveIn("colleague", "user");
		assertThat(admin.patch("/users/" + colleague, "manager_id", boss).status()).isEqualTo(200);
		String another = idOf("new-workplace", "confidential", "person", "x", "place", "y", "requested_for_id",
				colleague);
		assertThat(this.house.as("boss").get("/requests/" + another).status()).isEqualTo(404);
		String asked = idOf("system-access", "confidential", "system", "ERP", "level", "read", "purpose", "x");
		assertThat(readBy("boss")).containsExactlyInAnyOrder(open, asked);
		assertThat(each(this.house.as("boss").get("/notifications").data(), "kind")).contains("ticket.decision_waits");
		// he decided, and who comes after him did not
		assertThat(this.house.as("boss").post("/requests/" + asked + "/actions/approve").status()).isEqualTo(200);
		this.house.moveIn("next", "user");
		this.house.answersTo("reporter", "next");
		assertThat(readBy("boss")).containsExactly(asked);
		assertThat(readBy("next")).containsExactly(open);
	}

	/** Whatever the clock of the machine says. */
	@Test
	void ringsOnTheDayThatWasAnsweredWhereTheOrganizationIs() {
		assertThat(this.house.as("admin").patch("/tenant", "time_zone", "America/New_York").status()).isEqualTo(200);
		Answer review = this.house.as("agent1")
			.post("/requests", "type", "access-review", "scope_kind", "system", "scope_name", "ERP", "rights", "x",
					"answer_by", "2027-03-31");
		assertThat(review.status()).as(review.body()).isEqualTo(201);
		assertThat(rings(review, "answerOverdue")).isEqualTo(Instant.parse("2027-04-01T04:00:00Z"));
		Answer equipment = this.house.as("reporter")
			.post("/requests", "type", "meeting-equipment", "equipment", List.of("projector"), "use_on", "2027-03-30",
					"use_time", "13:00", "return_on", "2027-03-31", "place", "x", "setup_help", false);
		assertThat(equipment.status()).as(equipment.body()).isEqualTo(201);
		String actions = "/requests/" + equipment.data().path("id").asText() + "/actions/";
		assertThat(this.house.as("agent1").post(actions + "reserve").status()).isEqualTo(200);
		assertThat(this.house.as("agent1").post(actions + "hand-over", "asset", "x").status()).isEqualTo(200);
		assertThat(rings(equipment, "returnDue")).isEqualTo(Instant.parse("2027-03-31T04:00:00Z"));
	}

	/** Who leaves in May needs no access until next March. */
	@Test
	void endsEarlyOrLastsLongerWhileItIsInUse() {
		assertThat(this.house.as("admin").patch("/tenant", "time_zone", "America/New_York").status()).isEqualTo(200);
		this.house.moveIn("boss", "user");
		this.house.answersTo("reporter", "boss");
		Answer asked = this.house.as("reporter")
			.post("/requests", "type", "remote-work", "access_kind", "vpn", "device_owner", "company", "device_name",
					"x", "place_of_work", "home", "start_on", "2027-01-10", "until", "2027-03-31", "purpose", "x");
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		String actions = "/requests/" + asked.data().path("id").asText() + "/actions/";
		assertThat(this.house.as("boss").post(actions + "approve").status()).isEqualTo(200);
		assertThat(this.house.as("agent1").post(actions + "done", "result", "x").status()).isEqualTo(200);
		assertThat(this.house.as("reporter").post(actions + "confirm").data().path("status").asText())
			.isEqualTo("in_use");
		assertThat(refusal(this.house.as("reporter").post(actions + "extend", "until", "2028-03-31")))
			.isEqualTo("403 FORBIDDEN");
		Answer extended = this.house.as("agent1").post(actions + "extend", "until", "2027-05-31");
		assertThat(extended.data().at("/fields/until").asText()).as(extended.body()).isEqualTo("2027-05-31");
		assertThat(extended.data().path("status").asText()).isEqualTo("in_use");
		assertThat(rings(asked, "remoteWorkEnds")).isEqualTo(Instant.parse("2027-06-01T04:00:00Z"));
		assertThat(this.house.as("agent1").post(actions + "end-early").data().path("status").asText())
			.isEqualTo("revoking");
	}

	private Instant rings(Answer request, String timer) {
		return this.jobs.createJobQuery()
			.processInstanceId(this.runtime.createProcessInstanceQuery()
				.processInstanceBusinessKey(request.data().path("id").asText())
				.singleResult()
				.getId())
			.activityId(timer)
			.singleResult()
			.getDuedate()
			.toInstant();
	}

	private List<String> readBy(String name) {
		return each(this.house.as(name).get("/requests").data(), "id");
	}

	private String idOf(String type, String confidentiality, Object... fields) {
		Object[] all = Stream.concat(Stream.of("type", type, "confidentiality", confidentiality), Stream.of(fields))
			.toArray();
		Answer asked = this.house.as("reporter").post("/requests", all);
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		return asked.data().path("id").asText();
	}

	/** A form that people fill in before there is a ticket names no list of tickets. */
	@Test
	void refusesAFormWithAListThatNothingFills() throws IOException {
		assertThat(this.house.deploy("ask-parking.form", form(List.of("teams"))).status()).isEqualTo(200);
		Answer refused = this.house.deploy("parking.bpmn", model());
		assertThat(refused.body()).contains("The field teams offers")
			.contains("departments, my_devices, people, services, sites");
	}

	private String item(String name, String ciClass, String owner) {
		Answer made = this.house.as("admin")
			.post("/cis", "name", name, "ci_class", ciClass, "tier", 3, "owner_user_id", owner);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return made.data().path("id").asText();
	}

	private JsonNode fields(String who, String query) {
		for (JsonNode type : this.house.as(who).get("/requests/types" + query).data()) {
			if (type.path("type").asText().equals("parking")) {
				return type.path("fields");
			}
		}
		throw new AssertionError("The catalogue has no parking");
	}

	private static List<List<String>> offered(JsonNode fields) {
		return fields.findValues("options").stream().map((options) -> each(options, "value")).toList();
	}

	private Answer ask(String who, Object... fields) {
		Map<String, Object> said = new LinkedHashMap<>(Map.of("type", "parking"));
		for (int i = 0; i < fields.length; i += 2) {
			said.put((String) fields[i], fields[i + 1]);
		}
		return this.house.as(who)
			.postRaw("/requests", Api
				.json(said.entrySet().stream().flatMap((one) -> Stream.of(one.getKey(), one.getValue())).toArray()));
	}

	private void deploy() throws IOException {
		assertThat(this.house.deploy("ask-parking.form", form(LISTS)).status()).isEqualTo(200);
		Answer deployed = this.house.deploy("parking.bpmn", model());
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
	}

	private static String form(List<String> lists) {
		return lists.stream()
			.map((list) -> """
					{"type": "select", "id": "%1$s", "key": "%1$s", "label": "選択 / Choice", "valuesKey": "%1$s",
					 "properties": {"keep": "yes"}}""".formatted(list))
			.collect(Collectors.joining(",", "{\"components\": [",
					"], \"type\": \"default\", \"id\": \"ask-parking\", \"schemaVersion\": 16}"));
	}

	private static String model() throws IOException {
		return Files.readString(Path.of("processes", "request", "new-workplace.bpmn"))
			.replace("id=\"new-workplace\"", "id=\"parking\"")
			.replace("bpmnElement=\"new-workplace\"", "bpmnElement=\"parking\"")
			.replace("value=\"new-workplace\"", "value=\"parking\"")
			.replace("value=\"ask-new-workplace\"", "value=\"ask-parking\"");
	}

}
