package io.nagare.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.IntegrityFindings;
import io.nagare.NagareTest;
import io.nagare.OwnNode;
import io.nagare.directory.Tenants;
import io.nagare.shared.IntegrityCheck;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.sla.ClockAudit;

import static org.assertj.core.api.Assertions.assertThat;

/** Damages what the product keeps, piece by piece, and sees that the audit finds it. */
@NagareTest
class IntegrityAuditTests {

	@LocalServerPort
	private int port;

	@Autowired
	private IntegrityAudit audit;

	@Autowired
	private List<IntegrityCheck> checks;

	@Autowired
	private ClockAudit clocks;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Value("${nagare.data-dir}")
	private Path data;

	private Api agent;

	private UUID id;

	@BeforeEach
	void report() {
		this.agent = Api.at(this.port).as("agent1");
		this.id = UUID.fromString(this.agent.report("停電").path("id").asText());
		this.agent.does(this.id.toString(), "assign");
		this.agent.does(this.id.toString(), "start");
		assertThat(findings()).isEmpty();
	}

	@Test
	void looksAtEverything() {
		IntegrityReport report = this.audit.run();
		assertThat(report.checks()).extracting(IntegrityReport.Check::name)
			.containsExactly("audit-log", "clocks", "files", "journal", "numbers", "tokens");
		assertThat(report.checks()).allMatch((check) -> check.failure() == null);
		assertThat(report.checks()).filteredOn((check) -> !check.name().equals("files"))
			.allMatch((check) -> check.looked() > 0);
	}

	@Test
	void findsATicketWithAnotherStatusThanItsToken() {
		damage("UPDATE tickets SET status = 'assigned' WHERE id = ?");
		assertThat(findings()).containsExactlyInAnyOrder("status_differs", "journal_broken");
		damage("UPDATE tickets SET status = 'in_progress' WHERE id = ?");
	}

	@Test
	void findsASecondProcess() {
		String copy = """
				INSERT INTO act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_, proc_def_id_, business_key_, act_id_)
				SELECT 'copy', 1, 'copy', 'copy', e.proc_def_id_, p.business_key_, e.act_id_
				  FROM act_ru_execution p JOIN act_ru_execution e ON e.proc_inst_id_ = p.id_ AND e.act_id_ IS NOT NULL
				 WHERE p.business_key_ = ?::text AND p.parent_id_ IS NULL AND p.super_exec_ IS NULL LIMIT 1
				""";
		try {
			damage(copy);
			assertThat(findings()).containsExactly("several_processes");
		}
		finally {
			this.jdbc.update("DELETE FROM act_ru_execution WHERE id_ = 'copy'");
		}
	}

	@Test
	void findsAJournalWithAGap() {
		damage("UPDATE ticket_histories SET old_value = 'closed' WHERE ticket_id = ? AND new_value = 'in_progress'");
		assertThat(findings()).containsExactly("journal_broken");
		damage("UPDATE ticket_histories SET old_value = 'assigned' WHERE ticket_id = ? AND new_value = 'in_progress'");
	}

	@Test
	void findsANumberThatWillBeGivenAgain() {
		String number = this.agent.incident(this.id.toString()).path("incident_number").asText();
		damage("UPDATE tickets SET number = 'INC9999999' WHERE id = ?");
		assertThat(all()).filteredOn((finding) -> finding.of().equals("INC9999999"))
			.extracting(IntegrityFindings.Finding::finding)
			.containsExactly("number_ahead");
		damage("UPDATE tickets SET number = '" + number + "' WHERE id = ?");
	}

	@Test
	void findsATicketThatIsDueAtAnotherTimeThanItsClocksSay() {
		damage("UPDATE tickets SET resolution_due_at = resolution_due_at + interval '1 hour' WHERE id = ?");
		assertThat(findings()).containsExactly("due_differs");
		damage("UPDATE tickets SET resolution_due_at = resolution_due_at - interval '1 hour' WHERE id = ?");
		damage("UPDATE tickets SET alarm_at = alarm_at + interval '1 hour' WHERE id = ?");
		assertThat(findings()).containsExactly("alarm_differs");
		damage("UPDATE tickets SET alarm_at = alarm_at - interval '1 hour' WHERE id = ?");
	}

	@Test
	void findsAMilestoneThatWasToldTwice() {
		assertThat(clocksAfter(entry("milestone", "'50'", 1), entry("milestone", "'50'", 1)))
			.anyMatch((wrong) -> wrong.startsWith("milestone_twice"));
	}

	@Test
	void findsAnEntryThatIsMissing() {
		assertThat(clocksAfter(entry("pause", "'vendor'", 2))).anyMatch((wrong) -> wrong.startsWith("entry_missing"));
	}

