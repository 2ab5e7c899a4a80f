package io.nagare.incident;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.Tenancy;

import static io.nagare.Api.json;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent, the answer names what is wrong, and nothing is written. */
@NagareTest
class BadInputTests {

	private static final String LIST = "/incidents";

	private static final String ROWS = """
			SELECT (SELECT count(*) FROM tickets) || '/' || (SELECT coalesce(sum(version), 0) FROM tickets) || '/'
			    || (SELECT count(*) FROM ticket_histories) || '/' || (SELECT count(*) FROM ticket_work_notes) || '/'
			    || (SELECT count(*) FROM ticket_attachments) || '/' || (SELECT count(*) FROM ticket_links) || '/'
			    || (SELECT count(*) FROM act_ru_execution) || '/' || (SELECT count(*) FROM act_ru_variable)
			""";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Api agent;

	private String incident;

	@BeforeEach
	void report() {
		this.agent = Api.at(this.port).as("agent1");
		this.incident = LIST + "/" + this.agent.report("入力の検査").path("id").asText();
		assertThat(this.agent.post(this.incident + "/actions/assign").status()).isEqualTo(200);
	}

	/** Rows of every table that a bad request might have touched. */
	private String rows() {
		String rows = Tenancy
			.asPlatform(() -> this.transaction.execute((tx) -> this.jdbc.queryForObject(ROWS, String.class)));
		return String.valueOf(rows);
	}

	private static void assertPlain(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
		assertThat(answer.body()).doesNotContain("Exception", "\\tat ", "org.", "java.", "SQL", "<html");
	}

	static Stream<String[]> badReports() {
		return Stream.of(
				new String[] { json("title", "x", "priority", "low", "colour", "red"), "colour=unknown_field" },
				new String[] { json("title", "x", "priority", "galactic"), "priority=not_a_choice" },
				new String[] { json("title", "x", "priority", "low", "impact", "galactic", "urgency", "never"),
						"impact=not_a_choice urgency=not_a_choice" },
				new String[] { json("title", "あ".repeat(501), "priority", "low"), "title=too_long" },
				new String[] { json("title", " ", "priority", "low"), "title=required" },
				new String[] { json("title", "　　", "priority", "low"), "title=required" },
				new String[] { json("priority", "low"), "title=required" },
				new String[] { json("title", "x", "priority", "low", "description", "x".repeat(100_001)),
						"description=too_long" },
				new String[] { "{\"title\": \"x\", ", "title=malformed" },
				new String[] { json("title", 5, "priority", "low"), "title=wrong_type" },
				new String[] { json("title", List.of("x"), "priority", "low"), "title=wrong_type" },
				new String[] { json("title", "x", "priority", "low", "category_id", "nonsense"),
						"category_id=wrong_type" },
				new String[] { json("title", "x", "priority", "low", "category_id", UUID.randomUUID()),
						"category_id=unknown_category" },
				new String[] { json("title", "x", "priority", "low", "ci_ids", List.of(UUID.randomUUID())),
						"ci_ids=unknown_ci" },
				new String[] { json("title", "x", "priority", "low", "confidentiality", "secret"), "confidentiality=" },
				new String[] { json("title", "x", "priority", "low", "reporter_id", UUID.randomUUID()),
						"reporter_id=unknown_user" },
				new String[] { "{\"title\": \"a\\u0000b\", \"priority\": \"low\"}", "title=invalid_character" },
				new String[] { "{\"title\": \"a\\ud800b\", \"priority\": \"low\"}", "title=invalid_character" },
				new String[] { "{\"title\": \"a\", \"title\": \"b\", \"priority\": \"low\"}", "title=" },
				new String[] { "[]", "" }, new String[] { "", "" }, new String[] { "null", "" },
				new String[] { "{\"title\": " + "[".repeat(100_000), "title" },
				new String[] { "{\"a\":".repeat(50_000), "a" });
	}

