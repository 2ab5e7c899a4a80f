package io.nagare.search;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
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
import io.nagare.Statements;
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

	/** Neither by showing it nor by finding somebody by it. */
	@Test
	void tellsNoAddressToWhoNeedNotReachPeople() {
		OwnHouse house = OwnHouse.at(this.port);
		house.moveIn("viewer", "viewer");
		String address = house.username("agent2") + "@house.example";
		JsonNode found = find(house.as("agent1"), address, "person");
		assertThat(each(found, "number")).containsExactly(house.username("agent2"));
		assertThat(found.at("/0/fragments").toString()).contains("@house");
		assertThat(each(found.at("/0/fragments"), "field")).contains("text").doesNotContain("internal");
		for (String typed : List.of("@", "house.example", address)) {
			assertThat(find(house.as("viewer"), typed, "person")).as(typed).isEmpty();
		}
		assertThat(each(find(house.as("viewer"), house.username("agent2"), "person"), "number"))
			.containsExactly(house.username("agent2"));
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
	void findsWhatFormsKeepOnTickets() {
		OwnHouse house = OwnHouse.at(this.port);
		Api agent = house.as("agent1");
		String request = house.as("reporter")
			.post("/requests", "type", "system-access", "system", "Kaikei" + this.mark, "level", "read", "purpose",
					"月次の締め" + this.mark)
			.data()
			.path("id")
			.asText();
		for (Api reader : List.of(agent, house.as("reporter"))) {
			assertThat(each(find(reader, "Kaikei" + this.mark, "ticket"), "id")).containsExactly(request);
			assertThat(each(find(reader, "月次の締め" + this.mark, "ticket"), "id")).containsExactly(request);
		}
		String incident = agent.report("回線断").path("id").asText();
		agent.does(incident, "assign");
		agent.does(incident, "start");
		agent.does(incident, "hold", "hold_reason", "awaiting_vendor", "vendor_reference", "K77" + this.mark);
		assertThat(each(find(agent, "K77" + this.mark, "ticket"), "id")).containsExactly(incident);
		String problem = agent.post("/problems", "title", "再発").data().path("id").asText();
		agent.post("/problems/" + problem + "/causes", "kind", "why", "statement", "証明書の失効" + this.mark);
		assertThat(each(find(agent, "失効" + this.mark, "ticket"), "id")).containsExactly(problem);
		String change = agent.post("/changes", "title", "更新", "tasks", List.of(Map.of("title", "経路の切替" + this.mark)))
			.data()
			.path("id")
			.asText();
		assertThat(each(find(agent, "経路の切替" + this.mark, "ticket"), "id")).containsExactly(change);
	}

	@Test
	void goesThroughAllHitsPageByPage() {
		Api agent = OwnHouse.at(this.port).as("agent1");
		Set<String> all = new HashSet<>();
		for (int i = 0; i < 5; i++) {
			all.add(agent.report(this.mark).path("id").asText());
			all.add(agent.post("/cis", "name", this.mark + " " + i, "ci_class", "server", "tier", 1)
				.data()
				.path("id")
				.asText());
		}
		List<String> seen = new ArrayList<>();
		for (int page = 1; page <= 3; page++) {
			JsonNode answer = agent.get("/search?q=" + UriUtils.encode(this.mark, UTF_8) + "&limit=4&page=" + page)
				.json();
			assertThat(answer.path("data").size()).isEqualTo((page < 3) ? 4 : 2);
			assertThat(answer.at("/pagination/has_next").asBoolean()).isEqualTo(page < 3);
			assertThat(answer.at("/pagination/total_items").asInt()).isEqualTo(10);
			seen.addAll(each(answer.path("data"), "id"));
		}
		assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
		assertThat(agent.get("/search?q=" + UriUtils.encode(this.mark, UTF_8) + "&limit=2&typing=true").data())
			.as("the best of each while one types")
			.hasSize(4);
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
	void takesThePathsOfKindsAndRefusesWhatIsNone() {
		String id = this.agent.report(this.mark).path("id").asText();
		Answer found = this.agent.get("/search?facets=true&kind=incidents&q=" + UriUtils.encode(this.mark, UTF_8));
		assertThat(each(found.data(), "id")).containsExactly(id);
		assertThat(each(found.json().at("/meta/facets"), "name")).contains("status", "priority");
		assertThat(refusal(this.agent.get("/search?kind=incidentz&q=x")))
			.isEqualTo("400 VALIDATION_FAILED kind=not_a_choice");
		assertThat(refusal(this.agent.get("/search?type=ticket&kind=server&q=x")))
			.isEqualTo("400 VALIDATION_FAILED kind=not_a_choice");
	}

	/** A class is one before there is an item of it. */
	@Test
	void findsNothingOfAClassWithoutItems() {
		Api house = OwnHouse.at(this.port).as("admin");
		assertThat(house
			.post("/ci-types", "key", "kiosk", "definition",
					Map.of("name", Map.of("ja", "端末", "en", "Kiosk"), "attributes", List.of(), "identifiers",
							List.of()))
			.status()).isEqualTo(201);
		for (String itemClass : List.of("kiosk", "network_device")) {
			Answer found = house.get("/search?kind=" + itemClass + "&q=" + UriUtils.encode(this.mark, UTF_8));
			assertThat(found.status()).as(itemClass).isEqualTo(200);
			assertThat(found.data()).as(itemClass).isEmpty();
		}
		assertThat(refusal(house.get("/search?kind=kiosque&q=x"))).isEqualTo("400 VALIDATION_FAILED kind=not_a_choice");
	}

	@Test
	void asksWhatMayBeReadOnceForHitsAndFacets() {
		this.agent.report(this.mark);
		String query = "/search?q=" + UriUtils.encode(this.mark, UTF_8);
		assertThat(rightsAsked(query + "&facets=true")).isEqualTo(rightsAsked(query)).isPositive();
	}

	private long rightsAsked(String query) {
		return Statements.of(() -> this.agent.get(query))
			.stream()
			.filter((statement) -> statement.contains("confidentiality = 'confidential'"))
			.count();
	}

	@Test
	void countsNothingThatTheCallerMayNotRead() {
		OwnHouse house = OwnHouse.at(this.port);
		house.as("agent1").report(this.mark);
		house.as("agent1").report(this.mark, "confidentiality", "confidential");
		for (String who : new String[] { "agent2", "manager" }) {
			int expected = who.equals("manager") ? 2 : 1;
			JsonNode facets = house.as(who).get("/search/facets?q=" + UriUtils.encode(this.mark, UTF_8)).data();
			JsonNode kinds = facets.path(0);
			assertThat(kinds.path("name").asText()).isEqualTo("kind");
			assertThat(kinds.path("values").path(0).path("count").asInt()).as(who).isEqualTo(expected);
			assertThat(house.as(who)
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
		String low = this.agent.report(this.mark, "impact", "low", "urgency", "low").path("id").asText();
		String query = "/search?q=" + UriUtils.encode(this.mark, UTF_8);
		assertThat(each(this.agent.get(query + "&priority=critical").data(), "id")).containsExactly(high);
		assertThat(this.agent.get(query + "&phase=closed").data()).isEmpty();
		assertThat(this.agent.get(query + "&kind=change").data()).isEmpty();
		this.agent.does(low, "assign");
		this.agent.does(low, "start");
		this.agent.does(low, "hold", "hold_reason", "awaiting_caller", "comment", "どの画面ですか。");
		assertThat(each(this.agent.get(query + "&sla_state=paused,breached").data(), "id")).containsExactly(low);
		assertThat(each(this.agent.get(query + "&sla_state=running").data(), "id")).containsExactly(high);
		assertThat(this.agent.get(query + "&source=api,portal").data()).hasSize(2);
		assertThat(this.agent.get(query + "&source=mail").data()).isEmpty();
		JsonNode facets = this.agent.get(query.replace("search?", "search/facets?")).data();
		assertThat(StreamSupport.stream(facets.spliterator(), false)
			.filter((facet) -> facet.path("name").asText().equals("sla_state"))
			.flatMap((facet) -> each(facet.path("values"), "key").stream()))
			.containsExactlyInAnyOrder("paused", "running");
		assertThat(refusal(this.agent.get(query + "&sla_state=late")))
			.isEqualTo("400 VALIDATION_FAILED sla_state=not_a_choice");
		assertThat(refusal(this.agent.get(query + "&phase=done")))
			.isEqualTo("400 VALIDATION_FAILED phase=not_a_choice");
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
				"id:*", "あ", "a b c d e f g h i j k l m n o p q r s t u v w x y z", "۝", "😀", "ｶﾞ", "a".repeat(200),
				// eight words of 24 letters, of which each has pairs of its own
				IntStream.range(0, 8)
					.mapToObj((word) -> IntStream.range(0, 24)
						.mapToObj((at) -> Integer.toString(1000 + 24 * word + at, 36).substring(1))
						.collect(Collectors.joining())
						.substring(0, 24))
					.collect(Collectors.joining(" ")) }) {
			long start = System.nanoTime();
			Answer answer = this.agent.get("/search?typing=true&q=" + UriUtils.encode(typed, UTF_8));
			assertThat(answer.status()).as(typed).isEqualTo(200);
			assertThat((System.nanoTime() - start) / 1_000_000).as(typed).isLessThan(10_000);
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
		this.agent.get("/search?kind=change&q=" + UriUtils.encode("限" + this.mark, UTF_8));
		assertThat(this.agent.get("/search/misses?limit=100").data().toString()).as("of all kinds alone")
			.doesNotContain("限" + this.mark);
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

	/**
	 * A category that people choose has all below it: in the search, in lists and in
	 * figures.
	 */
	@Test
	void takesWhatIsBelowACategoryToo() {
		String word = "branch" + UUID.randomUUID().toString().substring(0, 8);
		OwnHouse house = OwnHouse.at(this.port);
		Api admin = house.as("admin");
		Api agent = house.as("agent1");
		String top = admin.post("/categories", "name", "Network").data().path("id").asText();
		String child = admin.post("/categories", "name", "VPN", "parent_id", top).data().path("id").asText();
		String below = agent.report(word + " below", "category_id", child).path("id").asText();
		agent.report(word + " elsewhere");
		assertThat(each(agent.get("/search?q=" + word + "&category_id=" + top).data(), "id")).containsExactly(below);
		assertThat(each(agent.get("/incidents?category_id=" + top).data(), "id")).containsExactly(below);
		assertThat(agent.get("/figures/backlog?category_id=" + top).data().path("numerator").asLong()).isOne();
		assertThat(agent.get("/mining/incident/graph?category_id=" + top).status()).isEqualTo(200);
		assertThat(agent.get("/search?q=x&category_id=x").status()).isEqualTo(400);
	}

	@Test
	void narrowsTicketsByPlaceAndTagAsListsDo() {
		String word = "narrow" + UUID.randomUUID().toString().substring(0, 8);
		OwnHouse house = OwnHouse.at(this.port);
		Api admin = house.as("admin");
		Api agent = house.as("agent1");
		String city = admin.post("/sites", "name", "Osaka").data().path("id").asText();
		String floor = admin.post("/sites", "name", "3F", "parent_id", city).data().path("id").asText();
		String there = agent.report(word + " there", "site_id", floor, "tags", List.of("VPN", "urgent"))
			.path("id")
			.asText();
		String elsewhere = agent.report(word + " elsewhere", "tags", List.of("vpn")).path("id").asText();
		assertThat(each(agent.get("/search?q=" + word).data(), "id")).contains(there, elsewhere);
		assertThat(each(agent.get("/search?q=" + word + "&site_id=" + city).data(), "id")).containsExactly(there);
		assertThat(each(agent.get("/search?q=" + word + "&site_id=" + UUID.randomUUID()).data(), "id")).isEmpty();
		assertThat(each(agent.get("/search?q=" + word + "&tag=vpn").data(), "id")).containsExactlyInAnyOrder(there,
				elsewhere);
		assertThat(each(agent.get("/search?q=" + word + "&tag=%EF%BC%B6%EF%BC%B0%EF%BC%AE").data(), "id"))
			.as("in full width")
			.containsExactlyInAnyOrder(there, elsewhere);
		assertThat(each(agent.get("/search?q=" + word + "&tag=vpn&tag=urgent").data(), "id")).containsExactly(there);
		assertThat(agent.get("/search/facets?q=" + word + "&tag=urgent").data().findValuesAsText("count"))
			.containsOnly("1");
	}

}
