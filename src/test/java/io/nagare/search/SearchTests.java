package io.nagare.search;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.util.UriUtils;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.search.index.SearchIndexer;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** One bar finds tickets, people and items, and nothing that the caller may not read. */
@NagareTest
class SearchTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AttachmentReader reader;

	private Api agent;

	private final String mark = "印" + UUID.randomUUID().toString().substring(0, 8);

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
	}

	/** A node that drains goes on serving, searches too. */
	@Test
	void endsAfterTheServerOfRequests(@Autowired SearchIndexer indexer) {
		assertThat(indexer.getPhase()).isLessThan(SmartLifecycle.DEFAULT_PHASE - 2048);
	}

	@Test
	void jumpsToTheTicketOfANumber() {
		JsonNode ticket = this.agent.report(this.mark);
		String number = ticket.path("incident_number").asText();
		for (String typed : new String[] { number, number.toLowerCase(Locale.ROOT),
				"inc" + number.replaceAll("^INC0*", "") }) {
			assertThat(each(find(this.agent, typed, "ticket"), "number")).as(typed).containsExactly(number);
		}
	}

	@Test
	void findsTicketsOfAllTypesByAllOfTheWords() {
		String incident = this.agent.report("VPN が遅い " + this.mark).path("id").asText();
		String problem = this.agent.post("/problems", "title", this.mark + " の原因").data().path("id").asText();
		this.agent.report("VPN は速い zqxzq");
		assertThat(each(find(this.agent, this.mark, "ticket"), "id")).containsExactlyInAnyOrder(incident, problem);
		assertThat(each(find(this.agent, "遅い　" + this.mark, "ticket"), "id")).containsExactly(incident);
		assertThat(find(this.agent, "zq%zq", "ticket")).isEmpty();
		assertThat(find(this.agent, "", "ticket")).isEmpty();
	}

	@Test
	void findsPeopleAndItems() {
		assertThat(each(find(this.agent, "network1", "person"), "number")).contains("network1");
		Answer item = this.agent.post("/cis", "name", this.mark, "ci_class", "server", "tier", 1);
		assertThat(each(find(this.agent, this.mark, "item"), "id")).containsExactly(item.data().path("id").asText());
	}

	@Test
	void findsNothingThatTheCallerMayNotRead() {
		String his = this.agent.as("reporter1").report(this.mark).path("id").asText();
		this.agent.report(this.mark);
		assertThat(each(find(this.agent.as("reporter1"), this.mark, "ticket"), "id")).containsExactly(his);
		assertThat(find(this.agent.as("reporter1"), "network1", "person")).isEmpty();
		assertThat(find(this.agent.as("other-admin"), this.mark, "ticket")).isEmpty();
		String secret = this.agent.report(this.mark + " secret", "confidentiality", "confidential").path("id").asText();
		assertThat(each(find(this.agent.as("network1"), this.mark, "ticket"), "id")).doesNotContain(secret);
		assertThat(each(find(this.agent.as("manager"), this.mark, "ticket"), "id")).contains(secret);
		assertThat(refusal(this.agent.as("platform").get("/search?q=x"))).isEqualTo("403 FORBIDDEN");
	}

	@Test
	void findsWhatATextHoldsHoweverItIsWritten() {
		String[][] truths = { { "従業員生産性ダッシュボードが開かない", "従業員生産性" }, { "社内ITに接続できません", "ITに接続" },
				{ "クレジットカードの決済フローが途中で止まる", "クレジット" }, { "クレジットカードの決済フローが途中で止まる", "決済フロー" }, { "ﾌﾟﾘﾝﾀｰの紙詰まり", "プリンター" },
				{ "ＶＰＮの切断", "vpn" }, { "サーバの再起動", "さーばの再起動" }, { "東京都庁の会議室予約", "都庁" },
				{ "エラーコード 0x80070035 が出る", "80070035" }, { "エラーコード 0x80070035 が出る", "x8007" },
				{ "ホスト web-prd-01.example.com に届かない", "web-prd-01" }, { "メールを送信できなかった", "メール送信" }, { "髙橋さんの端末", "髙橋" },
				{ "髙橋さんの端末", "高橋" }, { "ソフトウエアの更新に失敗", "ソフトウェア" }, { "時々切れる", "時時切れる" },
				{ "web−prd−02 に届かない", "web-prd-02" }, { "①番窓口の端末", "1番窓口" }, { "C++ のビルドが失敗", "c++" } };
		char own = 'g';
		for (String[] truth : truths) {
			String only = this.mark + own++;
			String id = this.agent.report(truth[0] + " " + only).path("id").asText();
			assertThat(each(find(this.agent, truth[1] + " " + only, "ticket"), "id")).as(truth[1]).containsExactly(id);
		}
	}

	@Test
	void findsWhatWasWrittenLaterAndShowsWhere() {
		String id = this.agent.report("VPN").path("id").asText();
		this.agent.post("/incidents/" + id + "/work-notes", "content", "原因は" + this.mark + "でした", "is_public", "Y");
		JsonNode hit = find(this.agent, this.mark, "ticket").path(0);
		assertThat(hit.path("id").asText()).isEqualTo(id);
		JsonNode fragment = hit.path("fragments").path(0);
		assertThat(fragment.path("field").asText()).isEqualTo("text");
		StringBuilder shown = new StringBuilder();
		StringBuilder marked = new StringBuilder();
		fragment.path("parts").forEach((part) -> {
			shown.append(part.path("text").asText());
			marked.append(part.path("match").asBoolean() ? part.path("text").asText() : "");
		});
		assertThat(shown.toString()).contains("原因は" + this.mark);
		assertThat(marked.toString()).isEqualTo(this.mark);
	}

	@Test
	void showsReportersNoInternalNote() {
		Api reporter = this.agent.as("reporter1");
		String id = reporter.report("VPN").path("id").asText();
		this.agent.post("/incidents/" + id + "/work-notes", "content", this.mark, "is_public", "N");
		assertThat(each(find(this.agent, this.mark, "ticket"), "id")).containsExactly(id);
		assertThat(find(reporter, this.mark, "ticket")).isEmpty();
	}

	@Test
	void findsWhatWasNearlyTyped() {
		String id = this.agent.report("プロジェクター" + this.mark.substring(0, 1) + " Kubernetes" + this.mark.substring(1, 4))
			.path("id")
			.asText();
		for (String typed : new String[] { "プロジェクタ印", "プロジクター印", "kubernets" + this.mark.substring(1, 4) }) {
			JsonNode found = find(this.agent, typed, "ticket");
			assertThat(each(found, "id")).as(typed).contains(id);
		}
	}

	@Test
	void findsAWordThatALineBreakCuts() {
		String wrapped = "お世話になっております。昨日の夕方より" + this.mark + "の従業員生";
		String id = this.agent.report("画面が開かない", "description", wrapped + "\n産性ダッシュボードが開きません").path("id").asText();
		assertThat(each(find(this.agent, this.mark + "の従業員生産性", "ticket"), "id")).containsExactly(id);
	}

	@Test
	void countsByFacetsWhatItFindsByNumber() {
		String number = this.agent.report(this.mark).path("incident_number").asText();
		this.agent.report("関連：" + number);
		JsonNode facets = this.agent.get("/search/facets?q=" + number).data();
		assertThat(find(this.agent, number, "ticket")).hasSize(1);
		facets.forEach((facet) -> assertThat(total(facet)).as(facet.toString()).isLessThanOrEqualTo(1));
		assertThat(facets.toString()).contains("incident");
	}

	private static long total(JsonNode facet) {
		long total = 0;
		for (JsonNode value : facet.path("values")) {
			total += value.path("count").asLong();
		}
		return total;
	}

	@Test
	void countsNothingThatTheCallerMayNotRead() {
		this.agent.report(this.mark);
		this.agent.report(this.mark, "confidentiality", "confidential");
		for (String who : new String[] { "network1", "manager" }) {
			int expected = who.equals("manager") ? 2 : 1;
			JsonNode facets = this.agent.as(who).get("/search/facets?q=" + UriUtils.encode(this.mark, UTF_8)).data();
			JsonNode kinds = facets.path(0);
			assertThat(kinds.path("name").asText()).isEqualTo("kind");
			assertThat(kinds.path("values").path(0).path("count").asInt()).as(who).isEqualTo(expected);
			assertThat(this.agent.as(who)
				.get("/search?q=" + UriUtils.encode(this.mark, UTF_8))
				.json()
				.path("pagination")
				.path("total_items")
				.asInt()).as(who).isEqualTo(expected);
		}
	}

	@Test
	void narrowsByWhatListsNarrowBy() {
		String high = this.agent.report(this.mark, "impact", "extensive", "urgency", "critical").path("id").asText();
		this.agent.report(this.mark, "impact", "low", "urgency", "low");
		String query = "/search?q=" + UriUtils.encode(this.mark, UTF_8);
		assertThat(each(this.agent.get(query + "&priority=critical").data(), "id")).containsExactly(high);
		assertThat(this.agent.get(query + "&phase=closed").data()).isEmpty();
		assertThat(this.agent.get(query + "&kind=change").data()).isEmpty();
		assertThat(refusal(this.agent.get(query + "&type=none"))).startsWith("400 VALIDATION_FAILED type=");
	}

	@Test
	void narrowsByPeopleItemsAndDays() {
		String item = this.agent.post("/cis", "name", this.mark, "ci_class", "server", "tier", 1)
			.data()
			.path("id")
			.asText();
		String mine = this.agent.report(this.mark, "ci_ids", List.of(item)).path("id").asText();
		String others = this.agent.as("reporter1").report(this.mark).path("id").asText();
		this.agent.does(others, "assign", "assignee_id", this.agent.as("agent2").me());
		String query = "/search?q=" + UriUtils.encode(this.mark, UTF_8) + "&type=ticket";
		assertThat(each(this.agent.get(query + "&ci_id=" + item).data(), "id")).containsExactly(mine);
		assertThat(each(this.agent.get(query + "&reporter_id=" + this.agent.as("reporter1").me()).data(), "id"))
			.containsExactly(others);
		String assigned = "&assignee_id=" + this.agent.as("agent2").me();
		assertThat(each(this.agent.get(query + assigned).data(), "id")).containsExactly(others);
		JsonNode priorities = StreamSupport
			.stream(this.agent.get(query.replace("search?", "search/facets?") + assigned).data().spliterator(), false)
			.filter((facet) -> facet.path("name").asText().equals("priority"))
			.findFirst()
			.orElseThrow();
		assertThat(priorities.at("/values/0/count").asInt()).isEqualTo(1);
		this.agent.does(others, "reassign", "assignee_id", this.agent.me(), "reason", "引き継ぎ");
		assertThat(this.agent.get(query + assigned).data()).isEmpty();
		assertThat(this.agent.get(query + "&created_after=2100-01-01T00:00:00Z").data()).isEmpty();
		assertThat(this.agent.get(query + "&created_before=2100-01-01T00:00:00Z").data()).hasSize(2);
		// what only narrows tickets finds no item of that name
		assertThat(this.agent.get("/search?q=" + UriUtils.encode(this.mark, UTF_8) + "&ci_id=" + item).data())
			.hasSize(1);
		String secret = this.agent
			.report(this.mark + " secret", "confidentiality", "confidential", "ci_ids", List.of(item))
			.path("id")
			.asText();
		assertThat(each(this.agent.as("network1").get(query + "&ci_id=" + item).data(), "id")).containsExactly(mine)
			.doesNotContain(secret);
		assertThat(refusal(this.agent.get(query + "&assignee_id=somebody")))
			.startsWith("400 VALIDATION_FAILED assignee_id");
	}

	@Test
	void findsWhatAttachmentsSayAndTellsWhich() {
		String id = this.agent.report("見積").path("id").asText();
		String secret = this.agent.report("機密", "confidentiality", "confidential").path("id").asText();
		byte[] text = ("次の会議で" + this.mark + "を決めます。").getBytes(Charset.forName("windows-31j"));
		Answer added = this.agent.upload("/incidents/" + id + "/attachments", "議事録.txt", "text/plain", text);
		assertThat(added.status()).as(added.body()).isEqualTo(201);
		assertThat(added.data().path("text_state").asText()).isEqualTo("waiting");
		this.agent.upload("/incidents/" + secret + "/attachments", "議事録.txt", "text/plain", text);
		this.agent.upload("/incidents/" + id + "/attachments", "壊れた.docx", "application/octet-stream",
				"PK\u0003\u0004".getBytes(UTF_8));
		this.reader.run();
		JsonNode hits = find(this.agent.as("network1"), this.mark, "ticket");
		assertThat(each(hits, "id")).containsExactly(id);
		JsonNode fragment = hits.at("/0/fragments/0");
		assertThat(fragment.path("field").asText()).isEqualTo("attachment");
		assertThat(fragment.path("file_name").asText()).isEqualTo("議事録.txt");
		assertThat(fragment.path("attachment_id").asText()).isEqualTo(added.data().path("id").asText());
		assertThat(each(find(this.agent.as("manager"), this.mark, "ticket"), "id")).containsExactlyInAnyOrder(id,
				secret);
		JsonNode files = this.agent.get("/incidents/" + id + "/attachments").data();
		assertThat(each(files, "text_state")).containsExactly("searchable", "not_searchable");
		assertThat(files.at("/1/text_reason").asText()).isEqualTo("broken");
		assertThat(each(this.agent.get("/incidents/" + id).data().path("attachments"), "text_state"))
			.containsExactly("searchable", "not_searchable");
	}

	@Test
	void answersWhateverIsTyped() {
		for (String typed : new String[] { "*", "?", "~", "(", "\"", "a AND", "NOT", "[a TO", "/.*/", "\\", "%", "^2",
				"id:*", "あ", "a b c d e f g h i j k l m n o p q r s t u v w x y z", "۝", "😀", "ｶﾞ",
				"a".repeat(200) }) {
			long start = System.nanoTime();
			Answer answer = this.agent.get("/search?typing=true&q=" + UriUtils.encode(typed, UTF_8));
			assertThat(answer.status()).as(typed).isEqualTo(200);
			assertThat((System.nanoTime() - start) / 1_000_000).as(typed).isLessThan(1000);
		}
		assertThat(this.agent.get("/search?q=%07").status()).isEqualTo(400);
		assertThat(refusal(this.agent.get("/search?q=" + "a".repeat(6000))))
			.isEqualTo("400 VALIDATION_FAILED q=too_long");
	}

	@Test
	void keepsWhatWasNotFoundForThoseWhoWriteKnowledge() {
		String words = "無" + this.mark;
		find(this.agent, words, "ticket");
		find(this.agent, words, "ticket");
		JsonNode misses = this.agent.get("/search/misses?limit=100").data();
		assertThat(misses).anySatisfy((miss) -> {
			assertThat(miss.path("words").asText()).isEqualTo(words);
			assertThat(miss.path("times").asInt()).isEqualTo(2);
		});
		assertThat(refusal(this.agent.as("reporter1").get("/search/misses"))).isEqualTo("403 FORBIDDEN");
		assertThat(this.agent.as("other-admin").get("/search/misses?limit=100").data().toString())
			.doesNotContain(words);
	}

	@Test
	void makesItsIndexAnewByOneCommand() {
		String id = this.agent.report(this.mark).path("id").asText();
		assertThat(refusal(this.agent.as("admin").post("/search/rebuild"))).isEqualTo("403 FORBIDDEN");
		assertThat(this.agent.as("platform").post("/search/rebuild").status()).isEqualTo(202);
		assertThat(each(find(this.agent, this.mark, "ticket"), "id")).containsExactly(id);
	}

	/** What of the type was found. */
	private static JsonNode find(Api api, String typed, String type) {
		Answer answer = api.get("/search?q=" + UriUtils.encode(typed, UTF_8));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		ArrayNode found = JsonNodeFactory.instance.arrayNode();
		answer.data().forEach((hit) -> {
			if (hit.path("type").asText().equals(type)) {
				found.add(hit);
			}
		});
		return found;
	}

	@Test
	void narrowsTicketsByPlaceAndTagAsListsDo() {
		String word = "narrow" + UUID.randomUUID().toString().substring(0, 8);
		OwnHouse house = OwnHouse.at(this.port);
		Api admin = house.as("admin");
		Api agent = house.as("agent1");
		String city = admin.post("/sites", "name", "Osaka").data().path("id").asText();
		String floor = admin.post("/sites", "name", "3F", "parent_id", city).data().path("id").asText();
		String there = agent.report(word + " there", "site_id", floor, "tags", List.of("vpn", "urgent"))
			.path("id")
			.asText();
		String elsewhere = agent.report(word + " elsewhere", "tags", List.of("vpn")).path("id").asText();
		assertThat(each(agent.get("/search?q=" + word).data(), "id")).contains(there, elsewhere);
		assertThat(each(agent.get("/search?q=" + word + "&site_id=" + city).data(), "id")).containsExactly(there);
		assertThat(each(agent.get("/search?q=" + word + "&site_id=" + UUID.randomUUID()).data(), "id")).isEmpty();
		assertThat(each(agent.get("/search?q=" + word + "&tag=vpn").data(), "id")).containsExactlyInAnyOrder(there,
				elsewhere);
		assertThat(each(agent.get("/search?q=" + word + "&tag=vpn&tag=urgent").data(), "id")).containsExactly(there);
		assertThat(agent.get("/search/facets?q=" + word + "&tag=urgent").data().findValuesAsText("count"))
			.containsOnly("1");
	}

}
