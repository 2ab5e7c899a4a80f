package io.nagare.servicenow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.Plans;
import io.nagare.Statements;
import io.nagare.search.index.SearchIndexer;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables of as many people and items as there may be are looked through by the database.
 */
@NagareTest
class WideTablesTests {

	private static final String ITEMS = "/api/now/table/cmdb_ci";

	/** More than a list counts. */
	private static final int MANY = 10_050;

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private SearchIndexer indexer;

	@Autowired
	private Plans plans;

	private OwnHouse house;

	private Client agent;

	@BeforeEach
	void ownHouse() {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.basic("agent1");
	}

	private void items(int count) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update("""
				INSERT INTO configuration_items (id, tenant_id, name, ci_class, tier, attributes)
				SELECT gen_random_uuid(), ?, 'item ' || n, 'server', 1 + n % 4, jsonb_build_object('serial', 'SN' || n)
				  FROM generate_series(1, ?) n
				""", UUID.fromString(this.house.id()), count)));
	}

	/** Programs that step by what they asked for miss none. */
	@Test
	void readsAsManyAsAProgramAsksForAtOnce() {
		items(2_500);
		Answer all = this.agent.get(ITEMS + "?sysparm_limit=10000&sysparm_fields=name,serial_number");
		assertThat(all.header("x-total-count")).isEqualTo("2500");
		assertThat(Set.copyOf(all.json().path("result").findValuesAsText("name"))).hasSize(2_500)
			.contains("item 1", "item 2500");
		Answer some = this.agent.get(ITEMS + "?sysparm_limit=2200&sysparm_fields=name");
		assertThat(some.json().path("result")).hasSize(2_200);
		assertThat(some.header("Link")).contains("sysparm_offset=2200>;rel=\"next\"");
		Answer rest = this.agent.get(ITEMS + "?sysparm_limit=2200&sysparm_offset=2200&sysparm_fields=name");
		assertThat(rest.json().path("result")).hasSize(300);
	}

	private Answer ask(String table, String query) {
		Answer answer = this.agent.get("/api/now/table/" + table + "?sysparm_limit=1&sysparm_query="
				+ URLEncoder.encode(query, StandardCharsets.UTF_8));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer;
	}

	private static List<String> of(List<String> asked, String view) {
		return asked.stream().filter((one) -> one.contains(view)).toList();
	}

	@Test
	void looksThroughMoreItemsThanAListCountsAndLoadsThoseThatAreShown() {
		items(MANY);
		Answer found = ask("cmdb_ci", "serial_number=sn10001");
		assertThat(found.json().at("/result/0/name").asText()).isEqualTo("item 10001");
		assertThat(found.header("X-Total-Count")).isEqualTo("1");
		assertThat(ask("cmdb_ci_server", "").header("X-Total-Count")).isEqualTo(Integer.toString(MANY));
		assertThat(ask("cmdb_ci", "busines_criticality<2^serial_numberENDSWITH4^ORDERBYDESCname").json()
			.at("/result/0/name")
			.asText()).isEqualTo("item 9984");
		List<String> asked = Statements.fewestOf(() -> ask("cmdb_ci", "nameSTARTSWITHitem 99^install_status=1"));
		assertThat(of(asked, "configuration_items_view")).as("the keys of one, and how many").hasSize(2);
		assertThat(of(asked, "from configuration_items")).as("the one that is shown").hasSize(1);
	}

	@Test
	void findsKeysInTheirIndex() {
		items(12);
		List<String> read = new ArrayList<>();
		String last = "0".repeat(32);
		JsonNode page;
		do {
			page = ask("cmdb_ci", "sys_id>" + last + "^ORDERBYsys_id").json().path("result");
			last = page.path(0).path("sys_id").asText();
			page.forEach((one) -> read.add(one.path("sys_id").asText()));
		}
		while (!page.isEmpty());
		assertThat(read).hasSize(12).isSorted();
		String third = read.get(2);
		for (Map.Entry<String, String> counted : Map
			.of("sys_id=" + third, "1", "sys_id!=" + third, "11", "sys_idIN" + third + "," + read.get(4) + ",x", "2",
					"sys_id=x", "0", "sys_id!=x", "12", "sys_idBETWEEN" + third + "@" + read.get(4), "3",
					"sys_idSTARTSWITH" + third.substring(0, 31), "1", "sys_id>=g", "0")
			.entrySet()) {
			assertThat(ask("cmdb_ci", counted.getKey()).header("X-Total-Count")).as(counted.getKey())
				.isEqualTo(counted.getValue());
		}
		for (String query : List.of("sys_id=" + third, "sys_id>" + third + "^ORDERBYsys_id")) {
			assertThat(of(Statements.of(() -> ask("cmdb_ci", query)), "configuration_items_view")).as(query)
				.hasSize(2)
				.allMatch((one) -> this.plans.of(one)
					.findValuesAsText("Index Cond")
					.stream()
					.anyMatch((condition) -> condition.matches("\\(id [=>] .*")));
		}
	}

	/** As they are compared where they are at hand. */
	@Test
	void comparesAsTheTableShowsThem() {
		items(12);
		String created = this.agent.get(ITEMS + "?sysparm_limit=1").json().at("/result/0/sys_created_on").asText();
		List<String> all = List.of("sys_class_name=cmdb_ci_server", "sys_class_nameINcmdb_ci_server,x",
				"operational_status=In service", "install_statusLIKEservice^ORDERBYinstall_status",
				"operational_status=1", "install_status>0", "install_status<10", "busines_criticalityBETWEEN1@10",
				"sys_created_on>=" + created, "sys_created_onSTARTSWITH20", "owned_byISEMPTY",
				"support_groupNOT LIKEdesk", "nameDOES NOT CONTAIN%", "serial_number!=SN13",
				"serial_numberNOT INSN13,SN14", "name=item 1^NQname!=item 1", "fqdnISEMPTY^asset_tagISEMPTY");
		for (String query : all) {
			assertThat(ask("cmdb_ci", query).header("X-Total-Count")).as(query).isEqualTo("12");
		}
		for (String query : List.of("sys_class_name=server", "nameLIKE%", "nameLIKE_tem", "install_status>1",
				"sys_created_on>" + created.replaceFirst("^20", "21"), "fqdnISNOTEMPTY", "name>z")) {
			assertThat(ask("cmdb_ci", query).json().path("result")).as(query).isEmpty();
		}
		JsonNode me = ask("sys_user", "user_name=" + this.house.username("agent1")).json().at("/result/0");
		for (String query : List.of("name=" + me.path("name").asText(), "email=" + me.path("email").asText(),
				"sys_id=" + me.path("sys_id").asText() + "^active=true", "first_name=agent1^sys_class_name=sys_user")) {
			assertThat(ask("sys_user", query).json().at("/result/0/sys_id")).as(query).isEqualTo(me.path("sys_id"));
		}
	}

	@Test
	void asksOnceForAHundredOfWhichOneHolds() {
		items(200);
		String any = IntStream.range(1, 100)
			.mapToObj((n) -> "cmdb_ci.serial_number=SN" + n)
			.collect(Collectors.joining("^OR"));
		assertThat(of(Statements.fewestOf(() -> ask("incident", any)), "configuration_items_view")).hasSize(1);
	}

	@Test
	void findsAHundredNamesAtOnceAndRefusesMore() {
		String incident = this.house.as("reporter").report("Named").path("id").asText();
		String reporter = this.house.username("reporter");
		String key = this.agent.get("/api/now/table/sys_user?user_name=" + reporter)
			.json()
			.at("/result/0/sys_id")
			.asText();
		String others = IntStream.range(1, 100).mapToObj((n) -> "nobody" + n).collect(Collectors.joining(","));
		for (String me : List.of(reporter, reporter + "@house.example", key, "B REPORTER")) {
			assertThat(ask("incident", "caller_idIN" + others + "," + me).json().at("/result/0/sys_id").asText()).as(me)
				.isEqualTo(incident.replace("-", ""));
		}
		assertThat(of(Statements.fewestOf(() -> ask("incident", "caller_idIN" + others)), "u1_0.username_key in"))
			.hasSize(1);
		for (String me : List.of(key, key + "," + reporter, reporter + "@house.example")) {
			assertThat(of(Statements.of(() -> ask("incident", "caller_idIN" + me)), "trim(")).as(me).isEmpty();
		}
		assertThat(of(Statements.of(() -> ask("incident", "caller_id=" + key)), "u1_0.username_key in")).isEmpty();
		assertThat(of(Statements.of(() -> ask("incident", "caller_id=B REPORTER")), "trim(")).hasSize(1);
		for (String column : List.of("caller_id", "assignment_group", "cmdb_ci")) {
			Answer refused = this.agent.get("/api/now/table/incident?sysparm_query=" + column + "IN" + others + ",a,b");
			assertThat(refused.status() + refused.body()).startsWith("400").contains("100");
		}
	}

	@Test
	void readsOnBehindTheLastKeyWhereOffsetsEnd() {
		for (int at = 0; at < 3; at++) {
			this.house.as("reporter").report("One of three");
		}
		List<String> read = new ArrayList<>();
		String last = "";
		JsonNode page;
		do {
			page = ask("incident", (last.isEmpty() ? "" : "sys_id>" + last + "^") + "ORDERBYsys_id").json()
				.path("result");
			last = page.path(0).path("sys_id").asText();
			page.forEach((one) -> read.add(one.path("sys_id").asText()));
		}
		while (!page.isEmpty());
		assertThat(read).hasSize(3).isSorted();
		assertThat(ask("incident", "sys_id<=" + read.get(1)).header("X-Total-Count")).isEqualTo("2");
		Answer refused = this.agent.get("/api/now/table/incident?sysparm_offset=100001");
		assertThat(refused.status() + refused.body()).startsWith("400").contains("sys_id", "100");
		assertThat(this.agent.get("/api/now/table/incident?sysparm_query=sys_id%3Ex").status()).isEqualTo(400);
	}

	@Test
	void hasAnIndexForWhatIsOverAndForWhatIsToBeAnswered() {
		for (String time : List.of("resolved_at", "closed_at", "response_due_at")) {
			assertThat(this.jdbc.queryForList("""
					SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'tickets'::regclass AND indisvalid
					""", String.class)).anyMatch((index) -> index.contains("(tenant_id, kind, " + time + ")"));
		}
	}

	@Test
	void looksForPartsOfATitleInTheIndexOfWords() {
		this.house.as("reporter").report("The plotter jams");
		assertThat(this.indexer.catchUp()).isTrue();
		assertThat(ask("incident", "short_descriptionLIKEplotter ja").json().path("result")).hasSize(1);
		assertThat(
				of(Statements.of(() -> ask("incident", "active=true^short_descriptionLIKEplotter ja")), "t.id = ANY"))
			.isNotEmpty();
		assertThat(of(Statements.of(() -> ask("incident", "short_descriptionLIKEplotter^ORnumber=INC1")), "t.id = ANY"))
			.as("where something else may hold")
			.isEmpty();
		assertThat(ask("incident", "short_descriptionNOT LIKEplotter").json().path("result")).isEmpty();
	}

}
