package io.nagare.reports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipFile;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.Client.Answer;
import io.nagare.ticket.TicketTypes;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Lists as files that are made aside, in a tenant that the test has to itself. */
@NagareTest
class TicketExportTests {

	@LocalServerPort
	private int port;

	@Autowired
	private TicketExportRunner runner;

	@Autowired
	private TicketExportFiles files;

	@Autowired
	private TicketExports exports;

	@Autowired
	private Tenants tenants;

	@Autowired
	private TicketTypes types;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Value("${nagare.data-dir}")
	private Path data;

	private OwnHouse house;

	private Api manager;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.manager = this.house.as("manager");
	}

	@Test
	void holdsTheListInItsOrderAndColumns() throws IOException {
		Api agent = this.house.as("agent1");
		agent.report("い, \"引用\"");
		agent.report("=あ");
		agent.report("う", "confidentiality", "confidential");
		Answer asked = this.manager.post("/exports", "kind", "incidents", "format", "csv", "filter", "phase=open",
				"sort", "title", "columns", List.of("title", "number"), "language", "ja");
		assertThat(asked.status()).isEqualTo(202);
		String id = asked.data().path("id").asText();
		assertThat(asked.header("Location")).endsWith("/api/v1/exports/" + id);
		assertThat(asked.data().path("state").asText()).isEqualTo("waiting");
		assertThat(refusal(this.manager.get("/exports/" + id + "/file"))).isEqualTo("409 CONFLICT id=export_not_done");
		this.runner.run();
		JsonNode done = this.manager.get("/exports/" + id).data();
		assertThat(done.path("state").asText()).isEqualTo("done");
		assertThat(done.path("rows").asInt()).isEqualTo(3);
		assertThat(done.path("rows_done").asInt()).isEqualTo(3);
		assertThat(done.path("owner_id").asText()).isEqualTo(this.house.idOf("manager"));
		String csv = this.manager.get("/exports/" + id + "/file").body();
		assertThat(csv.lines().map((line) -> line.replaceAll(",INC\\d+$", ""))).containsExactly("\ufeff件名,番号", "'=あ",
				"\"い, \"\"引用\"\"\"", "う");
		assertThat(done.path("file_size").asInt()).isEqualTo(csv.getBytes(StandardCharsets.UTF_8).length);
		assertThat(this.house.as("admin").get("/audit?action=tickets.exported").data()).hasSize(1);
	}

	@Test
	void areBooksAndPagesToo() throws IOException {
		this.house.as("agent1").report("プリンター故障");
		String book = ask("xlsx");
		String page = ask("pdf");
		this.runner.run();
		assertThat(cells(bytes(book))).as("a time is a time")
			.contains("番号", "プリンター故障", "新規")
			.doesNotContain("new")
			.noneMatch((cell) -> cell.matches("\\d{4}-\\d\\d-\\d\\d .*"));
		// what is shared is held until the end: the headings alone
		assertThat(shared(book)).contains("uniqueCount=\"" + usual().size() + "\"");
		try (PDDocument document = Loader.loadPDF(bytes(page))) {
			assertThat(new PDFTextStripper().getText(document)).contains("チケット一覧", "プリンター故障", "新規");
		}
	}

	@Test
	void tellsWhatTheTicketsOfAKindShow() {
		Api admin = this.house.as("admin");
		Api agent = this.house.as("agent1");
		String item = admin.post("/cis", "name", "社内メール", "ci_class", "service", "tier", 1).data().path("id").asText();
		String incident = agent
			.report("メールが届かない", "impact", "extensive", "urgency", "high", "ci_ids", List.of(item), "site_id",
					admin.post("/sites", "name", "大阪支社").data().path("id").asText(), "department_id",
					admin.post("/departments", "name", "経理部").data().path("id").asText())
			.path("id")
			.asText();
		agent.does(incident, "assign");
		agent.does(incident, "start");
		agent.does(incident, "resolve", "resolution", "ディスクを増やした", "resolution_code", "fixed");
		assertThat(file("incidents", "ja", "site", "department", "items", "impact", "urgency", "resolution",
				"resolution_code", "reopen_count", "major", "hold_reason"))
			.containsExactly("拠点,部署,構成アイテム,影響度,緊急度,解決内容,解決コード,再オープン回数,重大インシデント,保留理由",
					"大阪支社,経理部,社内メール,広範,高,ディスクを増やした,修正済み,0,いいえ,");
		String open = agent.report("止まった").path("id").asText();
		agent.does(open, "assign");
		agent.does(open, "start");
		agent.does(open, "resolve", "resolution", "fixed", "resolution_code", "fixed");
		assertThat(file("incidents", "ja", "resolution", "resolution_code")).as("what people write stays")
			.contains("fixed,修正済み");
		assertThat(this.house.as("reporter")
			.post("/requests", "type", "system-access", "system", "会計", "level", "read", "purpose", "決算",
					"requested_for_id", this.house.idOf("agent2"))
			.status()).isEqualTo(201);
		assertThat(file("requests", "en", "type", "requested_for")).containsExactly("Type,Requested for",
				"Access to a system,B agent2");
		assertThat(agent.post("/changes", "title", "ディスク増設", "type", "normal").status()).isEqualTo(201);
		assertThat(file("changes", "ja", "type", "risk", "planned_start", "outcome")).containsExactly("種別,リスク,開始予定,結果",
				"通常変更,,,");
		assertThat(agent.post("/problems", "title", "ディスク不足").status()).isEqualTo(201);
		assertThat(file("problems", "ja", "root_cause", "cause_code", "known_error"))
			.containsExactly("根本原因,原因の種類,既知のエラー", "\"\",,いいえ");
	}

	@Test
	void hasExactlyTheColumnsThatSomebodyNames() {
		this.house.as("reporter")
			.post("/requests", "type", "system-access", "system", "会計", "level", "read", "purpose", "決算");
		List<String> usual = ExportColumns.usual(this.types.at("requests").orElseThrow());
		assertThat(file("requests", "en", usual.toArray(String[]::new)).get(0).split(",")).hasSameSizeAs(usual);
		String id = this.manager.post("/exports", "kind", "requests", "format", "csv").data().path("id").asText();
		this.runner.run();
		assertThat(this.manager.get("/exports/" + id + "/file").body().lines().findFirst().orElseThrow().split(","))
			.as("with what a form keeps")
			.hasSizeGreaterThan(usual.size());
	}

	/** Its lines, without the mark of UTF-8. */
	private List<String> file(String kind, String language, String... columns) {
		Answer asked = this.manager.post("/exports", "kind", kind, "format", "csv", "language", language, "columns",
				List.of(columns));
		assertThat(asked.status()).as(asked.body()).isEqualTo(202);
		this.runner.run();
		return this.manager.get("/exports/" + asked.data().path("id").asText() + "/file")
			.body()
			.substring(1)
			.lines()
			.toList();
	}

	private List<String> usual() {
		return ExportColumns.usual(this.types.at("incidents").orElseThrow());
	}

	@Test
	void holdsWhatItsOwnerMayReadAndIsHisAlone() throws IOException {
		Api agent = this.house.as("agent1");
		agent.report("みなの端末");
		agent.report("役員の端末", "confidentiality", "confidential");
		Api other = this.house.as("agent2");
		String id = other.post("/exports", "kind", "incidents", "format", "csv").data().path("id").asText();
		String all = ask("csv");
		this.runner.run();
		assertThat(other.get("/exports/" + id + "/file").body()).contains("みなの端末").doesNotContain("役員の端末");
		assertThat(this.manager.get("/exports/" + all + "/file").body()).contains("役員の端末");
		assertThat(refusal(other.get("/exports/" + all))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(other.get("/exports/" + all + "/file"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(other.delete("/exports/" + all))).isEqualTo("404 NOT_FOUND");
		assertThat(each(other.get("/exports").data(), "id")).containsExactly(id);
		assertThat(refusal(this.house.as("reporter").get("/exports"))).isEqualTo("403 FORBIDDEN");
		Api admin = this.house.as("admin");
		assertThat(admin.patch("/users/" + this.house.idOf("manager"), "role", "operator").status()).isEqualTo(200);
		Api former = this.house.as("manager");
		assertThat(former.get("/exports/" + all).status()).isEqualTo(200);
		assertThat(refusal(former.get("/exports/" + all + "/file"))).isEqualTo("403 FORBIDDEN");
	}

	@Test
	void isMadeOfWhatHeMayReadWhenItIsMade() {
		this.house.as("agent1").report("役員の端末", "confidentiality", "confidential");
		String id = ask("csv");
		assertThat(this.house.as("admin").patch("/users/" + this.house.idOf("manager"), "role", "operator").status())
			.isEqualTo(200);
		this.runner.run();
		assertThat(this.house.as("manager").get("/exports/" + id + "/file").body()).doesNotContain("役員の端末");
		String last = this.house.as("agent2")
			.post("/exports", "kind", "incidents", "format", "csv")
			.data()
			.path("id")
			.asText();
		assertThat(this.house.as("admin").patch("/users/" + this.house.idOf("agent2"), "role", "user").status())
			.isEqualTo(200);
		this.runner.run();
		assertThat(state(last)).isEqualTo("failed");
	}

	@Test
	void goesNoFurtherWhenItIsRemoved() throws IOException {
		String id = ask("csv");
		assertThat(this.manager.delete("/exports/" + id).status()).isEqualTo(204);
		this.runner.run();
		assertThat(refusal(this.manager.get("/exports/" + id))).isEqualTo("404 NOT_FOUND");
		assertThat(there()).isEmpty();
		String done = ask("csv");
		this.runner.run();
		assertThat(there()).hasSize(1);
		this.manager.delete("/exports/" + done);
		assertThat(there()).isEmpty();
		// taken by a node, and removed meanwhile
		String taken = ask("csv");
		TicketExport export = as(() -> this.exports.take().orElseThrow());
		assertThat(as(() -> this.exports.progress(export, 2, 1))).isTrue();
		assertThat(this.manager.get("/exports/" + taken).data().path("rows_done").asInt()).isEqualTo(1);
		this.manager.delete("/exports/" + taken);
		assertThat(as(() -> this.exports.progress(export, 2, 2))).isFalse();
	}

	@Test
	void runsOnceOverNodesAndOutlivesOne() throws IOException {
		String id = ask("csv");
		AtOnce.all(3, (number) -> {
			this.runner.run();
			return true;
		});
		assertThat(this.house.as("admin").get("/audit?action=tickets.exported").data()).hasSize(1);
		String left = ask("csv");
		TicketExport export = as(() -> this.exports.take().orElseThrow());
		this.runner.run();
		assertThat(state(left)).isEqualTo("running");
		sets("updated_at = now() - interval '6 minutes'", left);
		this.runner.run();
		assertThat(state(left)).isEqualTo("done");
		assertThat(as(() -> this.exports.progress(export, 1, 1))).as("of the former attempt").isFalse();
		String lost = ask("csv");
		sets("state = 'running', attempts = 5, updated_at = now() - interval '6 minutes'", lost);
		this.runner.run();
		assertThat(state(lost)).isEqualTo("failed");
		assertThat(this.manager.get("/exports/" + lost).data().path("message").asText()).isNotEmpty();
		assertThat(each(this.manager.get("/exports").data(), "id")).containsExactly(lost, left, id);
	}

	@Test
	void isGoneAfterAWhile() throws IOException {
		String id = ask("csv");
		String kept = ask("csv");
		this.runner.run();
		assertThat(there()).hasSize(2);
		as(() -> {
			this.exports.remove(UUID.fromString(id));
			return true;
		});
		this.files.removeLeftOver();
		assertThat(there()).singleElement().asString().contains(kept);
	}

	@Test
	void refusesWhatCannotBe() {
		assertThat(refusal(this.manager.post("/exports", "kind", "x", "format", "csv")))
			.isEqualTo("400 VALIDATION_FAILED kind=not_a_choice");
		assertThat(refusal(this.manager.post("/exports", "format", "csv"))).startsWith("400 VALIDATION_FAILED kind=");
		assertThat(refusal(this.manager.post("/exports", "kind", "incidents", "format", "doc")))
			.startsWith("400 VALIDATION_FAILED format=");
		assertThat(refused("filter", "phase=nowhere")).isEqualTo("400 VALIDATION_FAILED phase=not_a_choice");
		assertThat(refused("filter", "page=2")).isEqualTo("400 VALIDATION_FAILED filter=unknown_parameter");
		assertThat(refused("sort", "shoe_size")).isEqualTo("400 VALIDATION_FAILED sort=not_sortable");
		assertThat(refused("columns", List.of("number", "number", "shoe_size")))
			.isEqualTo("400 VALIDATION_FAILED columns[1]=column_twice columns[2]=not_a_choice");
		assertThat(refused("language", "fr")).startsWith("400 VALIDATION_FAILED language=");
		assertThat(refusal(this.manager.post("/exports", "kind", "incidents", "format", "pdf", "columns", usual())))
			.isEqualTo("400 VALIDATION_FAILED columns=too_many");
		List.of(1, 2, 3).forEach((number) -> ask("csv"));
		assertThat(refused("filter", "")).startsWith("409 CONFLICT").contains("too_many_exports");
		assertThat(this.house.as("agent1").post("/exports", "kind", "incidents", "format", "csv").status())
			.isEqualTo(202);
	}

	@Test
	void putsNoMoreOnPaperThanItHolds() {
		copies(TicketExportService.MOST_LINES + 1);
		try {
			Answer refused = this.manager.with("Accept-Language", "en")
				.post("/exports", "kind", "incidents", "format", "pdf");
			assertThat(refusal(refused)).isEqualTo("400 VALIDATION_FAILED format=too_many_rows");
			assertThat(refused.body()).contains("up to 1,000 rows");
			String id = ask("csv");
			this.runner.run();
			assertThat(this.manager.get("/exports/" + id + "/file").body().lines())
				.hasSize(TicketExportService.MOST_LINES + 2);
		}
		finally {
			removeCopies();
		}
	}

	/** Tickets without a process would be findings of the integrity audit. */
	private void removeCopies() {
		String copies = "SELECT id FROM tickets WHERE number LIKE 'COPY%' AND tenant_id = '" + this.house.id() + "'";
		as(() -> this.jdbc.update("DELETE FROM incidents WHERE id IN (" + copies + ")"));
		as(() -> this.jdbc
			.update("DELETE FROM tickets WHERE number LIKE 'COPY%' AND tenant_id = '" + this.house.id() + "'"));
	}

	private void copies(int tickets) {
		this.house.as("agent1").report("多数");
		List<String> columns = as(() -> this.jdbc.queryForList("""
				SELECT column_name FROM information_schema.columns WHERE table_name = 'tickets'
				AND table_schema = current_schema() AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'number')
				""", String.class));
		String others = String.join(", ", columns);
		List<String> own = as(() -> this.jdbc.queryForList("""
				SELECT column_name FROM information_schema.columns WHERE table_name = 'incidents'
				AND table_schema = current_schema() AND is_generated = 'NEVER' AND column_name <> 'id'
				""", String.class));
		as(() -> this.jdbc
			.update("INSERT INTO tickets (id, number, " + others + ") SELECT gen_random_uuid(), 'COPY' || "
					+ "lpad(n::text, 6, '0'), " + others + " FROM tickets, generate_series(1, " + (tickets - 1)
					+ ") n WHERE tenant_id = '" + this.house.id() + "'"));
		as(() -> this.jdbc.update(
				"INSERT INTO incidents (id, " + String.join(", ", own) + ") SELECT t.id, i." + String.join(", i.", own)
						+ " FROM tickets t, incidents i WHERE t.number LIKE 'COPY%' AND t.tenant_id = '"
						+ this.house.id() + "' AND i.tenant_id = t.tenant_id"));
	}

	private String ask(String format) {
		Answer asked = this.manager.post("/exports", "kind", "incidents", "format", format, "language", "ja");
		assertThat(asked.status()).as(asked.body()).isEqualTo(202);
		return asked.data().path("id").asText();
	}

	private String refused(String field, Object value) {
		return refusal(this.manager.post("/exports", "kind", "incidents", "format", "csv", field, value));
	}

	private String state(String id) {
		return as(() -> this.exports.find(UUID.fromString(id)).orElseThrow().state());
	}

	private void sets(String set, String id) {
		as(() -> this.jdbc.update("UPDATE ticket_exports SET " + set + " WHERE id = ?", UUID.fromString(id)));
	}

	private <T> T as(java.util.function.Supplier<T> work) {
		TenantId tenant = this.tenants.byId(UUID.fromString(this.house.id())).orElseThrow();
		List<T> result = new ArrayList<>();
		Tenancy.as(tenant, () -> {
			@Nullable T made = this.transaction.execute((status) -> work.get());
			if (made != null) {
				result.add(made);
			}
		});
		return result.get(0);
	}

	private List<Path> there() throws IOException {
		Path own = this.data.resolve("exports").resolve(this.house.id());
		if (!Files.isDirectory(own)) {
			return List.of();
		}
		try (var files = Files.list(own)) {
			return files.toList();
		}
	}

	private byte[] bytes(String id) throws IOException {
		assertThat(this.manager.get("/exports/" + id + "/file").status()).isEqualTo(200);
		return Files.readAllBytes(file(id));
	}

	private Path file(String id) throws IOException {
		return there().stream().filter((one) -> one.toString().contains(id)).findFirst().orElseThrow();
	}

	private String shared(String id) throws IOException {
		try (ZipFile parts = new ZipFile(file(id).toFile())) {
			return new String(
					parts.getInputStream(Objects.requireNonNull(parts.getEntry("xl/sharedStrings.xml"))).readAllBytes(),
					StandardCharsets.UTF_8);
		}
	}

	private static List<String> cells(byte[] file) throws IOException {
		List<String> cells = new ArrayList<>();
		try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
			book.getFirstSheet().openStream().forEach((row) -> row.forEach((cell) -> {
				if (cell != null) {
					cells.add(cell.getText());
				}
			}));
		}
		return cells;
	}

}