	@ParameterizedTest
	@MethodSource("badReports")
	void namesWhatIsWrongWithAReport(String body, String wrong) {
		String before = rows();
		Answer english = this.agent.postRaw(LIST, body);
		assertPlain(english);
		assertThat(refusal(english)).startsWith("400 VALIDATION_FAILED").contains(wrong);
		Answer japanese = this.agent.with("Accept-Language", "ja").postRaw(LIST, body);
		assertThat(refusal(japanese)).isEqualTo(refusal(english));
		JsonNode error = japanese.json().path("error");
		assertThat(error.path("message").asText()).isEqualTo("リクエストの内容に誤りがあります。");
		assertThat(error.at("/details/0/message").asText()).isNotEmpty()
			.isNotEqualTo(english.json().at("/error/details/0/message").asText());
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void namesWhatIsWrongWithAPatch() {
		List<UUID> many = Stream.generate(UUID::randomUUID).limit(101).toList();
		assertThat(refusal(this.agent.patch(this.incident, "ci_ids", many)))
			.isEqualTo("400 VALIDATION_FAILED ci_ids=too_many");
		assertThat(refusal(this.agent.patch(this.incident, "title", "　")))
			.isEqualTo("400 VALIDATION_FAILED title=required");
		String problem = "/" + this.agent.post("/problems", "title", "名前解決が遅い").data().path("id").asText();
		for (String other : List.of(LIST + problem, "/changes" + problem)) {
			assertThat(refusal(this.agent.patch(other, "title", "x"))).isEqualTo("404 NOT_FOUND");
		}
		assertThat(refusal(this.agent.patch("/problems/" + this.incident.substring(LIST.length() + 1), "title", "x")))
			.isEqualTo("404 NOT_FOUND");
	}

	@Test
	void takesNoBlanksForAReason() {
		String before = rows();
		for (String blank : List.of("", "  ", "\n", "　")) {
			assertThat(refusal(this.agent.post(this.incident + "/actions/cancel", "reason", blank)))
				.isEqualTo("400 VALIDATION_FAILED reason=required");
		}
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void refusesRawBytesThatAreNoText() {
		String before = rows();
		byte[] body = json("title", "a?b", "priority", "low").getBytes(StandardCharsets.UTF_8);
		for (int bad : new int[] { 0x00, 0xFF, 0xED }) {
			body["{\"title\":\"a".length()] = (byte) bad;
			Answer answer = this.agent.postRaw(LIST, body);
			assertPlain(answer);
			assertThat(refusal(answer)).startsWith("400 VALIDATION_FAILED title=");
		}
		assertThat(rows()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "page=1000000 page=", "sort=title,title sort=", "sort=title,-title sort=",
			"sort=title,priority,created_at,updated_at sort=", "page=-1 page=", "page=0 page=", "page=x page=",
			"limit=101 limit=", "sort=secret sort=", "assignee_id=nonsense assignee_id=",
			"created_after=yesterday created_after=", "priority=galactic priority=", "phase=nowhere phase=",
			"cursor=%C3%A9 cursor=", "q=%00 q=" })
	void namesTheParameterOfAList(String parameterAndField) {
		String[] parts = parameterAndField.split(" ", -1);
		Answer answer = this.agent.get(LIST + "?" + parts[0]);
		assertPlain(answer);
		assertThat(refusal(answer)).startsWith("400 VALIDATION_FAILED").contains(" " + parts[1]);
	}

	static Stream<String[]> badChanges() {
		return Stream.of(new String[] { json("title", "x".repeat(501)), "title=too_long" },
				new String[] { json("title", null), "title=required" },
				new String[] { json("title", 1), "title=wrong_type" },
				new String[] { json("colour", "red"), "colour=unknown_field" },
				new String[] { json("title", "neu", "colour", "red"), "colour=unknown_field" },
				new String[] { json("status", "in_progress", "colour", "red"), "colour=unknown_field" },
				new String[] { json("status", 7), "status=wrong_type" },
				new String[] { json("ci_ids", List.of("nonsense")), "ci_ids[0]=wrong_type" },
				new String[] { json("ci_ids", List.of(List.of())), "ci_ids[0]=wrong_type" },
				new String[] { json("category_id", "nonsense"), "category_id=wrong_type" },
				new String[] { json("team_id", "nonsense", "reason", "x"), "team_id=wrong_type" },
				new String[] { json("assignee_id", UUID.randomUUID(), "reason", "x"), "assignee_id=unknown_agent" },
				new String[] { json("impact", 3, "reason", "x"), "impact=wrong_type" },
				new String[] { json("urgency", "never", "reason", "x"), "urgency=not_a_choice" },
				new String[] { json("status", "resolved", "resolution", "x", "resolution_code", "magic"),
						"resolution_code=not_a_choice" },
				new String[] { json("status", "resolved", "resolution", "x".repeat(4001), "resolution_code", "fixed"),
						"resolution=too_long" });
	}

	@ParameterizedTest
	@MethodSource("badChanges")
	void namesWhatIsWrongWithAChange(String body, String wrong) {
		String before = rows();
		Answer answer = this.agent.patchRaw(this.incident, body);
		assertPlain(answer);
		assertThat(refusal(answer)).isEqualTo("400 VALIDATION_FAILED " + wrong);
		assertThat(rows()).isEqualTo(before);
	}

	static Stream<String[]> badActions() {
		return Stream.of(new String[] { "resolve", json("resolution_code", "fixed"), "resolution=required" },
				new String[] { "resolve", json("resolution", List.of("x"), "resolution_code", "fixed"),
						"resolution=wrong_type" },
				new String[] { "resolve", json("resolution", "x", "resolution_code", "fixed", "hold_reason", "x"),
						"hold_reason=unknown_field" },
				new String[] { "start", json("reason", "x"), "reason=not_for_action" },
				new String[] { "cancel", json(), "reason=required" },
				new String[] { "cancel", json("reason", "x", "duplicate_of", "INC9999999"),
						"duplicate_of=unknown_ticket" },
				new String[] { "cancel", json("reason", "x", "duplicate_of", "nonsense"), "duplicate_of=wrong_type" },
				new String[] { "cancel", json("reason", 5), "reason=wrong_type" },
				new String[] { "reclassify", json("reason", "x", "impact", "galactic"), "impact=not_a_choice" });
	}

	@ParameterizedTest
	@MethodSource("badActions")
	void namesWhatIsWrongWithAnAction(String action, String body, String wrong) {
		String before = rows();
		Answer answer = this.agent.postRaw(this.incident + "/actions/" + action, body);
		assertPlain(answer);
		assertThat(refusal(answer)).isEqualTo("400 VALIDATION_FAILED " + wrong);
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void refusesWhatIsNotOpenStaleOrTooLarge() {
		String before = rows();
		Answer closed = this.agent.postRaw(this.incident + "/actions/resume", "{}");
		assertPlain(closed);
		assertThat(refusal(closed)).startsWith("409 ACTION_NOT_OPEN").contains("start=open_action");
		assertThat(refusal(this.agent.postRaw(this.incident + "/actions/%24%7B1%2B1%7D", "{}")))
			.startsWith("409 ACTION_NOT_OPEN");
		assertThat(refusal(this.agent.with("If-Match", "\"0\"").patch(this.incident, "title", "alt")))
			.isEqualTo("412 STALE");
		Answer large = this.agent.upload(this.incident + "/attachments", "big.bin", "application/octet-stream",
				new byte[11 << 20]);
		assertThat(refusal(large)).isEqualTo("413 TOO_LARGE file=too_large");
		assertThat(refusal(this.agent.postRaw(LIST, json("title", "x", "description", "x".repeat(3 << 20)))))
			.startsWith("413 TOO_LARGE");
		assertThat(rows()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u202E\u2066", "\u2028", "\u200F \n" })
	void refusesATitleOfNothingButMarks(String title) {
		assertThat(refusal(this.agent.postRaw(LIST, json("title", title, "description", "x", "priority", "low"))))
			.startsWith("400 VALIDATION_FAILED")
			.contains("title=required");
		assertThat(refusal(this.agent.patch(this.incident, "title", title))).startsWith("400 VALIDATION_FAILED")
			.contains("title=required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.vbs", "a.PS1", "a.lnk", "a.jar", "report.docm", "a.txt.scr", "a.js", "a.ps1. .",
			"invoice\u202Efdp.hta" })
	void takesNoProgramWhateverItIsCalled(String name) {
		Answer answer = this.agent.upload(this.incident + "/attachments", name, "application/octet-stream",
				"x".getBytes(StandardCharsets.UTF_8));
		assertThat(refusal(answer)).isEqualTo("415 UNSUPPORTED_TYPE file=program");
	}

	@Test
	void refusesFormsWhereJsonIsMeant() {
		for (String method : List.of("PATCH", "PUT")) {
			Answer form = new Client(this.port).as("agent1")
				.send(method, "/api/v1" + this.incident, "title=x", "application/x-www-form-urlencoded");
			assertThat(form.status()).as(form.body()).isIn(405, 415);
		}
		assertThat(new Client(this.port).as("agent1")
			.send("PATCH", "/api/v1" + this.incident, "title=x", "application/x-www-form-urlencoded")
			.status()).isEqualTo(415);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a%00b=1", "%00=1", "limit=1%00", "a%1Fb=1" })
	void refusesParametersThatNoTextHolds(String query) {
		assertThat(this.agent.get(LIST + "?" + query).status()).isEqualTo(400);
		assertThat(this.agent.get("/users?" + query).status()).isEqualTo(400);
	}

	/** The platform belongs to no tenant, whose priorities it could name. */
	@ParameterizedTest
	@ValueSource(strings = { "priority=x", "priority=high", "status=new", "sla_state=x", "phase=x", "q=x", "view=x",
			"category_id=5b2c0c0e-6a43-4b62-8f6e-6a4f6f7c7a10", "sort=priority", "sort=x" })
	void answersThePlatformToo(String query) {
		Answer answer = this.agent.as("platform").get(LIST + "?" + query);
		assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
	}

	@ParameterizedTest
	@ValueSource(strings = { "'; DROP TABLE tickets; --", "\" OR 1=1 --", "${incident.isMajor('x')}",
			"#{execution.setVariable('a', 1)}", "${1+1}", "=1+1", "if true then \"high\" else null", "%s %n {0} {}",
			"first\r\n2026-11-24 ERROR forged log line", "${jndi:ldap://x/y}", "<script>alert(1)</script>",
			"\\u0000 \\ % _", "🦄 e\u0301 \u202Eabc", "=cmd|' /C calc'!A0" })
	void keepsTextAsText(String text) {
		JsonNode made = this.agent.report(text, "description", text);
		// in one line, and in the order in which it is read
		String title = text.replace("\r\n", " ").replace("\u202E", "");
		String path = LIST + "/" + made.path("id").asText();
		assertThat(made.path("title").asText()).isEqualTo(title);
		assertThat(made.path("description").asText()).isEqualTo(text);
		assertThat(this.agent.patch(path, "description", text + text).status()).isEqualTo(200);
		assertThat(this.agent.post(path + "/work-notes", "content", text).data().path("content").asText())
			.isEqualTo(text);
		assertThat(this.agent.post(path + "/actions/assign", "reason", text).status()).isEqualTo(200);
		assertThat(this.agent.post(path + "/actions/reclassify", "impact", "high", "reason", text).status())
			.isEqualTo(200);
		assertThat(this.agent.post(path + "/actions/start").status()).isEqualTo(200);
		assertThat(this.agent.post(path + "/actions/hold", "hold_reason", "awaiting_caller", "comment", text).status())
			.isEqualTo(200);
		assertThat(this.agent.post(path + "/actions/resume").status()).isEqualTo(200);
		JsonNode resolved = this.agent.post(path + "/actions/resolve", "resolution", text, "resolution_code", "fixed")
			.data();
		assertThat(resolved.path("resolution").asText()).isEqualTo(text);
		assertThat(resolved.path("title").asText()).isEqualTo(title);
		assertThat(resolved.path("description").asText()).isEqualTo(text + text);
		assertThat(Api.each(this.agent.get(path).data().path("work_notes"), "content")).contains(text)
			.filteredOn((note) -> note.endsWith(text))
			.hasSizeGreaterThanOrEqualTo(4);
		assertThat(this.agent.get(path + "/process").status()).isEqualTo(200);
		String q = java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
		if (text.indexOf('\n') < 0) {
			assertThat(Api.each(this.agent.get(LIST + "?limit=100&q=" + q).data(), "id"))
				.contains(made.path("id").asText());
		}
	}

}
