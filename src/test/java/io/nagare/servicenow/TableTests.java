package io.nagare.servicenow;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.Statements;
import io.nagare.Plans;
import io.nagare.directory.DemoPeople;
import io.nagare.shared.Sha256;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.OAuthClientOf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tickets, people, teams and items are read and written as tables of ServiceNow's shape.
 */
@NagareTest
class TableTests {

	private static final String INCIDENTS = "/api/now/table/incident";

	private static final String FILES = "/api/now/attachment";

	@LocalServerPort
	private int port;

	private Client client;

	private Api agent;

	@Autowired
	private Plans plans;

	private String mark;

	@BeforeEach
	void basic() {
		this.client = new Client(this.port).basic("agent1", DemoPeople.PASSWORD);
		this.agent = Api.at(this.port).as("agent1");
		this.mark = "snow" + UUID.randomUUID().toString().substring(0, 13);
	}

	private JsonNode result(Answer answer, int status) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		return answer.json().path("result");
	}

	private JsonNode reported(Object... more) {
		Object[] fields = new Object[more.length + 2];
		fields[0] = "short_description";
		fields[1] = this.mark;
		System.arraycopy(more, 0, fields, 2, more.length);
		return result(this.client.post(INCIDENTS, Api.json(fields)), 201);
	}

	@Test
	void looksManagersUpAtOnceAndFindsByHandsThroughAnIndex() {
		Api admin = this.agent.as("admin");
		for (int at = 0; at < 4; at++) {
			String manager = admin
				.post("/users", "username", this.mark + at, "email", this.mark + at + "@x.example", "first_name", "A",
						"last_name", "B", "role", "operator")
				.data()
				.path("id")
				.asText();
			assertThat(admin.post("/teams", "name", this.mark + at, "manager_id", manager).status()).isEqualTo(201);
		}
		String teams = "/api/now/table/sys_user_group?sysparm_query=" + encoded("nameSTARTSWITH" + this.mark);
		assertThat(result(this.client.get(teams), 200)).hasSize(4)
			.allSatisfy((team) -> assertThat(team.path("manager").toString()).contains("value"));
		assertThat(Statements.fewestOf(() -> this.client.get(teams))
			.stream()
			.filter((one) -> one.toLowerCase(Locale.ROOT).contains("from users"))).as("managers, once, and the caller")
			.hasSizeLessThan(4);
		String me = this.agent.me().replace("-", "");
		for (String hand : List.of("resolved_by", "closed_by")) {
			String found = INCIDENTS + "?sysparm_query=" + encoded(hand + "=" + me);
			List<String> asked = Statements.of(() -> assertThat(this.client.get(found).status()).isEqualTo(200))
				.stream()
				.filter((one) -> one.contains("h.changed_by"))
				.filter((one) -> one.contains("FROM tickets"))
				.toList();
			assertThat(asked).as(hand).isNotEmpty();
			assertThat(asked.stream()
				.flatMap((one) -> Stream.concat(this.plans.conditions(one, "tickets").stream(),
						this.plans.conditions(one, "ticket_histories").stream()))
				.toList()).as(hand).anyMatch((condition) -> condition.contains("changed_by"));
		}
	}

	private JsonNode found(String query) {
		return result(this.client.get(INCIDENTS + "?sysparm_query=" + encoded(query)), 200);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Test
	void makesAnIncidentAndFindsItByItsNumber() {
		Answer answer = this.client.post(INCIDENTS, Api.json("short_description", this.mark, "description",
				"Nothing works", "urgency", "1", "impact", "2"));
		JsonNode made = result(answer, 201);
		assertThat(made.path("sys_id").asText()).matches("[0-9a-f]{32}");
		assertThat(answer.header("Location")).isEqualTo(INCIDENTS + "/" + made.path("sys_id").asText());
		JsonNode incident = this.agent.incident(made.path("number").asText());
		assertThat(incident.path("title").asText()).isEqualTo(this.mark);
		assertThat(incident.path("urgency").asText()).isEqualTo("high");
		assertThat(incident.path("impact").asText()).isEqualTo("medium");
		JsonNode found = found("number=" + made.path("number").asText());
		assertThat(found).hasSize(1);
		assertThat(found.get(0).path("sys_id")).isEqualTo(made.path("sys_id"));
		assertThat(found.get(0).path("urgency").asText()).isEqualTo("1");
		assertThat(found.get(0).path("state").asText()).isEqualTo("1");
		assertThat(
				result(this.client.get(INCIDENTS + "/" + made.path("sys_id").asText()), 200).path("short_description")
					.asText())
			.isEqualTo(this.mark);
	}

	@Test
	void saysWhatIsWrongAsServiceNowDoes() {
		Answer refused = this.client.post(INCIDENTS, Api.json("short_description", "", "colour", "red"));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().path("status").asText()).isEqualTo("failure");
		assertThat(refused.json().path("error").path("message").asText()).isNotBlank();
		assertThat(refused.json().path("error").path("detail").asText()).contains("colour");
		assertThat(refused.json().path("error").has("code")).isFalse();
		Answer stranger = new Client(this.port).get(INCIDENTS);
		assertThat(stranger.status()).isEqualTo(401);
		assertThat(stranger.json().path("status").asText()).isEqualTo("failure");
		assertThat(stranger.response().headers().allValues("WWW-Authenticate"))
			.anyMatch((one) -> one.startsWith("Basic"));
		assertThat(this.client.get("/api/now/table/sys_script").status()).isEqualTo(400);
		assertThat(this.client.get(INCIDENTS + "/" + SysId.of(UUID.randomUUID())).status()).isEqualTo(404);
	}

	/** To a team, so that it can be begun. */
	private String assigned() {
		return reported("assignment_group", "Service Desk", "caller_id", "reporter1").path("sys_id").asText();
	}

	private JsonNode changed(String id, Object... fields) {
		return result(this.client.patch(INCIDENTS + "/" + id, Api.json(fields)), 200);
	}

	private String status(String id) {
		return this.agent.incident(SysId.parse(id).orElseThrow().toString()).path("status").asText();
	}

	@Test
	void performsTheActionThatLeadsToAState() {
		String id = assigned();
		assertThat(status(id)).isEqualTo("assigned");
		assertThat(changed(id, "state", "2").path("state").asText()).isEqualTo("2");
		assertThat(status(id)).isEqualTo("in_progress");
		JsonNode held = changed(id, "state", "3", "hold_reason", "1", "comments", "Which printer is it?");
		assertThat(held.path("state").asText()).isEqualTo("3");
		assertThat(held.path("hold_reason").asText()).isEqualTo("1");
		changed(id, "state", 2);
		JsonNode resolved = changed(id, "state", "6", "close_code", "Solved (Permanently)", "close_notes", "Replaced");
		assertThat(resolved.path("incident_state").asText()).isEqualTo("6");
		assertThat(resolved.path("close_code").asText()).isEqualTo("Solved (Permanently)");
		assertThat(resolved.path("close_notes").asText()).isEqualTo("Replaced");
		assertThat(resolved.path("resolved_at").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
		JsonNode again = changed(id, "state", "6", "close_code", "Solved (Permanently)", "close_notes", "Replaced");
		assertThat(again.path("sys_mod_count")).isEqualTo(resolved.path("sys_mod_count"));
		JsonNode closed = changed(id, "state", "7");
		assertThat(closed.path("active").asText()).isEqualTo("false");
		assertThat(status(id)).isEqualTo("closed");
	}

	@Test
	void refusesAStateThatNoSingleActionLeadsTo() {
		String id = assigned();
		for (String state : new String[] { "7", "3" }) {
			Answer refused = this.client.patch(INCIDENTS + "/" + id, Api.json("state", state));
			assertThat(refused.status()).as(refused.body()).isEqualTo(400);
			assertThat(refused.json().path("error").path("detail").asText()).startsWith("state: ")
				.contains("start", "resolve");
		}
		assertThat(this.client.patch(INCIDENTS + "/" + id, Api.json("state", "99")).body()).contains("failure");
		assertThat(this.client.patch(INCIDENTS + "/" + id, Api.json("close_notes", "Done")).status()).isEqualTo(400);
		assertThat(this.client
			.patch(INCIDENTS + "/" + id,
					Api.json("state", "6", "close_code", "Not Solved (Too Costly)", "close_notes", "x"))
			.body()).contains("close_code");
		assertThat(status(id)).isEqualTo("assigned");
	}

	@Test
	void givesAndReassessesByTheActionsForIt() {
		String id = assigned();
		JsonNode given = changed(id, "assigned_to", "agent1", "state", "2", "urgency", "1", "work_notes", "I take it");
		assertThat(given.path("state").asText()).isEqualTo("2");
		assertThat(given.path("urgency").asText()).isEqualTo("1");
		assertThat(given.path("assigned_to").path("value").asText()).isEqualTo(this.agent.me().replace("-", ""));
		assertThat(given.path("assigned_to").path("link").asText())
			.endsWith("/api/now/table/sys_user/" + given.path("assigned_to").path("value").asText());
		Answer nobody = this.client.patch(INCIDENTS + "/" + id, Api.json("assigned_to", "nobody.at.all"));
		assertThat(nobody.status()).isEqualTo(400);
		assertThat(nobody.json().path("error").path("detail").asText()).startsWith("assigned_to: ");
	}

	@Test
	void writesNotesForColleaguesAndForTheReporter() {
		String id = assigned();
		changed(id, "work_notes", "Looks like the switch", "comments", "We are looking into it");
		JsonNode notes = this.agent.incident(SysId.parse(id).orElseThrow().toString()).path("work_notes");
		assertThat(notes.findValuesAsText("content")).contains("Looks like the switch", "We are looking into it");
		notes.forEach((note) -> {
			if (note.path("content").asText().equals("Looks like the switch")) {
				assertThat(note.path("is_public").asText()).isEqualTo("N");
			}
			if (note.path("content").asText().equals("We are looking into it")) {
				assertThat(note.path("is_public").asText()).isEqualTo("Y");
			}
		});
	}

	@Test
	void answersEncodedQueries() {
		String first = reported("description", "one", "urgency", "1", "impact", "1").path("number").asText();
		String second = reported("description", "two", "correlation_id", this.mark).path("number").asText();
		String mine = "short_description=" + this.mark + "^";
		assertThat(numbers(mine + "ORDERBYnumber")).containsExactly(first, second);
		assertThat(numbers(mine + "ORDERBYDESCnumber")).containsExactly(second, first);
		assertThat(numbers("short_descriptionLIKE" + this.mark.substring(4))).hasSize(2);
		assertThat(numbers("short_descriptionSTARTSWITH" + this.mark.toUpperCase(Locale.ROOT))).hasSize(2);
		assertThat(numbers(mine + "description=one^ORdescription=three")).containsExactly(first);
		assertThat(numbers(mine + "description!=one")).containsExactly(second);
		assertThat(numbers("numberIN" + first + "," + second)).hasSize(2);
		assertThat(numbers("number=" + first + "^NQnumber=" + second)).hasSize(2);
		assertThat(numbers(mine + "correlation_id=" + this.mark)).containsExactly(second);
		assertThat(numbers(mine + "correlation_idISEMPTY")).containsExactly(first);
		assertThat(numbers(mine + "active=true^state=1")).hasSize(2);
		assertThat(numbers(mine + "stateIN6,7")).isEmpty();
		assertThat(numbers(mine + "state<6^priority<=4")).hasSize(2);
		assertThat(numbers(mine + "assigned_toISEMPTY^cmdb_ciISEMPTY")).hasSize(2);
		assertThat(numbers(mine + "caller_id.user_name=agent1")).hasSize(2);
		assertThat(numbers(mine + "caller_id=reporter1")).isEmpty();
		assertThat(numbers(mine + "sys_created_on>2020-01-01 00:00:00^sys_created_on<2099-01-01")).hasSize(2);
		assertThat(numbers(mine + "sys_created_onBETWEEN2020-01-01@2021-01-01")).isEmpty();
		// a second is one moment, as it is told
		String shown = result(this.client.get(INCIDENTS + "?sysparm_query=number=" + first), 200)
			.at("/0/sys_created_on")
			.asText();
		assertThat(numbers("number=" + first + "^sys_created_on>" + shown)).isEmpty();
		assertThat(numbers("number=" + first + "^sys_created_on<=" + shown)).hasSize(1);
		assertThat(numbers("number=" + first + "^sys_created_onBETWEEN" + shown + "@" + shown)).hasSize(1);
		for (String wrong : new String[] { "colour=red", "short_description", "ORnumber=1", "short_description<a",
				"sys_created_on>yesterday", "sys_created_on>javascript:gs.daysAgo(1)", "ORDERBYcolour",
				"123TEXTQUERY321=printer" }) {
			Answer refused = this.client.get(INCIDENTS + "?sysparm_query=" + encoded(wrong));
			assertThat(refused.status()).as(wrong + refused.body()).isEqualTo(400);
			assertThat(refused.json().path("error").path("detail").asText()).startsWith("sysparm_query: ");
		}
	}

	@Test
	void answersForTheColumnsThatATableHasAlone() {
		String high = reported("urgency", "1", "impact", "1").path("sys_id").asText();
		String low = reported("urgency", "3", "impact", "3").path("sys_id").asText();
		String mine = "short_description=" + this.mark + "^";
		String teams = result(this.client.get("/api/now/table/sys_user_group?name=Service%20Desk"), 200).get(0)
			.path("sys_id")
			.asText();
		changed(low, "assignment_group", teams);
		changed(low, "state", "2");
		changed(low, "state", "6", "close_code", "Solved (Permanently)", "close_notes", "Replaced the cable");
		for (Map.Entry<String, String> one : Map
			.of("impact=1", high, "urgency>2", low, "urgencyIN1,2", high, "close_code=Solved (Permanently)", low,
					"close_codeISEMPTY", high, "close_notesLIKEcable", low, "hold_reasonISEMPTY^close_notesISEMPTY",
					high, "reopen_count>=0^impact!=3", high, "sys_mod_count>2", low,
					"resolved_atISNOTEMPTY^reassignment_count<9", low)
			.entrySet()) {
			assertThat(Api.each(found(mine + one.getKey()), "sys_id")).as(one.getKey()).containsExactly(one.getValue());
		}
		assertThat(Api.each(found(mine + "ORDERBYsys_id"), "sys_id")).hasSize(2).isSorted();
		String changes = "/api/now/table/change_request";
		String early = result(
				this.client.post(changes,
						Api.json("short_description", this.mark, "type", "normal", "justification", "It is old",
								"start_date", "2099-01-05 10:00:00", "end_date", "2099-01-05 11:00:00")),
				201)
			.path("sys_id")
			.asText();
		for (String query : List.of("start_date>2099-01-05^end_date<=2099-01-05 11:00:00", "type=normal",
				"justificationLIKEold", "close_codeISEMPTY^backout_planISEMPTY")) {
			assertThat(Api.each(result(this.client.get(changes + "?sysparm_query=" + encoded(mine + query)), 200),
					"sys_id"))
				.as(query)
				.containsExactly(early);
		}
		for (String wrong : List.of("impact=1^close_codeLIKESolved", "sys_mod_count>few", "request_state=requested",
				"comments=x")) {
			Answer refused = this.client.get(INCIDENTS + "?sysparm_query=" + encoded(wrong));
			assertThat(refused.status()).as(wrong + refused.body()).isEqualTo(400);
			assertThat(refused.json().path("error").path("detail").asText()).startsWith("sysparm_query: ");
		}
	}

	@Test
	void comparesEveryColumnOfPeopleTeamsAndItems() {
		this.agent.post("/cis", "name", this.mark, "ci_class", "server", "tier", 2);
		for (String table : List.of("sys_user", "sys_user_group", "cmdb_ci")) {
			String path = "/api/now/table/" + table;
			String own = table.equals("cmdb_ci") ? "&sysparm_query=" + encoded("name=" + this.mark) : "";
			JsonNode first = result(this.client.get(path + "?sysparm_limit=1" + own), 200).get(0);
			first.fieldNames().forEachRemaining((column) -> {
				String query = path + "?sysparm_limit=1&sysparm_query=";
				assertThat(this.client.get(query + encoded(column + "ISNOTEMPTY^ORDERBY" + column)).status())
					.as(table + "." + column)
					.isEqualTo(200);
			});
		}
		String users = "/api/now/table/sys_user?sysparm_limit=1&sysparm_query=sys_created_on";
		assertThat(result(this.client.get(users + encoded(">2020-01-01")), 200)).isNotEmpty();
		assertThat(result(this.client.get(users + encoded("<2020-01-01 00:00:00")), 200)).isEmpty();
		assertThat(result(this.client.get(users + encoded("BETWEEN2020-01-01@2099-01-01")), 200)).isNotEmpty();
	}

	@Test
	void showsWhatReferredRecordsSay() {
		String id = assigned();
		changed(id, "assigned_to", "agent1");
		String fields = INCIDENTS + "/" + id + "?sysparm_fields=number,caller_id.email,caller_id.user_name,"
				+ "assigned_to.name,assignment_group.manager,assignment_group.manager.user_name,cmdb_ci.name,colour,"
				+ "caller_id.colour,number.name";
		JsonNode shown = result(this.client.get(fields), 200);
		assertThat(shown.path("caller_id.email").asText()).startsWith("reporter1@");
		assertThat(shown.path("caller_id.user_name").asText()).isEqualTo("reporter1");
		assertThat(shown.path("assigned_to.name").asText()).isNotEmpty();
		assertThat(shown.path("assignment_group.manager").path("value").asText()).matches("[0-9a-f]{32}");
		assertThat(shown.path("assignment_group.manager.user_name").asText()).isNotEmpty();
		for (String empty : List.of("cmdb_ci.name", "colour", "caller_id.colour", "number.name")) {
			assertThat(shown.path(empty).asText("absent")).as(empty).isEmpty();
		}
		JsonNode both = result(this.client.get(fields + "&sysparm_display_value=all"), 200);
		assertThat(both.path("caller_id.user_name").path("display_value").asText()).isEqualTo("reporter1");
		assertThat(both.path("colour").path("value").asText("absent")).isEmpty();
		JsonNode listed = result(this.client.get(INCIDENTS + "?sysparm_fields=caller_id.user_name&sysparm_query="
				+ encoded("short_description=" + this.mark)), 200);
		assertThat(Api.each(listed, "caller_id.user_name")).containsExactly("reporter1");
		Client reporter = new Client(this.port).basic("reporter1", DemoPeople.PASSWORD);
		JsonNode own = result(
				reporter.get(INCIDENTS + "/" + id + "?sysparm_fields=assigned_to.name,assigned_to.user_name"), 200);
		assertThat(own.path("assigned_to.name")).isEqualTo(shown.path("assigned_to.name"));
		assertThat(own.path("assigned_to.user_name").asText("absent")).as("who may not look people up").isEmpty();
		refused(400, this.client.get(INCIDENTS + "?sysparm_fields=a.b.c.d.e"));
		refused(400, this.client.get(INCIDENTS + "?sysparm_fields="
				+ IntStream.range(0, 201).mapToObj((i) -> "c" + i).collect(Collectors.joining(","))));
	}

	@Test
	void showsAndFindsByWhoMadeARecord() {
		String id = assigned();
		changed(id, "state", "2");
		changed(id, "state", "6", "close_code", "Solved (Permanently)", "close_notes", "Done");
		JsonNode shown = result(this.client.get(INCIDENTS + "/" + id), 200);
		String me = this.agent.me().replace("-", "");
		assertThat(shown.path("sys_created_by").asText()).isEqualTo("agent1");
		assertThat(shown.path("sys_updated_by").asText()).isEqualTo("agent1");
		assertThat(shown.path("opened_by").path("value").asText()).isEqualTo(me);
		assertThat(shown.path("resolved_by").path("value").asText()).isEqualTo(me);
		assertThat(shown.path("closed_by").asText("absent")).isEmpty();
		assertThat(shown.path("task_effective_number")).isEqualTo(shown.path("number"));
		String mine = "short_description=" + this.mark + "^";
		for (String query : List.of("sys_created_by=agent1^ORDERBYDESCsys_created_on", "opened_by=" + me,
				"sys_updated_by!=agent2", "resolved_by.user_name=agent1", "closed_byISEMPTY",
				"caller_id.emailSTARTSWITHreporter1@", "caller_id.active=true", "assignment_group.nameLIKEvice",
				"assignment_group.managerISNOTEMPTY", "task_effective_number=" + shown.path("number").asText(),
				"cmdb_ci.nameISEMPTY", "cmdb_ci.nameNOT LIKEserver")) {
			assertThat(Api.each(found(mine + query), "sys_id")).as(query).containsExactly(id);
		}
		for (String query : List.of("sys_created_by=agent2", "opened_by.email=nobody@example.jp",
				"caller_id.active=false", "assignment_group.nameLIKEnothing", "cmdb_ci.nameLIKE" + this.mark)) {
			assertThat(found(mine + query)).as(query).isEmpty();
		}
		for (String wrong : List.of("caller_id.colour=red", "state.name=x", "sys_created_by.name=x",
				"assignment_group.manager.name=x")) {
			assertThat(refused(400, this.client.get(INCIDENTS + "?sysparm_query=" + encoded(wrong)))).as(wrong)
				.startsWith("sysparm_query: ");
		}
	}

	/** As the history of a ticket does not tell them. */
	@Test
	void tellsReportersNotWhoWorkedOnTheirTickets() {
		String id = assigned();
		changed(id, "state", "2", "work_notes", "Only among us");
		changed(id, "state", "6", "close_code", "Solved (Permanently)", "close_notes", "Done");
		Client reporter = new Client(this.port).basic("reporter1", DemoPeople.PASSWORD);
		JsonNode own = result(reporter.get(INCIDENTS + "/" + id), 200);
		for (String column : List.of("sys_created_by", "sys_updated_by", "opened_by", "resolved_by", "closed_by")) {
			assertThat(own.path(column).asText("absent")).as(column).isEmpty();
			for (String query : List.of(column + "=agent1", column + "ISNOTEMPTY")) {
				assertThat(refused(400, reporter.get(INCIDENTS + "?sysparm_query=" + encoded(query)))).as(query)
					.startsWith("sysparm_query: ");
			}
		}
		refused(403, reporter.get(INCIDENTS + "?sysparm_query=" + encoded("resolved_by.emailSTARTSWITHagent1")));
		assertThat(own.path("caller_id").path("value").asText()).isNotEmpty();
	}

	@Test
	void findsPeopleAsTheyAreShown() {
		String person = sysId("sys_user?user_name=reporter1");
		String me = this.agent.me().replace("-", "");
		for (Map.Entry<String, String> one : Map
			.of("incident", "opened_by", "problem", "opened_by", "change_request", "requested_by")
			.entrySet()) {
			String column = one.getValue();
			String named = made(one.getKey(), "short_description", this.mark, column, person);
			String mine = result(
					this.client.post("/api/now/table/" + one.getKey(), Api.json("short_description", this.mark)), 201)
				.path("sys_id")
				.asText();
			String path = "/api/now/table/" + one.getKey() + "?sysparm_query="
					+ encoded("short_description=" + this.mark + "^" + column);
			for (String query : List.of("=" + person, "=reporter1", "IN" + person, "!=" + me, ".user_name=reporter1",
					".emailSTARTSWITHreporter1@")) {
				assertThat(Api.each(result(this.client.get(path + encoded(query)), 200), "sys_id"))
					.as(one.getKey() + query)
					.containsExactly(named);
			}
			for (String query : List.of("=" + me, "=agent1", "!=" + person, ".emailSTARTSWITHagent1@")) {
				assertThat(Api.each(result(this.client.get(path + encoded(query)), 200), "sys_id"))
					.as(one.getKey() + query)
					.containsExactly(mine);
			}
			assertThat(result(this.client.get(path + encoded("ISEMPTY")), 200)).isEmpty();
			assertThat(result(this.client.get(path + encoded("ISNOTEMPTY")), 200)).hasSize(2);
		}
	}

	/** What the product calls its own fields is no column. */
	@Test
	void refusesTheProductsOwnNamesInQueries() {
		for (String wrong : List.of("planned_start>2026-01-01", "started_atISEMPTY", "authorised_risk=low")) {
			assertThat(refused(400, this.client.get("/api/now/table/change_request?sysparm_query=" + encoded(wrong))))
				.as(wrong)
				.startsWith("sysparm_query: ");
		}
	}

	private List<String> numbers(String query) {
		return found(query).findValuesAsText("number");
	}

	@Test
	void tellsHowManyThereAreAndWhereTheNextOnesStand() {
		for (int i = 0; i < 3; i++) {
			reported();
		}
		String query = "?sysparm_query=" + encoded("short_description=" + this.mark + "^ORDERBYnumber");
		Answer page = this.client
			.get(INCIDENTS + query + "&sysparm_limit=2&sysparm_offset=0&sysparm_fields=number,state");
		assertThat(page.header("X-Total-Count")).isEqualTo("3");
		assertThat(page.json().path("result")).hasSize(2);
		assertThat(page.json().path("result").get(0).size()).isEqualTo(2);
		String next = page.header("Link").replaceFirst(".*<([^>]*)>;rel=\"next\".*", "$1");
		Answer last = this.client.get(next.substring(next.indexOf("/api/now")));
		assertThat(last.json().path("result")).hasSize(1);
		assertThat(last.header("Link")).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
		Answer bounded = this.client.get(INCIDENTS + query + "&sysparm_limit=100000");
		assertThat(result(bounded, 200)).hasSize(3);
		assertThat(bounded.header("X-Total-Count")).isEqualTo("3");
		assertThat(this.client.get(INCIDENTS + "?sysparm_limit=0").status()).isEqualTo(400);
		assertThat(this.client.get(INCIDENTS + "?sysparm_colour=red").status()).isEqualTo(400);
	}

	@Test
	void showsValuesAsProgramsOrPeopleReadThem() {
		String id = assigned();
		JsonNode shown = result(this.client.get(INCIDENTS + "/" + id + "?sysparm_display_value=true"), 200);
		assertThat(shown.path("state").asText()).isEqualTo("Assigned");
		assertThat(shown.path("assignment_group").path("display_value").asText()).isEqualTo("Service Desk");
		JsonNode both = result(this.client.get(INCIDENTS + "/" + id
				+ "?sysparm_display_value=all&sysparm_exclude_reference_link=true&sysparm_fields=state,assignment_group"),
				200);
		assertThat(both.path("state").path("value").asText()).isEqualTo("1");
		assertThat(both.path("assignment_group").has("link")).isFalse();
		JsonNode plain = result(this.client.get(INCIDENTS + "/" + id + "?sysparm_exclude_reference_link=true"), 200);
		assertThat(plain.path("assignment_group").asText()).matches("[0-9a-f]{32}");
	}

	/** What a record showed is understood when it comes back, whole or in words. */
	@Test
	void takesChoicesAndReferencesAsItShowsThem() {
		String id = assigned();
		String shown = INCIDENTS + "/" + id + "?sysparm_display_value=true";
		JsonNode read = result(this.client.patch(shown, Api.json("impact", "High", "urgency", "3 - Low")), 200);
		assertThat(read.path("impact").asText()).isEqualTo("1 - High");
		assertThat(read.path("urgency").asText()).isEqualTo("3 - Low");
		assertThat(read.path("priority").asText()).matches("[1-4] - (Critical|High|Medium|Low)");
		assertThat(read.path("sys_class_name").asText()).isEqualTo("Incident");
		assertThat(result(this.client.patch(shown, Api.json("state", "In progress")), 200).path("state").asText())
			.isEqualTo("In progress");
		JsonNode held = result(
				this.client.patch(shown,
						Api.json("state", "On hold", "hold_reason", "Awaiting reporter", "comments", "Which one?")),
				200);
		assertThat(held.path("state").asText()).isEqualTo("On hold");
		assertThat(held.path("hold_reason").asText()).isEqualTo("Awaiting reporter");
		JsonNode all = result(this.client.get(INCIDENTS + "/" + id + "?sysparm_display_value=all"), 200);
		assertThat(all.at("/hold_reason/value").asText()).isEqualTo("1");
		assertThat(all.at("/hold_reason/display_value")).isEqualTo(held.path("hold_reason"));
		assertThat(all.at("/impact/value").asText()).isEqualTo("1");
		assertThat(all.path("closed_by").toString()).isEqualTo("{\"display_value\":\"\",\"value\":\"\"}");
		ObjectNode again = all.deepCopy();
		again.retain("state", "impact", "urgency", "priority", "hold_reason", "assignment_group", "caller_id",
				"assigned_to", "short_description");
		assertThat(result(this.client.patch(INCIDENTS + "/" + id, again.toString()), 200).path("sys_mod_count"))
			.isEqualTo(all.at("/sys_mod_count/value"));
		ObjectNode words = held.deepCopy();
		words.retain("state", "impact", "urgency", "priority", "hold_reason", "assignment_group");
		assertThat(result(this.client.patch(INCIDENTS + "/" + id, words.toString()), 200).path("sys_mod_count"))
			.isEqualTo(all.at("/sys_mod_count/value"));
		assertThat(this.client.patch(INCIDENTS + "/" + id, Api.json("impact", "Highest")).status()).isEqualTo(400);
	}

	/** The clock of the tenant is nine hours before that of the values. */
	@Test
	void readsTimesOnTheClockThatTheyAreSaidOn() {
		String table = "/api/now/table/change_request";
		String both = "?sysparm_display_value=all&sysparm_fields=sys_id,start_date,end_date";
		JsonNode made = result(this.client.post(table + both + "&sysparm_input_display_value=true",
				Api.json("short_description", this.mark, "type", "normal", "start_date", "2031-02-03 09:00:00",
						"end_date", "2031-02-03 18:00:00")),
				201);
		assertThat(made.at("/start_date/value").asText()).isEqualTo("2031-02-03 00:00:00");
		assertThat(made.at("/start_date/display_value").asText()).isEqualTo("2031-02-03 09:00:00");
		String change = table + "/" + made.at("/sys_id/value").asText() + both;
		JsonNode later = result(this.client.patch(change, Api.json("end_date", "2031-02-03 18:00:00")), 200);
		assertThat(later.at("/end_date/value").asText()).as("in UTC, though it is shown so on the other clock")
			.isEqualTo("2031-02-03 18:00:00");
		assertThat(result(this.client.patch(change + "&sysparm_input_display_value=true",
				Api.json("end_date", "2031-02-03 18:00:00")), 200)
			.at("/end_date/value")
			.asText()).isEqualTo("2031-02-03 09:00:00");
		assertThat(this.client.patch(change, Api.json("end_date", "tomorrow")).status()).isEqualTo(400);
		assertThat(this.client.get(table + "?sysparm_input_display_value=all").status()).isEqualTo(400);
	}

	/** As Python writes them, in pysnow's parameters. */
	@Test
	void takesWordsOfPythonAndAddressesWithAVersion() {
		String id = reported().path("sys_id").asText();
		String words = "?sysparm_display_value=%s&sysparm_suppress_pagination_header=False"
				+ "&sysparm_exclude_reference_link=False&sysparm_view=&sysparm_limit=10000&sysparm_offset=0";
		assertThat(result(this.client
			.get(INCIDENTS + words.formatted("False") + "&sysparm_query=" + encoded("short_description=" + this.mark)),
				200))
			.hasSize(1);
		assertThat(result(this.client.get(INCIDENTS + "/" + id + words.formatted("True")), 200).path("state").asText())
			.isNotEqualTo("1");
		for (String version : List.of("v1", "v2")) {
			assertThat(result(this.client.get("/api/now/" + version + "/table/incident/" + id), 200).path("sys_id")
				.asText()).isEqualTo(id);
			assertThat(this.client.stranger().get("/api/now/" + version + "/table/incident/" + id).status())
				.isEqualTo(401);
		}
		assertThat(this.client.get("/api/now/v3/table/incident/" + id).status()).isEqualTo(404);
	}

	@Test
	void takesTextsWithoutTheControlsThatAProgramLeftInThem() {
		JsonNode made = result(this.client.post(INCIDENTS,
				"{\"short_description\":\"" + this.mark + "\\u0007\",\"description\":\"a\\u0000b\"}"), 201);
		assertThat(this.agent.incident(made.path("number").asText()).path("title").asText()).isEqualTo(this.mark);
		assertThat(made.path("description").asText()).isEqualTo("ab");
	}

	/** The calls of {@code servicenow.itsm.configuration_item}, in its order. */
	@Test
	void keepsConfigurationItemsAsAnsibleDoes() {
		String tables = "/api/now/table/";
		String flat = "sysparm_exclude_reference_link=true";
		JsonNode made = result(this.client.post(tables + "cmdb_ci_server?" + flat,
				Api.json("name", this.mark, "sys_class_name", "cmdb_ci_server", "serial_number", "SN-" + this.mark,
						"environment", "Production", "install_status", "4", "short_description", "A server")),
				201);
		assertThat(made.path("sys_class_name").asText()).isEqualTo("cmdb_ci_server");
		String key = made.path("sys_id").asText();
		JsonNode item = this.agent.get("/cis/" + key.replaceAll("(.{8})(.{4})(.{4})(.{4})(.*)", "$1-$2-$3-$4-$5"))
			.data();
		assertThat(
				item.path("ci_class").asText() + " " + item.path("status").asText() + " " + item.path("tier").asText())
			.isEqualTo("server planned 3");
		assertThat(item.path("attributes").toString())
			.isEqualTo("{\"environment\":\"production\",\"serial\":\"SN-" + this.mark + "\"}");
		String query = "?" + flat + "&sysparm_limit=1000&sysparm_offset=0&sys_id=" + key;
		JsonNode found = result(this.client.get(tables + "cmdb_ci" + query), 200);
		assertThat(found.findValuesAsText("sys_class_name")).containsExactly("cmdb_ci_server");
		JsonNode own = result(this.client.get(tables + "cmdb_ci_server" + query), 200).get(0);
		assertThat(own.path("serial_number").asText()).isEqualTo("SN-" + this.mark);
		assertThat(result(this.client.get(tables + "cmdb_ci_database" + query), 200)).isEmpty();
		assertThat(this.client.get(tables + "cmdb_ci_database/" + key).status()).isEqualTo(404);
		assertThat(result(this.client.get(FILES + "?table_name=cmdb_ci_server&table_sys_id=" + key), 200)).isEmpty();
		JsonNode changed = result(this.client.patch(tables + "cmdb_ci_server/" + key + "?" + flat,
				Api.json("operational_status", "1", "support_group", "Service Desk", "name", this.mark)), 200);
		assertThat(changed.path("install_status").asText()).isEqualTo("1");
		assertThat(changed.path("support_group").asText()).hasSize(32);
		String shown = tables + "cmdb_ci_server/" + key + "?sysparm_display_value=true";
		JsonNode read = result(this.client.get(shown), 200);
		assertThat(read.path("install_status").asText()).isEqualTo("In service");
		assertThat(read.path("operational_status").asText()).isEqualTo("In service");
		assertThat(result(this.client.sending("Accept-Language", "ja").get(shown), 200).path("install_status").asText())
			.isEqualTo("稼働中");
		assertThat(
				result(this.client.patch(shown, Api.json("operational_status", "Planned")), 200).path("install_status")
					.asText())
			.isEqualTo("Planned");
		assertThat(this.client.delete(tables + "cmdb_ci_server/" + key).status()).isEqualTo(204);
		assertThat(result(this.client.get(tables + "cmdb_ci" + query), 200)).isEmpty();
	}

	@Test
	void refusesItemsThatMakeNoSenseInTheColumnsOfTheTable() {
		String items = "/api/now/table/cmdb_ci";
		Answer refused = this.client.post(items, Api.json("name", this.mark));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.body()).contains("sys_class_name").contains("cmdb_ci_netgear");
		refused = this.client.post(items + "_server",
				Api.json("name", this.mark, "colour", "red", "install_status", "8", "owned_by", "nobody-" + this.mark));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.body()).contains("colour").contains("install_status").contains("owned_by");
		result(this.client.post(items + "_appl", Api.json("name", this.mark)), 201);
		assertThat(this.client.post(items + "_appl", Api.json("name", this.mark)).status()).isEqualTo(409);
		assertThat(this.client.get("/api/now/table/cmdb_ci_teapot").status()).isEqualTo(400);
		assertThat(new Client(this.port).basic("reporter1", DemoPeople.PASSWORD)
			.post(items + "_server", Api.json("name", this.mark))
			.status()).isEqualTo(403);
	}

	@Test
	void showsPeopleTeamsAndItems() {
		JsonNode person = result(this.client.get("/api/now/table/sys_user?user_name=reporter1"), 200);
		assertThat(person).hasSize(1);
		assertThat(result(this.client.get("/api/now/table/sys_user/" + person.get(0).path("sys_id").asText()), 200)
			.path("user_name")
			.asText()).isEqualTo("reporter1");
		assertThat(result(this.client.get("/api/now/table/sys_user?sysparm_query=user_nameSTARTSWITHreporter"), 200)
			.findValuesAsText("user_name")).contains("reporter1", "reporter2").doesNotContain("other-reporter");
		assertThat(result(this.client.get("/api/now/table/sys_user_group?name=Service+Desk"), 200)).hasSize(1);
		String item = this.agent
			.post("/cis", "name", this.mark, "ci_class", "server", "tier", 2, "attributes",
					Map.of("serial", "SN-" + this.mark))
			.data()
			.path("id")
			.asText();
		JsonNode items = result(this.client.get("/api/now/table/cmdb_ci?name=" + this.mark), 200);
		assertThat(items.findValuesAsText("sys_id")).containsExactly(item.replace("-", ""));
		JsonNode about = reported("cmdb_ci", this.mark);
		assertThat(about.path("cmdb_ci").path("value").asText()).isEqualTo(item.replace("-", ""));
		assertThat(reported("cmdb_ci", "sn-" + this.mark).path("cmdb_ci").path("value").asText())
			.as("by what identifies it")
			.isEqualTo(item.replace("-", ""));
		assertThat(numbers("cmdb_ci=" + item.replace("-", ""))).contains(about.path("number").asText()).hasSize(2);
		assertThat(this.client.post("/api/now/table/sys_user", Api.json("user_name", "x")).status()).isEqualTo(405);
	}

	@Test
	void servesProblemsAndChanges() {
		JsonNode problem = result(this.client.post("/api/now/table/problem", Api.json("short_description", this.mark)),
				201);
		assertThat(problem.path("number").asText()).startsWith("PRB");
		assertThat(problem.path("state").asText()).isEqualTo("101");
		String path = "/api/now/table/problem/" + problem.path("sys_id").asText();
		assertThat(result(this.client.patch(path, Api.json("state", "102")), 200).path("problem_state").asText())
			.isEqualTo("102");
		JsonNode change = result(this.client.post("/api/now/table/change_request",
				Api.json("short_description", this.mark, "type", "normal", "justification", "It is old", "start_date",
						"2099-01-05 10:00:00", "end_date", "2099-01-05 11:00:00")),
				201);
		assertThat(change.path("number").asText()).startsWith("CHG");
		assertThat(change.path("state").asText()).isEqualTo("-5");
		assertThat(change.path("start_date").asText()).isEqualTo("2099-01-05 10:00:00");
		assertThat(
				result(this.client.get("/api/now/table/change_request?number=" + change.path("number").asText()), 200))
			.hasSize(1);
	}

	@Test
	void givesAChangeToATeamAlone() {
		String path = "/api/now/table/change_request";
		JsonNode change = result(this.client.post(path, Api.json("short_description", this.mark, "type", "normal",
				"justification", "It is old", "assignment_group", "Service Desk")), 201);
		path += "/" + change.path("sys_id").asText() + "?sysparm_display_value=true";
		JsonNode shown = result(this.client.get(path), 200);
		assertThat(shown.path("assignment_group").path("display_value").asText()).isEqualTo("Service Desk");
		assertThat(result(this.client.patch(path, Api.json("assignment_group", "Service Desk", "risk", "4")), 200)
			.path("assignment_group")
			.path("display_value")
			.asText()).isEqualTo("Service Desk");
	}

	@Test
	void showsRequestsAndWhatIsAskedForWithThem() {
		JsonNode asked = Api.at(this.port)
			.as("reporter1")
			.post("/requests", "type", "system-access", "title", this.mark, "system", "ERP", "level", "read", "purpose",
					"monthly")
			.data();
		String key = asked.path("id").asText().replace("-", "");
		JsonNode request = result(this.client.get("/api/now/table/sc_request/" + key), 200);
		assertThat(request.path("number")).isEqualTo(asked.path("request_number"));
		assertThat(request.path("short_description").asText()).isEqualTo(this.mark);
		assertThat(request.path("state").asText()).isIn("1", "2", "-5");
		assertThat(request.path("request_state").asText()).isIn("requested", "in_process");
		assertThat(request.path("active").asText()).isEqualTo("true");
		assertThat(request.at("/requested_for/value").asText()).matches("[0-9a-f]{32}");
		String item = "/api/now/table/sc_req_item";
		for (String query : List.of("request=" + key, "request.number=" + request.path("number").asText(),
				"requested_for.user_name=reporter1^short_descriptionLIKE" + this.mark,
				"active=true^stateIN1,2,-5^short_description=" + this.mark,
				"cat_item=system-access^short_description=" + this.mark)) {
			JsonNode found = result(this.client.get(item + "?sysparm_query=" + encoded(query)), 200);
			assertThat(Api.each(found, "sys_id")).as(query).containsExactly(key);
		}
		assertThat(Api.each(
				result(this.client.get("/api/now/table/sc_request?sysparm_query="
						+ encoded("request_stateINrequested,in_process^short_description=" + this.mark)), 200),
				"sys_id"))
			.containsExactly(key);
		JsonNode shown = result(this.client.get(item + "/" + key + "?sysparm_display_value=all"), 200);
		assertThat(shown.at("/request/display_value").asText()).isEqualTo(request.path("number").asText());
		assertThat(shown.at("/cat_item/value").asText()).isEqualTo("system-access");
		assertThat(shown.at("/state/display_value").asText()).isNotEqualTo(asked.path("status").asText());
		assertThat(result(this.client.get(item + "?sysparm_query=" + encoded("state=3^short_description=" + this.mark)),
				200))
			.isEmpty();
		assertThat(this.client.patch(item + "/" + key, Api.json("state", "3")).status()).isEqualTo(405);
		assertThat(this.client.post("/api/now/table/sc_request", Api.json("short_description", "x")).status())
			.isEqualTo(405);
		Client stranger = new Client(this.port).basic("reporter2", DemoPeople.PASSWORD);
		assertThat(stranger.get(item + "/" + key).status()).isEqualTo(404);
	}

	@Test
	void endsRequestsByTheNumbersOfTheirPhase() {
		JsonNode asked = Api.at(this.port)
			.as("reporter1")
			.post("/requests", "type", "system-access", "title", this.mark, "system", "ERP", "level", "read", "purpose",
					"monthly")
			.data();
		String path = "/requests/" + asked.path("id").asText();
		Answer ended = Api.at(this.port).as("manager").post(path + "/actions/refuse");
		assertThat(ended.status()).as(ended.body()).isEqualTo(200);
		JsonNode found = result(this.client.get("/api/now/table/sc_request?sysparm_query="
				+ encoded("active=false^state=4^short_description=" + this.mark)), 200);
		assertThat(Api.each(found, "request_state")).containsExactly("closed_cancelled");
	}

	@Test
	void opensToPasswordsAndTokensWithinTheirRights() {
		String token = this.agent
			.post("/auth/tokens", "name", this.mark, "read_only", true, "expires_at",
					Instant.now().plus(1, ChronoUnit.DAYS).toString())
			.data()
			.path("token")
			.asText();
		Client stranger = new Client(this.port);
		for (Client reader : new Client[] { stranger.with("x-sn-apikey", token), stranger.bearing(token),
				stranger.basic("agent1", token) }) {
			assertThat(reader.get(INCIDENTS + "?sysparm_limit=1").status()).isEqualTo(200);
			assertThat(reader.post(INCIDENTS, Api.json("short_description", "x")).status()).isEqualTo(403);
		}
		assertThat(stranger.with("x-sn-apikey", "wrong").get(INCIDENTS).status()).isEqualTo(401);
		assertThat(stranger.basic("agent2", token).get(INCIDENTS).status()).isEqualTo(401);
		assertThat(stranger.basic("viewer", DemoPeople.PASSWORD)
			.post(INCIDENTS, Api.json("short_description", "x"))
			.status()).isEqualTo(403);
		assertThat(stranger.basic("platform", DemoPeople.PASSWORD).get(INCIDENTS).status()).isEqualTo(403);
	}

	@Test
	void showsNothingOfAnotherTenant() {
		String id = reported("correlation_id", this.mark).path("sys_id").asText();
		Client other = new Client(this.port).basic("other-agent", DemoPeople.PASSWORD);
		assertThat(other.get(INCIDENTS + "/" + id).status()).isEqualTo(404);
		assertThat(other.patch(INCIDENTS + "/" + id, Api.json("work_notes", "x")).status()).isEqualTo(404);
		assertThat(result(other.get(INCIDENTS + "?correlation_id=" + this.mark), 200)).isEmpty();
		assertThat(result(other.get("/api/now/table/sys_user?user_name=agent1"), 200)).isEmpty();
		assertThat(other.get("/api/now/attachment?table_name=incident&table_sys_id=" + id).status()).isEqualTo(404);
		Client reporter = new Client(this.port).basic("reporter1", DemoPeople.PASSWORD);
		assertThat(reporter.get(INCIDENTS + "/" + id).status()).isEqualTo(404);
		assertThat(result(reporter.get(INCIDENTS + "?correlation_id=" + this.mark), 200)).isEmpty();
	}

	@Test
	void takesWhatZabbixSends() {
		JsonNode made = result(this.client.post(INCIDENTS, Api.json("short_description", "[PROBLEM] " + this.mark,
				"description", "Problem started at 10:00:00\nHost: web01\nSeverity: Average", "comments",
				"Problem started at 10:00:00", "urgency", "2", "u_zabbix_url", "https://zabbix.example/tr_events.php")),
				201);
		String id = made.path("sys_id").asText();
		assertThat(made.path("number").asText()).startsWith("INC");
		assertThat(made.path("u_zabbix_url").asText()).isEqualTo("https://zabbix.example/tr_events.php");
		JsonNode recovered = result(this.client.put(INCIDENTS + "/" + id, Api.json("short_description",
				"[OK] " + this.mark, "comments", "Problem has been resolved in 5m at 10:05:00")), 200);
		assertThat(recovered.path("sys_id").asText()).isEqualTo(id);
		JsonNode incident = this.agent.incident(made.path("number").asText());
		assertThat(incident.path("title").asText()).isEqualTo("[OK] " + this.mark);
		assertThat(incident.path("urgency").asText()).isEqualTo("medium");
		assertThat(incident.path("work_notes").findValuesAsText("content"))
			.contains("Problem has been resolved in 5m at 10:05:00");
	}

	@Test
	void takesWhatTheModulesOfAnsibleSend() {
		String all = "sysparm_exclude_reference_link=true&sysparm_limit=1000&sysparm_offset=0";
		Answer people = this.client.get("/api/now/table/sys_user?user_name=reporter1&" + all);
		assertThat(people.response().headers().map()).containsKey("x-total-count");
		String caller = result(people, 200).get(0).path("sys_id").asText();
		JsonNode made = result(
				this.client
					.post(INCIDENTS + "?sysparm_exclude_reference_link=true",
							Api.json("assignment_group", "Service Desk", "state", "1", "short_description", this.mark,
									"description", "No mail", "impact", "3", "urgency", "3", "caller_id", caller)),
				201);
		assertThat(made.path("caller_id").asText()).isEqualTo(caller);
		JsonNode listed = result(this.client.get(INCIDENTS + "?number=" + made.path("number").asText() + "&" + all),
				200);
		assertThat(listed).hasSize(1);
		String id = listed.get(0).path("sys_id").asText();
		Answer files = this.client.get(
				"/api/now/attachment?table_name=incident&table_sys_id=" + id + "&sysparm_limit=10000&sysparm_offset=0");
		assertThat(result(files, 200)).isEmpty();
		assertThat(files.header("x-total-count")).isEqualTo("0");
		JsonNode begun = result(this.client.patch(INCIDENTS + "/" + id + "?sysparm_exclude_reference_link=true",
				Api.json("state", "2")), 200);
		assertThat(begun.path("state").asText()).isEqualTo("2");
	}

	/**
	 * As its documentation shows them: each step twice, and the second changes nothing.
	 */
	@Test
	void takesTheExamplesOfAnsiblesModules() {
		String person = sysId("sys_user?user_name=reporter1");
		String change = made("change_request", "expected_start", "2021-02-12", "state", "-5", "type", "standard",
				"requested_by", person, "priority", "3", "risk", "4", "impact", "3", "short_description", this.mark,
				"description", "Please install new Cat. 6500 in Data center 01", "chg_model", "standard");
		assertThat(
				result(this.client.get("/api/now/table/change_request/" + change + "?sysparm_display_value=true"), 200)
					.path("requested_by")
					.path("display_value")
					.asText())
			.isNotEmpty();
		assertThat(
				Api.each(
						result(this.client.get("/api/now/table/change_request?sysparm_query="
								+ encoded("risk=4^expected_start=2021-02-12^short_description=" + this.mark)), 200),
						"sys_id"))
			.containsExactly(change);
		step("change_request", change, "on_hold", true, "on_hold_reason", "Waits for parts", "hold_reason",
				"Waits for parts");
		String problem = made("problem", "user_input", "notes", "state", "101", "problem_state", "101",
				"short_description", this.mark, "description", "Since this morning, all printer jobs are stuck.",
				"impact", "2", "urgency", "3");
		String agent = this.agent.me().replace("-", "");
		step("problem", problem, "state", "102", "problem_state", "102", "assigned_to", agent);
		step("problem", problem, "state", "103", "problem_state", "103");
		step("problem", problem, "state", "104", "problem_state", "104", "cause_notes", "I identified the issue.",
				"fix_notes", "Fix here.");
		step("problem", problem, "state", "107", "problem_state", "107", "resolution_code", "fix_applied",
				"cause_notes", "I found that this doesn't work.", "fix_notes", "I solved it like this.");
		String original = made("problem", "short_description", this.mark);
		String twin = made("problem", "short_description", this.mark);
		step("problem", twin, "state", "107", "problem_state", "107", "resolution_code", "duplicate", "duplicate_of",
				original);
		assertThat(this.agent.get("/problems/" + SysId.parse(twin).orElseThrow()).data().path("status").asText())
			.isEqualTo("duplicate");
		String cancelled = made("problem", "short_description", this.mark);
		step("problem", cancelled, "state", "107", "problem_state", "107", "resolution_code", "canceled", "close_notes",
				"The problem seems to have resolved itself.");
		String incident = made("incident", "expected_start", "2021-02-12", "state", "1", "caller_id", person,
				"short_description", this.mark, "impact", "3", "urgency", "3", "contact_type", "monitoring",
				"subcategory", "email", "opened_by", person, "business_service", "Mail");
		changed(incident, "assignment_group", "Service Desk");
		step("incident", incident, "state", "2");
		step("incident", incident, "state", "7", "close_code", "Solved (Permanently)", "close_notes", "Closed");
	}

	private String sysId(String query) {
		return result(this.client.get("/api/now/table/" + query), 200).get(0).path("sys_id").asText();
	}

	private String made(String table, Object... fields) {
		String id = result(this.client.post("/api/now/table/" + table, Api.json(fields)), 201).path("sys_id").asText();
		shows(table, id, fields);
		return id;
	}

	/** Ansible updates where the record does not show what it would say. */
	private void step(String table, String id, Object... fields) {
		result(this.client.patch("/api/now/table/" + table + "/" + id, Api.json(fields)), 200);
		shows(table, id, fields);
	}

	private void shows(String table, String id, Object... fields) {
		JsonNode record = result(
				this.client.get("/api/now/table/" + table + "/" + id + "?sysparm_exclude_reference_link=true"), 200);
		for (int i = 0; i < fields.length; i += 2) {
			assertThat(record.path(fields[i].toString()).asText("absent")).as(table + "." + fields[i])
				.isEqualTo(fields[i + 1].toString());
		}
	}

	@Test
	void keepsFilesAsTheyAreSent() {
		String id = assigned();
		String path = FILES + "/file?table_name=incident&table_sys_id=" + id + "&file_name=";
		String text = "One line\n" + "0123456789".repeat(300_000);
		Answer answer = this.client.send("POST", path + "log.txt&content_type=text/plain", text, "text/plain");
		JsonNode kept = result(answer, 201);
		assertThat(answer.header("Location")).isEqualTo(FILES + "/" + kept.path("sys_id").asText() + "/file");
		assertThat(kept.path("file_name").asText()).isEqualTo("log.txt");
		assertThat(kept.path("size_bytes").asText()).isEqualTo("3000009");
		assertThat(kept.path("hash").asText()).isEqualTo(Sha256.hex(text));
		assertThat(kept.path("sys_created_by").asText()).isEqualTo("agent1");
		assertThat(kept.path("download_link").asText()).startsWith("http").endsWith(answer.header("Location"));
		for (String query : List.of("?table_name=incident&table_sys_id=" + id + "&sysparm_limit=10000&sysparm_offset=0",
				"?sysparm_query=" + encoded("table_sys_id=" + id + "^table_name=incident"),
				"?sysparm_query=sys_id%3D" + kept.path("sys_id").asText())) {
			Answer files = this.client.get(FILES + query);
			assertThat(result(files, 200)).as(query).containsExactly(kept);
			assertThat(files.header("x-total-count")).isEqualTo("1");
		}
		assertThat(result(this.client.get(FILES + "?table_name=problem&table_sys_id=" + id), 200)).isEmpty();
		assertThat(this.client.get(FILES).json().at("/error/detail").asText()).startsWith("table_sys_id: ");
		assertThat(result(this.client.get(FILES + "/" + kept.path("sys_id").asText()), 200)).isEqualTo(kept);
		Answer bytes = this.client.get(answer.header("Location"));
		assertThat(bytes.body()).isEqualTo(text);
		assertThat(bytes.header("Content-Disposition")).startsWith("attachment").contains("log.txt");
		assertThat(Api.each(this.agent.incident(SysId.parse(id).orElseThrow().toString()).path("attachments"),
				"file_name"))
			.containsExactly("log.txt");
	}

	@Test
	void keepsTheFileOfAForm() {
		String id = assigned();
		byte[] form = form(id, "uploadFile", "log.txt");
		String type = "multipart/form-data; boundary=x";
		Answer answer = this.client.post(FILES + "/upload", form, type);
		JsonNode kept = result(answer, 201);
		assertThat(answer.header("Location")).isEqualTo(FILES + "/" + kept.path("sys_id").asText() + "/file");
		assertThat(kept.path("file_name").asText()).isEqualTo("log.txt");
		assertThat(kept.path("content_type").asText()).isEqualTo("text/plain");
		assertThat(kept.path("table_sys_id").asText()).isEqualTo(id);
		assertThat(this.client.get(answer.header("Location")).body()).isEqualTo("One line");
		assertThat(
				result(this.client.post(FILES + "/upload", form(id, "file", "other.txt"), type), 201).path("file_name")
					.asText())
			.isEqualTo("other.txt");
		Answer without = this.client.post(FILES + "/upload",
				new String(form, StandardCharsets.UTF_8).replace("; filename=\"log.txt\"", "")
					.getBytes(StandardCharsets.UTF_8),
				type);
		assertThat(without.status()).as(without.body()).isEqualTo(400);
		assertThat(without.json().at("/error/detail").asText()).contains("uploadFile");
		assertThat(new Client(this.port).basic("reporter2", DemoPeople.PASSWORD)
			.post(FILES + "/upload", form, type)
			.status()).isEqualTo(404);
		assertThat(new Client(this.port).post(FILES + "/upload", form, type).status()).isEqualTo(401);
		assertThat(this.client.post(FILES + "/upload", "{}").status()).isEqualTo(415);
	}

	private static byte[] form(String ticket, String field, String name) {
		return ("--x\r\nContent-Disposition: form-data; name=\"table_name\"\r\n\r\nincident\r\n"
				+ "--x\r\nContent-Disposition: form-data; name=\"table_sys_id\"\r\n\r\n" + ticket
				+ "\r\n--x\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
				+ "\"\r\nContent-Type: text/plain\r\n\r\nOne line\r\n--x--\r\n")
			.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void opensToTheTokenThatAProgramAsksFor() {
		String token = this.agent
			.post("/auth/tokens", "name", this.mark, "expires_at", Instant.now().plus(1, ChronoUnit.DAYS).toString())
			.data()
			.path("token")
			.asText();
		OAuthClientOf program = OAuthClientOf.confidential(new Client(this.port).as("admin"));
		Answer given = program
			.tokenAsElsewhere(Map.of("grant_type", "password", "username", "agent1", "password", token));
		Client bearing = new Client(this.port).bearing(given.text("access_token"));
		JsonNode made = result(bearing.post(INCIDENTS, Api.json("short_description", this.mark)), 201);
		assertThat(this.agent.incident(made.path("number").asText()).path("reporter").path("username").asText())
			.isEqualTo("agent1");
	}

	@Test
	void refusesFilesAsElsewhereAndInItsOwnForm() {
		String id = assigned();
		String path = FILES + "/file?table_name=incident&table_sys_id=" + id + "&file_name=";
		refused(415, this.client.send("POST", path + "a.exe", "MZ", "application/octet-stream"));
		refused(415, this.client.send("POST", path + "a.png", "no picture", "image/png"));
		refused(415, this.client.send("POST", path + "a.txt", "a=b", "application/x-www-form-urlencoded"));
		refused(400, this.client.send("POST", path + "a.txt", "", "text/plain"));
		refused(413, this.client.send("POST", path + "a.txt", "0123456789".repeat(1_100_000), "text/plain"));
		refused(400, this.client.send("POST", path.replace("incident", "sys_user") + "a.txt", "x", "text/plain"));
		refused(404, this.client.send("POST", path.replace("incident", "problem") + "a.txt", "x", "text/plain"));
		Client stranger = new Client(this.port);
		refused(401, stranger.send("POST", path + "a.txt", "x", "text/plain"));
		refused(403, stranger.basic("viewer", DemoPeople.PASSWORD).send("POST", path + "a.txt", "x", "text/plain"));
		String kept = FILES + "/"
				+ result(this.client.send("POST", path + "a.txt", "x", "text/plain"), 201).path("sys_id").asText();
		assertThat(refused(405, this.client.delete(kept))).contains("another name");
		Client other = new Client(this.port).basic("other-agent", DemoPeople.PASSWORD);
		Client reporter = new Client(this.port).basic("reporter2", DemoPeople.PASSWORD);
		for (Client outside : List.of(other, reporter)) {
			refused(404, outside.get(kept));
			refused(404, outside.get(kept + "/file"));
			refused(404, outside.send("POST", path + "a.txt", "x", "text/plain"));
		}
	}

	private static String refused(int status, Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.json().path("status").asText()).isEqualTo("failure");
		return answer.json().path("error").path("detail").asText();
	}

	@Test
	void deletesForAdministratorsWhoseProgramAsksForIt() {
		String id = assigned();
		String record = INCIDENTS + "/" + id;
		refused(403, this.client.delete(record));
		Client admin = new Client(this.port).basic("admin", DemoPeople.PASSWORD);
		assertThat(admin.delete(record).status()).isEqualTo(204);
		refused(404, this.client.get(record));
		refused(404, admin.delete(record));
		refused(405, admin.delete("/api/now/table/sys_user/" + SysId.of(UUID.randomUUID())));
		assertThat(Api.at(this.port)
			.as("admin")
			.get("/audit?limit=100&entity_id=" + SysId.parse(id).orElseThrow())
			.data()
			.toString()).contains("Deleted through the Table API by admin", "\"servicenow\"");
	}

	@Test
	void keepsOfAProgramOnlyWhatHasItsPlace() {
		Answer tooLong = this.client.post(INCIDENTS,
				Api.json("short_description", this.mark, "correlation_id", "x".repeat(1001)));
		assertThat(tooLong.status()).isEqualTo(400);
		assertThat(this.client.post(INCIDENTS, Api.json("short_description", "x".repeat(501)))
			.json()
			.path("error")
			.path("detail")
			.asText()).startsWith("short_description: ");
		assertThat(found("short_description=" + this.mark)).isEmpty();
	}

	@Test
	void makesOneIncidentForOneIdempotencyKey() {
		Client again = this.client.with("Idempotency-Key", this.mark);
		String body = Api.json("short_description", this.mark);
		JsonNode first = result(again.post(INCIDENTS, body), 201);
		Answer second = again.post(INCIDENTS, body);
		assertThat(result(second, 201)).isEqualTo(first);
		assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
		assertThat(found("short_description=" + this.mark)).hasSize(1);
	}

	@Test
	void takesTheSignsOfAQueryAsTheyStandInManuals() throws IOException {
		reported();
		reported();
		String head = "GET " + INCIDENTS + "?sysparm_query=short_description=" + this.mark
				+ "^active=true^ORDERBYnumber&sysparm_limit=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Authorization: Basic "
				+ Base64.getEncoder().encodeToString(("agent1:" + DemoPeople.PASSWORD).getBytes(StandardCharsets.UTF_8))
				+ "\r\n\r\n";
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 200").contains("x-total-count: 2", "%5EORDERBYnumber");
		}
	}

	@Test
	void takesARecordBackAsItWasRead() {
		String id = assigned();
		JsonNode read = result(this.client.get(INCIDENTS + "/" + id), 200);
		JsonNode same = result(this.client.put(INCIDENTS + "/" + id, read.toString()), 200);
		assertThat(same).isEqualTo(read);
		assertThat(this.client.patch(INCIDENTS + "/" + id, Api.json("number", "INC9999999")).status()).isEqualTo(400);
	}

	/** A list shows the beginning of a long text alone, which is no change of it. */
	@Test
	void takesARecordBackAsAListShowsIt() {
		String text = "長い説明".repeat(1_500);
		String id = result(this.client.post(INCIDENTS, Api.json("short_description", this.mark, "description", text)),
				201)
			.path("sys_id")
			.asText();
		JsonNode listed = result(
				this.client.get(INCIDENTS + "?sysparm_query=" + encoded("short_description=" + this.mark)), 200)
			.get(0);
		assertThat(listed.path("description").asText()).hasSize(4_001).endsWith("…");
		JsonNode kept = result(this.client.put(INCIDENTS + "/" + id, listed.toString()), 200);
		assertThat(kept.path("description").asText()).isEqualTo(text);
		JsonNode shorter = result(
				this.client.patch(INCIDENTS + "/" + id, Api.json("description", text.substring(0, 4_000))), 200);
		assertThat(shorter.path("description").asText()).hasSize(4_000);
	}

	@Test
	void leadsPeopleFromARecordToItsTicket() {
		JsonNode made = reported();
		Client browser = new Client(this.port).stranger()
			.sending("Sec-Fetch-Mode", "navigate")
			.sending("Accept", "text/html");
		browser.enterForm("agent1", DemoPeople.PASSWORD);
		Answer led = browser.get("/incident.do?sys_id=" + made.path("sys_id").asText());
		assertThat(led.status()).as(led.body()).isEqualTo(302);
		assertThat(led.header("Location")).endsWith("/tickets/" + made.path("number").asText());
		assertThat(new Client(this.port).get("/incident.do?sys_id=" + made.path("sys_id").asText()).status())
			.isEqualTo(403);
	}

}
