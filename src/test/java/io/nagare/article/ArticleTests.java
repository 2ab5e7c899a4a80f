package io.nagare.article;

import java.time.Instant;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.WalksEveryPath;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people read to help themselves: two write it, everybody reads it, time ends it.
 */
@NagareTest
class ArticleTests {

	@LocalServerPort
	private int port;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ManagementService jobs;

	@Autowired
	private ArticleExpiryScheduler expiry;

	@Autowired
	private TestClock clock;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	private String written() {
		Answer written = this.house.as("agent1")
			.post("/articles", "title_ja", "VPNにつながらないとき", "body_ja", "# 確認\n\n1. 再起動する", "title_en",
					"When the VPN does not connect", "body_en", "Restart it.");
		assertThat(written.status()).as(written.body()).isEqualTo(201);
		assertThat(written.data().path("article_number").asText()).matches("KNO\\d{7}");
		assertThat(written.data().path("title").asText()).isEqualTo("VPNにつながらないとき");
		assertThat(written.data().path("status").asText()).isEqualTo("draft");
		return "/articles/" + written.data().path("id").asText();
	}

	private String published() {
		String path = written();
		does("agent1", path, "submit");
		does("agent2", path, "approve");
		return path;
	}

	private JsonNode does(String name, String path, String action, Object... fields) {
		Answer answer = this.house.as(name).post(path + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private JsonNode read(String name, String path) {
		Answer answer = this.house.as(name).get(path);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	/** Where the tenant is. */
	private static LocalDate today() {
		return LocalDate.now(ZoneId.of("Asia/Tokyo"));
	}

	private String status(String path) {
		JsonNode article = read("manager", path);
		return article.path("status").asText() + "/" + article.path("phase").asText();
	}

	private List<Job> timers(String path) {
		return this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(path.substring("/articles/".length()))
			.list()
			.stream()
			.flatMap(
					(process) -> this.jobs.createJobQuery().processInstanceId(process.getId()).timers().list().stream())
			.toList();
	}

	private void ring(String path) {
		timers(path).stream().map(Job::getId).forEach(this.jobs::executeJob);
	}

	@Test
	void isApprovedBySomebodyElse() {
		String path = written();
		assertThat(refusal(this.house.as("reporter").get(path))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.house.as("reporter").post("/articles", "title", "x"))).isEqualTo("403 FORBIDDEN");
		does("agent1", path, "submit");
		assertThat(status(path)).isEqualTo("review/in_work");
		assertThat(refusal(this.house.as("agent1").post(path + "/actions/approve"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.house.as("agent2").patch(path, "body_en", "Never mind.")))
			.isEqualTo("400 VALIDATION_FAILED body_en=not_being_written");
		does("agent2", path, "return", "reason", "手順が足りない");
		assertThat(each(read("agent1", path).path("work_notes"), "content").toString()).contains("手順が足りない");
		// who writes on it does not approve it either
		assertThat(this.house.as("agent2").patch(path, "body_en", "Restart it twice.").status()).isEqualTo(200);
		does("agent1", path, "submit");
		assertThat(refusal(this.house.as("agent2").post(path + "/actions/approve"))).isEqualTo("403 FORBIDDEN");
		JsonNode approved = does("agent3", path, "approve");
		assertThat(approved.path("status").asText()).isEqualTo("published");
		assertThat(approved.path("published_version").asInt()).isEqualTo(1);
		assertThat(approved.path("valid_until").asText()).isEqualTo(today().plusYears(1).toString());
		JsonNode seen = read("reporter", path);
		assertThat(seen.at("/text/body_en").asText()).isEqualTo("Restart it twice.");
		assertThat(seen.at("/text/approved_by").asText()).isEqualTo(this.house.idOf("agent3"));
		assertThat(seen.path("draft").isNull() && seen.path("history").isEmpty() && seen.path("actions").isEmpty())
			.isTrue();
		assertThat(each(this.house.as("reporter").get("/articles").data(), "id"))
			.containsExactly(path.substring("/articles/".length()));
		assertThat(read("manager", path).path("history").findValuesAsText("field_name")).contains("texts",
				"published_version", "valid_until");
	}

	@Test
	void isRevisedWhileReadersKeepWhatTheyHave() {
		String path = published();
		assertThat(refusal(this.house.as("agent1").patch(path, "title_ja", "別の題")))
			.isEqualTo("400 VALIDATION_FAILED title_ja=not_being_written");
		does("agent1", path, "revise");
		assertThat(this.house.as("agent1")
			.patch(path, "title_ja", "VPNの直し方", "body_ja", "# 確認\n\n1. 更新する\n2. 再起動する")
			.status()).isEqualTo(200);
		JsonNode seen = read("reporter", path);
		assertThat(seen.path("title").asText() + seen.at("/text/title_ja").asText())
			.isEqualTo("VPNにつながらないときVPNにつながらないとき");
		assertThat(seen.path("draft_version").isNull()).isTrue();
		assertThat(read("agent2", path).at("/draft/title_ja").asText()).isEqualTo("VPNの直し方");
		assertThat(refusal(this.house.as("reporter").get(path + "/versions"))).isEqualTo("403 FORBIDDEN");
		does("agent1", path, "submit");
		does("agent2", path, "approve", "valid_until", today().plusDays(3).toString());
		assertThat(read("reporter", path).path("title").asText()).isEqualTo("VPNの直し方");
		JsonNode versions = this.house.as("agent3").get(path + "/versions").data();
		assertThat(each(versions, "version")).containsExactly("2", "1");
		assertThat(versions.at("/1/title_ja").asText()).isEqualTo("VPNにつながらないとき");
		JsonNode difference = this.house.as("agent3").get(path + "/versions/2/difference").data();
		assertThat(each(difference, "field")).containsExactly("title_ja", "body_ja");
		assertThat(each(difference.at("/1/lines"), "change")).containsExactly("same", "same", "removed", "added",
				"added");
		assertThat(this.house.as("agent3").get(path + "/versions/1/difference?from=2").data()).hasSize(2);
		assertThat(this.house.as("agent3").get(path + "/versions/1/difference").data().findValuesAsText("change"))
			.containsOnly("added");
		assertThat(refusal(this.house.as("agent3").get(path + "/versions/3/difference"))).isEqualTo("404 NOT_FOUND");
	}

	@Test
	void goesOutOfUseOnItsDayThoughSomebodyWritesOnTheNext() {
		String path = written();
		does("agent1", path, "submit");
		does("agent2", path, "approve", "valid_until", today().plusDays(3).toString());
		does("agent1", path, "revise");
		String status = read("agent1", path).path("status").asText();
		try {
			this.clock.set(Instant.now().plus(2, ChronoUnit.DAYS));
			this.expiry.expire();
			assertThat(this.house.as("reporter").get(path).status()).isEqualTo(200);
			this.clock.set(Instant.now().plus(5, ChronoUnit.DAYS));
			this.expiry.expire();
			this.expiry.expire();
		}
		finally {
			this.clock.reset();
		}
		assertThat(refusal(this.house.as("reporter").get(path))).isEqualTo("404 NOT_FOUND");
		JsonNode notes = read("agent1", path).path("work_notes");
		assertThat(each(notes, "content").stream().filter((note) -> note.startsWith("The validity ended")))
			.as(notes.toString())
			.hasSize(1);
		assertThat(read("agent1", path).path("status").asText()).as("its writing goes on").isEqualTo(status);
	}

	@Test
	void isReadByThoseForWhomItIs() {
		String agents = "/articles/" + this.house.as("agent1")
			.post("/articles", "title_en", "Keys of the server room", "body_en", "In the safe.", "audience", "agents")
			.data()
			.path("id")
			.asText();
		does("agent1", agents, "submit");
		does("agent2", agents, "approve");
		assertThat(refusal(this.house.as("reporter").get(agents))).isEqualTo("404 NOT_FOUND");
		assertThat(this.house.as("reporter").get("/articles").data()).isEmpty();
		assertThat(read("agent3", agents).path("audience").asText()).isEqualTo("agents");
		String path = published();
		assertThat(this.house.as("reporter").get("/articles").data()).hasSize(1);
		assertThat(refusal(this.house.as("reporter").post(path + "/work-notes", "content", "x")))
			.isEqualTo("403 FORBIDDEN");
		assertThat(refusal(OwnHouse.at(this.port).as("manager").get(path))).isEqualTo("404 NOT_FOUND");
		assertThat(this.house.as("manager").patch(path, "confidentiality", "confidential").status()).isEqualTo(200);
		assertThat(refusal(this.house.as("reporter").get(path))).isEqualTo("404 NOT_FOUND");
	}

	@Test
	void needsATitleAndABody() {
		assertThat(refusal(this.house.as("agent1").post("/articles", "body_en", "x")))
			.isEqualTo("400 VALIDATION_FAILED title=required");
		String path = "/articles/"
				+ this.house.as("agent1").post("/articles", "title", "Printers").data().path("id").asText();
		assertThat(refusal(this.house.as("agent1").post(path + "/actions/submit")))
			.isEqualTo("400 VALIDATION_FAILED body_en=required");
		assertThat(this.house.as("agent1").patch(path, "description", "Paper goes below.").status()).isEqualTo(200);
		assertThat(read("agent1", path).at("/draft/body_en").asText()).isEqualTo("Paper goes below.");
		does("agent1", path, "submit");
		assertThat(refusal(this.house.as("agent2")
			.post(path + "/actions/approve", "valid_until", today().minusDays(1).toString())))
			.isEqualTo("400 VALIDATION_FAILED valid_until=days_ahead");
	}

	@Test
	void isFoundAndOfferedByWhatItSays() {
		String path = written();
		String number = read("agent1", path).path("article_number").asText();
		assertThat(found("reporter", "VPN")).doesNotContain(number);
		assertThat(found("agent3", "再起動する")).contains(number);
		does("agent1", path, "submit");
		does("agent2", path, "approve");
		assertThat(found("reporter", "再起動する")).contains(number);
		assertThat(found("reporter", "When the VPN does not connect")).contains(number);
		assertThat(offered("reporter", "VPNにつながらない")).containsExactly(number);
		assertThat(offered("reporter", "プリンターの紙詰まり")).isEmpty();
		assertThat(each(OwnHouse.at(this.port)
			.as("reporter")
			.get("/suggestions?title=VPNにつながらない")
			.data()
			.at("/similar/articles"), "article_number")).isEmpty();
		// a draft is no reader's, however alike it is
		does("agent1", path, "revise");
		assertThat(this.house.as("agent1").patch(path, "body_ja", "# 確認\n\n証明書を更新する").status()).isEqualTo(200);
		assertThat(found("reporter", "証明書を更新する")).doesNotContain(number);
		assertThat(found("reporter", "再起動する")).contains(number);
		assertThat(found("agent3", "証明書を更新する")).contains(number);
		assertThat(offered("reporter", "VPNにつながらない")).containsExactly(number);
		does("agent1", path, "discard");
		ring(path);
		assertThat(found("reporter", "再起動する")).doesNotContain(number);
		assertThat(offered("agent3", "VPNにつながらない")).isEmpty();
	}

	@Test
	void holdsTheFilesOfADraftBackUntilItIsPublished() {
		String path = written();
		String number = read("agent1", path).path("article_number").asText();
		attached(path, "tegami.txt");
		does("agent1", path, "submit");
		does("agent2", path, "approve");
		assertThat(files("reporter", path)).containsExactly("tegami.txt");
		does("agent1", path, "revise");
		String draft = attached(path, "hizashi.txt");
		assertThat(files("reporter", path)).containsExactly("tegami.txt");
		assertThat(each(read("reporter", path).path("attachments"), "file_name")).containsExactly("tegami.txt");
		assertThat(files("agent3", path)).containsExactly("tegami.txt", "hizashi.txt");
		assertThat(refusal(this.house.as("reporter").get(path + "/attachments/" + draft))).isEqualTo("404 NOT_FOUND");
		assertThat(this.house.as("agent3").get(path + "/attachments/" + draft).status()).isEqualTo(200);
		assertThat(found("agent3", "hizashi")).contains(number);
		assertThat(found("reporter", "hizashi")).doesNotContain(number);
		assertThat(found("reporter", "tegami")).contains(number);
		does("agent1", path, "submit");
		does("agent2", path, "approve");
		assertThat(files("reporter", path)).containsExactly("tegami.txt", "hizashi.txt");
		assertThat(this.house.as("reporter").get(path + "/attachments/" + draft).status()).isEqualTo(200);
		assertThat(found("reporter", "hizashi")).contains(number);
	}

	private String attached(String path, String name) {
		Answer added = this.house.as("agent1")
			.upload(path + "/attachments", name, "text/plain", "text".getBytes(StandardCharsets.UTF_8));
		assertThat(added.status()).as(added.body()).isEqualTo(201);
		return added.data().path("id").asText();
	}

	private List<String> files(String name, String path) {
		return each(read(name, path + "/attachments"), "file_name");
	}

	private List<String> found(String name, String words) {
		return each(read(name, "/search?q=" + words.replace(" ", "%20")), "number");
	}

	private List<String> offered(String name, String title) {
		return each(read(name, "/suggestions?title=" + title).at("/similar/articles"), "article_number");
	}

	@Test
	void countsWhomItHelpedAndWhatItSpared() {
		String path = published();
		assertThat(read("reporter", path).path("helped_me").isNull()).isTrue();
		assertThat(said("reporter", path, true, true)).isEqualTo("1/0/1");
		assertThat(read("reporter", path).path("helped_me").asBoolean()).isTrue();
		// once each, in place of what was said before
		assertThat(said("reporter", path, true, null)).isEqualTo("1/0/1");
		assertThat(said("reporter", path, true, false)).isEqualTo("1/0/0");
		assertThat(said("agent3", path, false, null)).isEqualTo("1/1/0");
		assertThat(said("reporter", path, false, null)).isEqualTo("0/2/0");
		assertThat(refusal(this.house.as("reporter").put(path + "/feedback", "helped", false, "spared", true)))
			.isEqualTo("400 VALIDATION_FAILED spared=only_where_it_helped");
		// another version is another answer
		does("agent1", path, "revise");
		does("agent1", path, "submit");
		does("agent2", path, "approve");
		assertThat(read("reporter", path).path("helped_me").isNull()).isTrue();
		assertThat(said("reporter", path, true, null)).isEqualTo("1/2/0");
		does("agent1", path, "retire", "reason", "古い");
		assertThat(refusal(this.house.as("agent3").put(path + "/feedback", "helped", true)))
			.isEqualTo("409 CONFLICT null=not_published");
		assertThat(refusal(this.house.as("reporter").put(written() + "/feedback", "helped", true)))
			.isEqualTo("404 NOT_FOUND");
	}

	private String said(String name, String path, boolean helped, @Nullable Boolean spared) {
		Answer answer = (spared != null)
				? this.house.as(name).put(path + "/feedback", "helped", helped, "spared", spared)
				: this.house.as(name).put(path + "/feedback", "helped", helped);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		JsonNode article = read("agent1", path);
		return String.join("/", article.path("helped").asText(), article.path("not_helped").asText(),
				article.path("spared").asText());
	}

	@Test
	void beginsWithWhatSolvedATicket() {
		JsonNode incident = this.house.as("reporter").report("メールが送れない", "description", "送信時にエラー550が出ます。");
		String id = incident.path("id").asText();
		assertThat(refusal(this.house.as("agent1").post("/articles/from-resolution", "ticket_id", id)))
			.isEqualTo("400 VALIDATION_FAILED ticket_id=nothing_helped_yet");
		this.house.as("agent1").does(id, "assign");
		this.house.as("agent1").does(id, "resolve", "resolution", "認証をやり直す", "resolution_code", "fixed");
		assertThat(refusal(this.house.as("reporter").post("/articles/from-resolution", "ticket_id", id)))
			.isEqualTo("403 FORBIDDEN");
		Answer begun = this.house.as("agent1")
			.post("/articles/from-resolution", "ticket_id", incident.path("incident_number").asText());
		assertThat(begun.status()).as(begun.body()).isEqualTo(201);
		String path = "/articles/" + begun.data().path("id").asText();
		JsonNode article = read("agent2", path);
		assertThat(article.at("/draft/title_ja").asText()).isEqualTo("メールが送れない");
		assertThat(article.at("/draft/body_ja").asText()).isEqualTo("## 症状\n\n送信時にエラー550が出ます。\n\n## 解決方法\n\n認証をやり直す");
		assertThat(article.at("/draft/title_en").isNull()).isTrue();
		assertThat(each(article.path("links"), "ticket_number"))
			.containsExactly(incident.path("incident_number").asText());
		assertThat(each(this.house.as("agent2").get("/incidents/" + id + "/links").data(), "kind"))
			.containsExactly("article");
		does("agent1", path, "submit");
		does("agent2", path, "approve");
		assertThat(each(read("reporter", path).path("links"), "ticket_number"))
			.containsExactly(incident.path("incident_number").asText());
		// another reporter reads the article, and nothing of the ticket
		this.house.moveIn("neighbour", "user");
		assertThat(read("neighbour", path).path("links")).isEmpty();
		JsonNode copy = this.house.as("agent1").post(path + "/copy").data();
		assertThat(read("agent1", "/articles/" + copy.path("id").asText()).at("/draft/body_ja").asText())
			.startsWith("## 症状");
	}

	@Test
	void takesOverNoCategoryThatHasGoneOutOfUse() {
		String used = category("メール");
		String retired = category("FAX");
		assertThat(begun(used).path("category").path("id").asText()).isEqualTo(used);
		String solved = solved(retired);
		assertThat(this.house.as("admin").patch("/categories/" + retired, "is_active", false).status()).isEqualTo(200);
		Answer begun = this.house.as("agent1").post("/articles/from-resolution", "ticket_id", solved);
		assertThat(begun.status()).as(begun.body()).isEqualTo(201);
		assertThat(read("agent1", "/articles/" + begun.data().path("id").asText()).path("category").path("id").asText())
			.isEmpty();
	}

	private JsonNode begun(String category) {
		Answer begun = this.house.as("agent1").post("/articles/from-resolution", "ticket_id", solved(category));
		assertThat(begun.status()).as(begun.body()).isEqualTo(201);
		return read("agent1", "/articles/" + begun.data().path("id").asText());
	}

	private String category(String name) {
		Answer made = this.house.as("admin").post("/categories", "name", name);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return made.data().path("id").asText();
	}

	private String solved(String category) {
		String id = this.house.as("reporter").report("送れない", "category_id", category).path("id").asText();
		this.house.as("agent1").does(id, "assign");
		this.house.as("agent1").does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		return id;
	}

	@WalksEveryPath("article")
	void isKeptRightOrGoesOutOfUse() {
		String given = written();
		does("agent1", given, "discard", "reason", "重複");
		assertThat(status(given)).isEqualTo("discarded/cancelled");
		String path = written();
		does("agent1", path, "submit");
		does("agent2", path, "return", "reason", "短い");
		does("agent1", path, "submit");
		does("agent2", path, "approve");
		does("agent1", path, "revise");
		does("agent1", path, "discard");
		assertThat(status(path)).isEqualTo("published/resolved");
		assertThat(read("reporter", path).at("/text/version").asInt()).isEqualTo(1);
		assertThat(timers(path)).hasSize(1);
		ring(path);
		assertThat(status(path)).isEqualTo("expired/on_hold");
		assertThat(refusal(this.house.as("reporter").get(path))).isEqualTo("404 NOT_FOUND");
		assertThat(this.house.as("agent1").get("/notifications").data().findValuesAsText("body").toString())
			.contains("有効期限が切れました");
		does("agent3", path, "confirm", "valid_until", today().plusDays(9).toString());
		assertThat(read("reporter", path).path("valid_until").asText()).isEqualTo(today().plusDays(9).toString());
		ring(path);
		does("agent1", path, "revise");
		assertThat(refusal(this.house.as("reporter").get(path))).isEqualTo("404 NOT_FOUND");
		does("agent1", path, "submit");
		does("agent2", path, "approve");
		assertThat(read("reporter", path).at("/text/version").asInt()).isEqualTo(3);
		does("agent2", path, "retire", "reason", "古い");
		assertThat(status(path)).isEqualTo("retired/closed");
		assertThat(refusal(this.house.as("reporter").get(path))).isEqualTo("404 NOT_FOUND");
		assertThat(this.house.as("agent1").get(path + "/versions").data()).hasSize(3);
		String old = published();
		ring(old);
		does("agent1", old, "retire", "reason", "正しくない");
		assertThat(status(old)).isEqualTo("retired/closed");
	}

}
