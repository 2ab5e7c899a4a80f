package io.nagare.reports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketListing;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Reports and lists as files, opened again as their readers do. */
@NagareTest
class ReportTests {

	@LocalServerPort
	private int port;

	@Autowired
	private As as;

	@Autowired
	private TicketTypes types;

	@Autowired
	private TicketReportService reports;

	@Autowired
	private ReportRenderer renderer;

	@Autowired
	private TicketExportService exports;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	private final String mark = UUID.randomUUID().toString().substring(0, 8);

	@Test
	void tellOfAnIncidentOnPaperFromReportToPrevention() throws IOException {
		Api agent = Api.at(this.port).as("agent1");
		String item = agent.post("/cis", "name", "基幹DB " + this.mark, "ci_class", "server", "tier", 1)
			.data()
			.path("id")
			.asText();
		String id = agent
			.report("髙橋商店の受注が止まった " + this.mark, "description", "朝から注文を受けられない。\n①番レジも同じ。\n連絡先は𠮷野、㐂田、黑川。", "ci_ids",
					List.of(item), "category_id", agent.idOf("categories", "ネットワーク"))
			.path("id")
			.asText();
		agent.does(id, "start");
		agent.post("/incidents/" + id + "/work-notes", "content", "ディスクの空きがなくなっていました。", "is_public", "Y");
		agent.post("/incidents/" + id + "/work-notes", "content", "内輪の話", "is_public", "N");
		agent.does(id, "resolve", "resolution", "不要なログを削除しました。", "resolution_code", "fixed");
		String problem = agent.post("/problems", "title", "ログが削除されない", "incident_ids", List.of(id))
			.data()
			.path("problem_number")
			.asText();
		byte[] pdf = this.renderer.pdf(report("incident", id, Locale.JAPANESE), ReportRenderer.SHORT);
		try (PDDocument document = Loader.loadPDF(pdf)) {
			String text = new PDFTextStripper().getText(document);
			// the same sign may be that of a radical
			assertThat(Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", ""))
				.contains("障害報告書", "髙橋商店の受注が止まった", "1番レジ", "𠮷野、㐂田、黑川", "基幹DB", "ディスクの空きがなくなっていました。", "不要なログを削除しました。",
						"ステータス:解決済み", "作成", "確認", "承認", problem)
				.doesNotContain("内輪");
			assertThat(pdf.length).isLessThan(300_000);
			Path picture = Path.of("target", "quick", "incident-report.png");
			if (Files.isDirectory(Path.of("target", "quick"))) {
				ImageIO.write(new PDFRenderer(document).renderImageWithDPI(0, 90), "png", picture.toFile());
			}
		}
		try (PDDocument document = Loader
			.loadPDF(this.renderer.pdf(report("incident", id, Locale.ENGLISH), ReportRenderer.SHORT))) {
			assertThat(new PDFTextStripper().getText(document)).contains("Incident report", "Timeline",
					"Status: Resolved");
		}
		assertThat(cells(this.renderer.xlsx(report("incident", id, Locale.JAPANESE)))).contains("障害報告書",
				"不要なログを削除しました。");
	}

	@Test
	void tellSinceWhenAServiceWasDownAndHowMuchThatMattered() {
		Api agent = Api.at(this.port).as("agent1").with("Accept-Language", "en");
		String service = agent.post("/cis", "name", "社内メール " + this.mark, "ci_class", "service", "tier", 1)
			.data()
			.path("id")
			.asText();
		String id = agent.report("メール停止 " + this.mark, "impact", "extensive", "urgency", "high").path("id").asText();
		assertThat(agent
			.post("/incidents/" + id + "/outages", "ci_id", service, "began_at", "2026-01-13T00:05:00Z", "ended_at",
					"2026-01-13T02:40:00Z")
			.status()).isEqualTo(201);
		agent.does(id, "assign");
		agent.does(id, "start");
		agent.does(id, "hold", "hold_reason", "awaiting_caller", "comment", "x");
		String html = agent.get("/incidents/" + id + "/report?format=html&language=ja").body();
		assertThat(html.replaceAll("<[^>]*>|\\s", ""))
			.contains("影響度広範", "緊急度高", "発生日時2026", "復旧日時2026", "社内メール" + this.mark, "2時間35分")
			.doesNotContain("Putonhold");
	}

	@Test
	void tellAuditorsOfAChange() throws IOException {
		Api agent = Api.at(this.port).as("agent1");
		String id = agent
			.post("/changes", "title", "DBの更新 " + this.mark, "type", "normal", "reason", "保守期限切れ", "backout_plan", "戻す")
			.data()
			.path("id")
			.asText();
		try (PDDocument document = Loader
			.loadPDF(this.renderer.pdf(report("change", id, Locale.JAPANESE), ReportRenderer.SHORT))) {
			assertThat(new PDFTextStripper().getText(document)).contains("変更記録書", "保守期限切れ", "通常変更");
		}
	}

	@Test
	void staysReadableWhereATicketIsABook() throws IOException {
		Api agent = Api.at(this.port).as("agent1");
		String id = agent.report("長い " + this.mark).path("id").asText();
		assertThat(
				agent.post("/incidents/" + id + "/work-notes", "content", "始まり" + "文".repeat(90_000), "is_public", "Y")
					.status())
			.isEqualTo(201);
		this.as.user("agent1", () -> this.transactions.executeWithoutResult((status) -> this.jdbc
			.sql("INSERT INTO ticket_work_notes (id, tenant_id, ticket_id, content, is_public, created_at)"
					+ " SELECT gen_random_uuid(), t.tenant_id, t.id, '経過' || n, true, now() + n * interval '1 s'"
					+ " FROM tickets t, generate_series(1, 1500) n WHERE t.id = ?::uuid")
			.param(id)
			.update()));
		String html = agent.get("/incidents/" + id + "/report?format=html&language=ja").body();
		assertThat(html).contains("始まり文", "（続きはチケットを参照）", "経過1<", "経過1500<", "行を省略しています").doesNotContain("経過700<");
		assertThat(html.length()).isLessThan(300_000);
		assertThat(this.renderer.pdf(report("incident", id, Locale.JAPANESE), ReportRenderer.SHORT).length)
			.isLessThan(1_000_000);
	}

	/** As forms offer it, not as it is stored. */
	@Test
	void callACauseAsItsFormDoes() {
		Api agent = Api.at(this.port).as("agent1");
		String id = agent.post("/problems", "title", "ログ " + this.mark).data().path("id").asText();
		agent.post("/problems/" + id + "/actions/assess");
		agent.post("/problems/" + id + "/actions/analyse");
		Answer found = agent.post("/problems/" + id + "/actions/record-cause", "root_cause", "手順の誤り", "cause_code",
				"human_error");
		assertThat(found.status()).as(found.body()).isEqualTo(200);
		String html = agent.get("/problems/" + id + "/report?format=html&language=ja").body();
		assertThat(html).contains("手順の誤り").doesNotContain("human_error");
	}

	@Test
	void fetchNothingThatATextNames() {
		Api agent = Api.at(this.port).as("agent1");
		String id = agent
			.report("<img src='http://127.0.0.1:" + this.port + "/secret'/> " + this.mark, "description",
					"<script>x</script> ${7*7} [[${7*7}]]")
			.path("id")
			.asText();
		String html = agent.get("/incidents/" + id + "/report?format=html").body();
		assertThat(html).contains("&lt;img src=", "&lt;script&gt;", "${7*7} [[${7*7}]]")
			.doesNotContain("<img", "<script");
		assertThat(agent.get("/incidents/" + id + "/report").status()).isEqualTo(200);
	}

	@Test
	void areForThoseWhoMayReadThem() {
		Api agent = Api.at(this.port).as("agent1");
		String id = agent.as("reporter1").report(this.mark).path("id").asText();
		assertThat(refusal(agent.as("reporter1").get("/incidents/" + id + "/report"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(agent.as("reporter1").get("/incidents/export"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(agent.as("other-admin").get("/incidents/" + id + "/report"))).isEqualTo("404 NOT_FOUND");
		String secret = agent.report(this.mark + " secret", "confidentiality", "confidential").path("id").asText();
		assertThat(refusal(agent.as("network1").get("/incidents/" + secret + "/report"))).isEqualTo("404 NOT_FOUND");
		assertThat(agent.as("network1").get("/incidents/export?q=" + this.mark).body()).contains(this.mark)
			.doesNotContain("secret");
		assertThat(agent.as("manager").get("/incidents/export?q=" + this.mark).body()).contains("secret");
		assertThat(refusal(agent.get("/incidents/export?format=pdf"))).startsWith("400 VALIDATION_FAILED format=");
		assertThat(refusal(agent.get("/incidents/export?sort=priority")))
			.isEqualTo("400 VALIDATION_FAILED sort=not_at_once");
		assertThat(agent.as("admin").get("/audit?action=tickets.exported&limit=1").data()).isNotEmpty();
	}

	@Test
	void holdListsThatSpreadsheetsRunNothingOf() throws IOException {
		Api agent = Api.at(this.port).as("agent1");
		agent.report("=HYPERLINK(\"http://x\") " + this.mark);
		agent.report("改行,\"引用\" " + this.mark);
		String csv = agent.get("/incidents/export?language=ja&q=" + this.mark).body();
		assertThat(csv).startsWith("\ufeff番号,件名,ステータス");
		assertThat(csv).contains("\"'=HYPERLINK(\"\"http://x\"\") " + this.mark + "\"",
				"\"改行,\"\"引用\"\" " + this.mark + "\"");
		ByteArrayOutputStream book = new ByteArrayOutputStream();
		this.as.user("agent1", () -> {
			try {
				this.exports.xlsx(this.types.of("incident"), TicketListing.of("q=" + this.mark, null), Locale.ENGLISH,
						book);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		assertThat(agent.get("/incidents/export?format=xlsx&q=" + this.mark).status()).isEqualTo(200);
		assertThat(cells(book.toByteArray())).contains("Number", "=HYPERLINK(\"http://x\") " + this.mark);
	}

	private ReportDocument report(String kind, String id, Locale locale) {
		return this.as.user("agent1", () -> this.reports.of(this.types.of(kind), id, locale));
	}

	private static List<String> cells(byte[] file) throws IOException {
		List<String> cells = new ArrayList<>();
		try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
			book.getFirstSheet().openStream().forEach((row) -> row.forEach((cell) -> {
				if (cell != null) {
					assertThat(cell.getFormula()).isNull();
					cells.add(cell.getText());
				}
			}));
		}
		return cells;
	}

}
