package io.nagare.suggestion;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is about the same matter is found, and nothing that the caller may not read. */
@NagareTest
class SimilarTests {

	@LocalServerPort
	private int port;

	private Api agent;

	/**
	 * One word to the index: letters alone, since digits would be words of their own, and
	 * others'.
	 */
	private final String mark = UUID.randomUUID()
		.toString()
		.chars()
		.filter(Character::isLetterOrDigit)
		.mapToObj((one) -> String.valueOf((char) (Character.isDigit(one) ? one + 'g' - '0' : one)))
		.collect(Collectors.joining());

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
	}

	@Test
	void findsTicketsAboutTheSameMatter() {
		String[][] truths = { { "出社時の打刻が勤怠システムに記録されません", "勤怠システムで打刻ができない", "打刻ボタンを押しても勤怠に反映されない" },
				{ "経費精算で領収書を添付するとエラー", "経費精算の申請画面に領収書を添付できない", "領収書の画像が経費精算に添付できずエラーになる" },
				{ "電子契約の押印依頼がまだ届きません", "電子契約サービスで押印の依頼が届かない", "押印依頼の通知が電子契約から届かない" },
				{ "The badge reader at the warehouse gate does not accept my card",
						"Badge reader at the warehouse gate rejects cards", "Warehouse gate: badge not accepted" },
				{ "Timeout while exporting the payroll", "Payroll export ends with a timeout",
						"payroll: TIMEOUT after five minutes" } };
		List<String> ids = new ArrayList<>();
		for (String[] truth : truths) {
			ids.add(this.agent.report(truth[1]).path("id").asText());
			ids.add(this.agent.report(truth[2]).path("id").asText());
		}
		for (int i = 0; i < truths.length; i++) {
			JsonNode found = typed(this.agent, truths[i][0], null).path("tickets");
			assertThat(each(found, "id")).as(truths[i][0] + found)
				.containsExactlyInAnyOrder(ids.get(2 * i), ids.get(2 * i + 1));
			assertThat(found.path(0).path("words")).as(truths[i][0]).isNotEmpty();
			JsonNode beside = this.agent.get("/incidents/" + ids.get(2 * i) + "/similar").data().path("tickets");
			assertThat(beside.path(0).path("id").asText()).as(truths[i][1] + beside).isEqualTo(ids.get(2 * i + 1));
			assertThat(each(beside, "id")).doesNotContain(ids.get(2 * i));
		}
		assertThat(typed(this.agent, "社員食堂の献立表を英訳してほしい", null).path("tickets")).isEmpty();
		assertThat(typed(this.agent, "??", "！").path("tickets")).isEmpty();
	}

	@Test
	void proposesWhatHelped() {
		String same = "キャッシュを消した。" + this.mark;
		String lasted = solved(this.mark + " 画面", same, "fixed");
		String reopened = solved(this.mark + " 画面が崩れる", same, "fixed");
		String other = solved(this.mark + " 画面の文字", "別のブラウザを使う。" + this.mark, "workaround");
		this.agent.does(reopened, "reopen", "reason", "まだ崩れる");
		this.agent.act(reopened, "start");
		this.agent.does(reopened, "resolve", "resolution", same, "resolution_code", "fixed");
		JsonNode similar = typed(this.agent, this.mark + " 画面が崩れる", null);
		JsonNode first = similar.path("proposals").path(0);
		assertThat(first.path("resolution").asText()).isEqualTo(same);
		assertThat(first.path("resolution_code").asText()).isEqualTo("fixed");
		assertThat(first.path("times").asInt()).isEqualTo(2);
		assertThat(first.path("lasting").asInt()).isEqualTo(1);
		// tickets of other tests may be like them too
		assertThat(each(similar.path("tickets"), "id")).contains(lasted, reopened, other);
		assertThat(similar.path("outcomes")).hasSize(2);
		assertThat(similar.path("outcomes").path(0).path("times").asInt()).isEqualTo(2);
		assertThat(similar.path("outcomes").path(0).path("lasting").asInt()).isEqualTo(1);
	}

	@Test
	void tellsNothingThatTheCallerMayNotRead() {
		String open = solved(this.mark, "誰にでも言える。" + this.mark, "fixed");
		String secret = this.agent.report(this.mark + " 秘密", "confidentiality", "confidential").path("id").asText();
		this.agent.does(secret, "assign");
		this.agent.does(secret, "start");
		this.agent.does(secret, "resolve", "resolution", "誰にも言えない。" + this.mark, "resolution_code", "workaround");
		JsonNode seen = typed(this.agent.as("manager"), this.mark, null);
		assertThat(each(seen.path("tickets"), "id")).containsExactlyInAnyOrder(open, secret);
		assertThat(each(seen.path("outcomes"), "resolution_code")).containsExactlyInAnyOrder("fixed", "workaround");
		for (String who : new String[] { "network1", "reporter1", "other-admin" }) {
			String all = typed(this.agent.as(who), this.mark, null).toString();
			assertThat(all).as(who).doesNotContain(secret, "誰にも言えない", "workaround");
			assertThat(all.contains(open)).as(who).isEqualTo(who.equals("network1"));
		}
		assertThat(this.agent.as("network1").get("/incidents/" + open + "/similar").data().toString())
			.doesNotContain(secret, "誰にも言えない");
		assertThat(refusal(this.agent.as("network1").get("/incidents/" + secret + "/similar")))
			.isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.agent.as("platform").get("/suggestions?title=x"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.agent.get("/suggestions?title=x&kind=none"))).startsWith("400 VALIDATION_FAILED kind=");
		assertThat(refusal(this.agent.get("/suggestions?title="))).startsWith("400 VALIDATION_FAILED title=");
	}

	@Test
	void showsReportersOfKnownErrorsWhatIsPublished() {
		String cause = "因" + UUID.randomUUID().toString().substring(0, 8);
		Answer problem = this.agent.post("/problems", "title", this.mark + " が遅い");
		String id = problem.data().path("id").asText();
		Api worker = this.agent;
		act(worker, id, "assess");
		act(worker, id, "analyse");
		act(worker, id, "record-cause", "root_cause", "部品" + cause + "の摩耗", "cause_code", "hardware");
		act(worker, id, "publish-workaround", "symptom", this.mark + "で待たされる", "workaround", "朝に使う");
		for (String who : new String[] { "agent1", "reporter1" }) {
			JsonNode known = typed(this.agent.as(who), this.mark + " 待たされる", null).path("known_errors");
			assertThat(each(known, "id")).as(who).containsExactly(id);
			assertThat(known.path(0).path("workaround").asText()).isEqualTo("朝に使う");
		}
		assertThat(each(typed(this.agent, "摩耗 " + cause, null).path("known_errors"), "id")).containsExactly(id);
		assertThat(typed(this.agent.as("reporter1"), "摩耗 " + cause, null).path("known_errors")).isEmpty();
		assertThat(typed(this.agent.as("other-admin"), this.mark, null).path("known_errors")).isEmpty();
	}

	private static void act(Api api, String problem, String action, String... fields) {
		Answer answer = api.post("/problems/" + problem + "/actions/" + action, (Object[]) fields);
		assertThat(answer.status()).as(action + answer.body()).isEqualTo(200);
	}

	private String solved(String title, String resolution, String code) {
		String id = this.agent.report(title).path("id").asText();
		this.agent.does(id, "assign");
		this.agent.does(id, "start");
		this.agent.does(id, "resolve", "resolution", resolution, "resolution_code", code);
		return id;
	}

	/** What is like a text. */
	private static JsonNode typed(Api api, String title, @org.jspecify.annotations.Nullable String description) {
		Answer answer = api.get("/suggestions?title=" + UriUtils.encode(title, UTF_8)
				+ ((description != null) ? "&description=" + UriUtils.encode(description, UTF_8) : ""));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data().path("similar");
	}

}