	@Test
	void findsAnEntryBeforeItsFormer() {
		assertThat(clocksAfter(entry("pause", "'vendor'", 1).replace("now() + ", "now() - interval '1 day' + ")))
			.anyMatch((wrong) -> wrong.startsWith("entry_before_its_former"));
	}

	@Test
	void findsASecondClockForTheSame() {
		assertThat(clocksAfter("""
				INSERT INTO sla_ledger (id, tenant_id, ticket_id, clock_id, sequence, clock, type, at, definition,
				       target_seconds, calendar, calendar_version, pauses_on, team_id, recorded_at)
				SELECT gen_random_uuid(), tenant_id, ticket_id, gen_random_uuid(), 0, clock, type, at, definition,
				       target_seconds, calendar, calendar_version, pauses_on, team_id, recorded_at
				  FROM sla_ledger WHERE ticket_id = ? AND clock = 'resolution' AND type = 'start'
				""")).anyMatch((wrong) -> wrong.startsWith("clock_twice"));
	}

	@Test
	void findsFilesThatAreNotWhatWasUploaded() throws IOException {
		Answer made = this.agent.upload("/incidents/" + this.id + "/attachments", "a.txt", "text/plain",
				"as it was".getBytes(StandardCharsets.UTF_8));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String attachment = made.data().path("id").asText();
		Path file = this.data.resolve("attachments").resolve(this.id.toString()).resolve(attachment);
		byte[] whole = Files.readAllBytes(file);
		byte[] altered = whole.clone();
		altered[whole.length - 1] ^= 1;
		Files.write(file, altered);
		assertThat(found(attachment)).containsExactly("file_altered");
		Files.writeString(file, "longer than it was");
		assertThat(found(attachment)).containsExactly("file_of_other_size");
		Files.delete(file);
		assertThat(found(attachment)).containsExactly("file_missing");
		long before = leftOver();
		Files.writeString(file.resolveSibling(UUID.randomUUID().toString()), "of an upload that died");
		Files.write(file, whole);
		assertThat(found(attachment)).isEmpty();
		assertThat(leftOver()).isEqualTo(before + 1);
	}

	@Test
	void isBegunAndReadByWhoRunsThePlatform() {
		Client platform = new Client(this.port).as("platform");
		Answer begun = platform.send("POST", "/actuator/audit", null, null);
		assertThat(begun.status()).as(begun.body()).isEqualTo(200);
		assertThat(begun.text("state")).isEqualTo("running");
		Instant limit = Instant.now().plus(Duration.ofMinutes(1));
		while (platform.get("/actuator/audit").text("state").equals("running")) {
			assertThat(Instant.now()).isBefore(limit);
			OwnNode.pause(200);
		}
		Answer ended = platform.get("/actuator/audit");
		assertThat(ended.json().path("checks")).hasSize(6);
		assertThat(ended.text("state")).isIn("whole", "damaged");
		assertThat(new Client(this.port).as("admin").get("/actuator/audit").status()).isEqualTo(403);
		assertThat(new Client(this.port).get("/actuator/audit").status()).isEqualTo(401);
	}

	private static String entry(String type, String reason, int after) {
		return """
				INSERT INTO sla_ledger (id, tenant_id, ticket_id, clock_id, sequence, clock, type, at, reason, recorded_at)
				SELECT gen_random_uuid(), tenant_id, ticket_id, clock_id, max(sequence) + %d, clock, '%s', now() + interval '%d s', %s, now()
				  FROM sla_ledger WHERE ticket_id = ? AND clock = 'resolution' GROUP BY 2, 3, 4, 6
				"""
			.formatted(after, type, after, reason);
	}

	/** The ledger can't be mended, so nothing of this is kept. */
	private List<String> clocksAfter(String... damages) {
		return Tenancy.as(this.tenants.bySlug("demo").orElseThrow(), () -> this.transaction.execute((status) -> {
			status.setRollbackOnly();
			for (String damage : damages) {
				assertThat(this.jdbc.update(damage, this.id)).isEqualTo(1);
			}
			return Objects
				.requireNonNull(this.clocks.audit(List.of(this.id), Instant.now().plusSeconds(60)).get(this.id))
				.wrong();
		}));
	}

	private void damage(String sql) {
		Integer rows = Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.update(sql, this.id)));
		assertThat(rows).isEqualTo(1);
	}

	/** What is found of the ticket; others may have been damaged by other tests. */
	private List<String> findings() {
		return found(this.id.toString());
	}

	private List<String> found(String of) {
		return all().stream()
			.filter((finding) -> finding.of().equals(of))
			.map(IntegrityFindings.Finding::finding)
			.toList();
	}

	private List<IntegrityFindings.Finding> all() {
		return IntegrityFindings.of(this.checks);
	}

	private long leftOver() {
		return this.audit.run().checks().stream().mapToLong(IntegrityReport.Check::leftOver).sum();
	}

}
