package io.nagare.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
	}

	/** A form that people fill in before there is a ticket names no list of tickets. */
	@Test
	void refusesAFormWithAListThatNothingFills() throws IOException {
		assertThat(this.house.deploy("ask-parking.form", form(List.of("teams"))).status()).isEqualTo(200);
		Answer refused = this.house.deploy("parking.bpmn", model());
		assertThat(refused.body()).contains("The field teams offers")
			.contains("people, my_devices, services, sites, departments");
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
