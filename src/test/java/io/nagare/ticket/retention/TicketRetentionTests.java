package io.nagare.ticket.retention;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.HistoryService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.IntegrityFindings;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.search.index.SearchIndexer;
import io.nagare.shared.IntegrityCheck;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of tickets whose time is over. */
@NagareTest
class TicketRetentionTests {

	private static final String RULE = "/retention-rules/incident";

	private static final String HOLDS = "/legal-holds";

	/** They have a period of their own, or hold keys and numbers alone. */
	private static final Set<String> STAYING = Set.of("alert_groups", "alert_messages", "figure_alerts",
			"idempotency_keys", "live_events", "model_faults", "model_migration_processes", "recurring_work_dates",
			"suggestion_answers", "legal_holds");

	/** Its facts, and that they changed. */
	private static final Set<String> COUNTED = Set.of("content_changes", "ticket_facts");

	@LocalServerPort
	private int port;

	@Value("${nagare.data-dir}")
	private Path data;

	@Autowired
	private TicketRetention retention;

	@Autowired
	private List<IntegrityCheck> checks;

	@Autowired
	private HistoryService history;

	@Autowired
	private SearchIndexer indexer;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private OwnHouse house;

	private Api admin;

	private Api agent;

	@BeforeEach
	void ownHouse() {
		this.house = OwnHouse.at(this.port);
		this.admin = this.house.as("admin");
		this.agent = this.house.as("agent1");
	}

	@Test
	void goWithAllThatIsKeptOfThemAndLeaveTheirNumberInTheLogAndWhatWasCounted() throws IOException {
		String id = closed("zzyzx printer", 100);
		String recent = closed("印刷", 80);
		String number = this.agent.incident(id).path("incident_number").asText();
		assertThat(files(id)).hasSize(1);
		assertThat(rule(90)).isEqualTo(200);
		long before = counted();
		assertThat(before).isEqualTo(2);
		List<IntegrityFindings.Finding> damage = IntegrityFindings.of(this.checks);
		this.retention.run();

		assertThat(this.agent.get("/incidents/" + id).status()).isEqualTo(404);
		assertThat(this.agent.get("/incidents/" + number).status()).isEqualTo(404);
		assertThat(this.agent.get("/incidents/" + recent).status()).isEqualTo(200);
		assertThat(files(id)).isEmpty();
		assertThat(this.history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(id).count()).isZero();
		assertThat(this.history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(recent).count())
			.isPositive();
		assertThat(tablesWith(id)).containsAll(COUNTED)
			.allMatch((table) -> COUNTED.contains(table) || STAYING.contains(table));
		this.indexer.catchUp();
		assertThat(this.agent.get("/search?q=zzyzx").data().toString()).doesNotContain(id);

		JsonNode record = this.admin.get("/audit?action=incident.removed&entity_id=" + id).data();
		assertThat(record).hasSize(1);
		assertThat(record.path(0).toString()).contains(number, "closed_at")
			.doesNotContain(this.house.username("agent1"));
		assertThat(counted()).isEqualTo(before);
		assertThat(damage).containsAll(IntegrityFindings.of(this.checks));
	}

	@Test
	void stayForEverWhereNobodySaysOtherwise() {
		String id = closed("印刷", 36_000);
		this.retention.run();
		assertThat(this.agent.get("/incidents/" + id).status()).isEqualTo(200);
		assertThat(rule(90)).isEqualTo(200);
		assertThat(rule(null)).isEqualTo(200);
		this.retention.run();
		assertThat(this.agent.get("/incidents/" + id).status()).isEqualTo(200);
	}

	@Test
	void stayWhileTheyAreOpenHeldOrLinkedToWhatIs() {
		String open = this.agent.report("印刷").path("id").asText();
		String held = closed("争い", 100);
		String linked = closed("原因の分かった障害", 100);
		String problem = this.agent.post("/problems", "title", "原因").data().path("id").asText();
		assertThat(
				this.agent.post("/incidents/" + linked + "/links", "type", "related_to", "target_id", problem).status())
			.isEqualTo(201);
		Answer hold = this.admin.post(HOLDS, "ticket", this.agent.incident(held).path("incident_number").asText(),
				"reason", "訴訟");
		assertThat(hold.status()).as(hold.body()).isEqualTo(201);
		age(open, 100);
		assertThat(rule(90)).isEqualTo(200);
		this.retention.run();
		Stream.of(open, held, linked)
			.forEach((id) -> assertThat(this.agent.get("/incidents/" + id).status()).isEqualTo(200));

		assertThat(this.admin.get(HOLDS).data()).hasSize(1);
		assertThat(this.admin.delete(HOLDS + "/" + held).status()).isEqualTo(204);
		assertThat(this.admin.delete(HOLDS + "/" + held).status()).isEqualTo(404);
		this.retention.run();
		assertThat(this.agent.get("/incidents/" + held).status()).isEqualTo(404);
		assertThat(this.agent.get("/incidents/" + linked).status()).isEqualTo(200);
	}

	@Test
	void areRemovedByNoOtherWay() {
		String open = this.agent.report("印刷").path("id").asText();
		String held = closed("争い", 100);
		assertThat(this.admin.post(HOLDS, "ticket", held, "reason", "訴訟").status()).isEqualTo(201);
		Stream.of(open, held)
			.forEach((id) -> assertThatThrownBy(() -> remove(this.house.id(), id))
				.isInstanceOf(DataAccessException.class)
				.hasMessageContaining("not removed"));
		String foreign = closed("他社", 100);
		remove(OwnHouse.at(this.port).id(), foreign);
		assertThat(this.agent.get("/incidents/" + foreign).status()).isEqualTo(200);
	}

	@Test
	void areForAdministratorsToDecideOn() {
		assertThat(Api.refusal(this.admin.put(RULE, "days", 89))).contains("days=below_minimum");
		assertThat(this.admin.put("/retention-rules/none", "days", 90).status()).isEqualTo(404);
		assertThat(this.admin.put("/retention-rules/task", "days", 90).status()).isEqualTo(404);
		assertThat(Api.refusal(this.admin.post(HOLDS, "ticket", "INC000", "reason", "x")))
			.contains("ticket=unknown_reference");
		assertThat(rule(365)).isEqualTo(200);
		assertThat(this.admin.get("/retention-rules").data().toString()).contains("\"kind\":\"incident\",\"days\":365",
				"\"kind\":\"problem\",\"days\":null");
		assertThat(this.admin.get("/audit?action=retention.changed").data().toString()).contains("365", "for ever");
		Api manager = this.house.as("manager");
		assertThat(manager.get("/retention-rules").status()).isEqualTo(403);
		assertThat(manager.put(RULE, "days", 90).status()).isEqualTo(403);
		assertThat(manager.post(HOLDS, "ticket", "INC000", "reason", "x").status()).isEqualTo(403);
	}

	/** A table that is made later has to say what becomes of its rows. */
	@Test
	void areKnownToHaveRowsInTheseTables() throws IOException {
		String function = Files.readString(Path.of("src/main/resources/db/migration/R__removal_of_tickets.sql"));
		Set<String> removed = Pattern.compile("(?:DELETE FROM|UPDATE) (\\w+)")
			.matcher(function)
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		List<String> tables = this.jdbc.queryForList(
				"""
						SELECT conrelid::regclass::text FROM pg_constraint WHERE confrelid = 'tickets'::regclass AND contype = 'f'
						UNION SELECT c.table_name::text FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
						 WHERE c.table_schema = 'public' AND c.column_name = 'ticket_id' AND t.table_type = 'BASE TABLE'
						""",
				String.class);
		assertThat(tables).hasSizeGreaterThan(30)
			.allMatch((table) -> removed.contains(table) != STAYING.contains(table));
	}

	private int rule(@Nullable Integer days) {
		return this.admin.put(RULE, "days", days).status();
	}

	/** An incident with a note, a file, and an end so many days ago. */
	private String closed(String title, int days) {
		String id = this.agent.report(title).path("id").asText();
		this.agent.does(id, "assign");
		this.agent.does(id, "start");
		assertThat(this.agent.post("/incidents/" + id + "/work-notes", "content", "確認中", "is_public", "Y").status())
			.isEqualTo(201);
		assertThat(this.agent
			.upload("/incidents/" + id + "/attachments", "log.txt", "text/plain",
					"log".getBytes(StandardCharsets.UTF_8))
			.status()).isEqualTo(201);
		this.agent.does(id, "resolve", "resolution", "直した", "resolution_code", "fixed");
		this.agent.does(id, "confirm");
		age(id, days);
		counted();
		return id;
	}

	private void age(String id, int days) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc
			.update("UPDATE tickets SET closed_at = now() - make_interval(days => ?) WHERE id = ?::uuid", days, id)));
	}

	private long counted() {
		Answer figure = this.admin.get("/figures/mttr");
		assertThat(figure.status()).as(figure.body()).isEqualTo(200);
		return figure.data().path("denominator").asLong();
	}

	private void remove(String tenant, String ticket) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> {
			this.jdbc.queryForObject("SELECT set_config('nagare.tenant', ?, true)", String.class, tenant);
			this.jdbc.queryForList("SELECT path FROM remove_tickets(ARRAY[?])", String.class, UUID.fromString(ticket));
		}));
	}

	private List<Path> files(String id) throws IOException {
		try (Stream<Path> all = Files.walk(this.data.resolve("attachments"))) {
			return all.filter((file) -> Files.isRegularFile(file) && file.toString().contains(id)).toList();
		}
	}

	/**
	 * The tables, of the engine too, in which a row says the ticket's key; the log apart.
	 */
	private Set<String> tablesWith(String id) {
		return Tenancy.asPlatform(() -> this.transaction.execute((status) -> {
			Set<String> found = new TreeSet<>();
			for (String table : this.jdbc.queryForList("""
					SELECT table_name FROM information_schema.tables
					 WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'audit%'
					""", String.class)) {
				Long rows = this.jdbc.queryForObject(
						"SELECT count(*) FROM " + table + " AS r WHERE r::text LIKE '%' || ? || '%'", Long.class, id);
				if (rows != null && rows > 0) {
					found.add(table);
				}
			}
			return found;
		}));
	}

}
