package io.nagare.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.database.PgNotifications;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A search finds what means the same, after what was typed. */
@NagareTest
class SynonymTests {

	private static final String PATH = "/search/synonyms";

	@LocalServerPort
	private int port;

	@Autowired
	private SynonymGroupRepository groups;

	@Autowired
	private Tenants tenants;

	@Autowired
	private PgNotifications notifications;

	private Api agent;

	private final List<String> added = new ArrayList<>();

	/** In no other text, and one word to kuromoji. */
	private final String mark = "zq" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "k";

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
	}

	@AfterEach
	void removeWhatWasAdded() {
		this.added.forEach((id) -> this.agent.delete(PATH + "/" + id));
	}

	@Test
	void findsWhatMeansTheSameHoweverItIsWritten() {
		String[][] truths = { { "ﾊﾟｿｺﾝが起動しない", "PC" }, { "ＰＣが起動しない", "パソコン" }, { "社外からリモートアクセスできない", "vpn" },
				{ "VPN is down", "remote access" }, { "Remote access is down", "ＶＰＮ" }, { "Cannot sign in", "ログイン" },
				{ "ログインできない", "Sign-In" }, { "サインインできない", "ろぐいん" }, { "シングルサインオンの設定", "SSO" }, { "多要素認証の登録", "2FA" },
				{ "プリンターの故障", "printer" }, { "printerのトナー", "プリンタ" }, { "パソコンを再起動した", "PC再起動" },
				{ "PCを再起動した", "パソコンの再起動" }, { "ノートPCを紛失", "ノートパソコン" }, { "サインインできない", "ログインできない" },
				{ "インターフェイスの障害", "インタフェース" }, { "Windowsの更新", "ウィンドウズ" }, { "データセンターの停電", "data centre" },
				{ "ディジタル署名の期限", "デジタル" } };
		char own = 'g';
		for (String[] truth : truths) {
			String only = this.mark + own++;
			String id = this.agent.report(truth[0] + " " + only).path("id").asText();
			assertThat(each(find(this.agent, truth[1] + " " + only), "id")).as(truth[1]).containsExactly(id);
			assertThat(find(this.agent, truth[1] + " " + only).path(0).path("nearly").asBoolean()).as(truth[1])
				.isFalse();
		}
	}

	@Test
	void findsWhatMeansTheSameAsAMistypedWord() {
		String[][] truths = { { "ログインできない", "ログンイ" }, { "サインインできない", "ログンイ" }, { "サインインできない", "ろぐんい" },
				{ "Cannot sign in", "ロクイン" }, { "サインインできない", "ログンイできない" }, { "サインインできない", "logni" },
				{ "印刷機の故障", "pritner" }, { "プリンターの故障", "PRINTR" }, { "プリンターの故障", "pritnerの故障" },
				{ "Printer is broken", "プリソター" }, { "印刷機の故障", "ﾌﾟﾘﾝｧｰ" }, { "printerのトナー", "ブリンタ トナー" },
				{ "パソコンが起動しない", "persnal computr" }, { "社外からリモートアクセスできない", "remote acess" },
				{ "スマートフォンを紛失", "smartfone 紛失" }, { "スマホを紛失", "スマートホン" } };
		char own = 'g';
		for (String[] truth : truths) {
			String only = this.mark + own++;
			String id = this.agent.report(truth[0] + " " + only).path("id").asText();
			JsonNode found = find(this.agent, truth[1] + " " + only);
			assertThat(each(found, "id")).as(truth[1]).contains(id);
			assertThat(found.path(0).path("nearly").asBoolean()).as(truth[1]).isTrue();
		}
	}

	@Test
	void takesNoWordForAnotherThatIsOnlyAlike() {
		String[][] truths = { { "マウスが動かない", "house" }, { "プリンターの故障", "sprinter" }, { "メールが届かない", "モール" },
				{ "ログインできない", "ログブック" } };
		char own = 'g';
		for (String[] truth : truths) {
			String only = this.mark + own++;
			this.agent.report(truth[0] + " " + only);
			assertThat(find(this.agent, truth[1] + " " + only)).as(truth[1]).isEmpty();
		}
	}

	@Test
	void takesAWordThatIsTypedRightAsItIs() {
		add("printor" + this.mark.replaceAll("[^a-z]", ""), unlike());
		String right = this.agent.report("pritner " + this.mark).path("id").asText();
		this.agent.report("プリンター " + this.mark);
		assertThat(each(find(this.agent, "pritner " + this.mark), "id")).containsExactly(right);
	}

	@Test
	void findsWhatAGroupOfTheTenantSaysAndMarksIt() {
		add("連絡網" + this.mark, "phone tree " + this.mark);
		String id = this.agent.report("Who is in the phone tree " + this.mark + "?").path("id").asText();
		JsonNode hit = find(this.agent, "連絡網" + this.mark).path(0);
		assertThat(hit.path("id").asText()).isEqualTo(id);
		StringBuilder marked = new StringBuilder();
		hit.path("fragments")
			.path(0)
			.path("parts")
			.forEach((part) -> marked.append(part.path("match").asBoolean() ? part.path("text").asText() : ""));
		assertThat(marked.toString()).isEqualTo("phone tree " + this.mark);
	}

	@Test
	void keepsAWordWholeThatKuromojiWouldPart() {
		add("ながれ君" + this.mark, "工程管理" + this.mark);
		String id = this.agent.report("工程管理" + this.mark + "の画面が白い").path("id").asText();
		assertThat(each(find(this.agent, "ナガレ君" + this.mark + "の画面"), "id")).containsExactly(id);
	}

	@Test
	void putsWhatWasTypedFirst() {
		String other = unlike();
		add(this.mark, other);
		// what only means the same is younger, open and in the title, again and again
		String exact = this.agent.report("a", "description", "b c d " + this.mark).path("id").asText();
		String same = this.agent.report(other + " " + other).path("id").asText();
		assertThat(each(find(this.agent, this.mark), "id")).containsExactly(exact, same);
		assertThat(each(find(this.agent, other), "id")).containsExactly(same, exact);
	}

	@Test
	void aWordMeansWhatItsGroupsSayAndNotWhatTheirsDo() {
		add(this.mark + "one", this.mark + "two");
		add(this.mark + "two", this.mark + "three");
		String one = this.agent.report(this.mark + "one").path("id").asText();
		String three = this.agent.report(this.mark + "three").path("id").asText();
		assertThat(each(find(this.agent, this.mark + "two"), "id")).containsExactlyInAnyOrder(one, three);
		assertThat(each(find(this.agent, this.mark + "one"), "id")).containsExactly(one);
	}

	@Test
	void countsWhatMeansTheSameAmongTheValuesAndNotAmongTheMisses() {
		add(this.mark + "one", this.mark + "two");
		this.agent.report(this.mark + "one");
		JsonNode kinds = this.agent.get("/search/facets?q=" + this.mark + "two").data().path(0);
		assertThat(kinds.path("values").path(0).path("count").asInt()).isEqualTo(1);
		find(this.agent, this.mark + "two");
		assertThat(this.agent.get("/search/misses?limit=100").data().toString()).doesNotContain(this.mark);
	}

	@Test
	void answersWhatWasLookedForInVain() {
		find(this.agent, this.mark);
		assertThat(each(this.agent.get("/search/misses?limit=100").data(), "words")).contains(this.mark);
		add(this.mark, unlike());
		assertThat(each(this.agent.get("/search/misses?limit=100").data(), "words")).doesNotContain(this.mark);
	}

	@Test
	void belongsToOneTenant() {
		String two = unlike();
		String id = add(this.mark + "one", two);
		Api stranger = this.agent.as("other-agent");
		String his = stranger.report(this.mark + "one").path("id").asText();
		assertThat(find(stranger, two)).isEmpty();
		assertThat(each(find(stranger, this.mark + "one"), "id")).containsExactly(his);
		assertThat(stranger.get(PATH + "?q=" + this.mark).data()).isEmpty();
		assertThat(refusal(stranger.get(PATH + "/" + id))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(stranger.put(PATH + "/" + id, "words", List.of("a", "b")))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(stranger.delete(PATH + "/" + id))).isEqualTo("404 NOT_FOUND");
	}

	@Test
	void isKeptByThoseWhoWriteKnowledge() {
		String id = add(this.mark + "one", this.mark + "two");
		for (String who : new String[] { "reporter1", "viewer" }) {
			Api him = this.agent.as(who);
			assertThat(refusal(him.get(PATH))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(him.post(PATH, "words", List.of("a", "b")))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(him.put(PATH + "/" + id, "words", List.of("a", "b")))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(him.delete(PATH + "/" + id))).isEqualTo("403 FORBIDDEN");
		}
		// yet searches of all heed it
		Api reporter = this.agent.as("reporter1");
		String his = reporter.report(this.mark + "one").path("id").asText();
		assertThat(each(find(reporter, this.mark + "two"), "id")).containsExactly(his);
	}

	@Test
	void isListedChangedAndRemoved() {
		String id = add("ＰＣ " + this.mark, "a " + this.mark);
		JsonNode listed = this.agent.get(PATH + "?q=" + this.mark.toUpperCase(Locale.ROOT)).data();
		assertThat(each(listed, "id")).containsExactly(id);
		assertThat(listed.path(0).path("words").path(0).asText()).isEqualTo("PC " + this.mark);
		assertThat(each(this.agent.get(PATH + "?shipped=true&q=" + this.mark).data(), "id")).isEmpty();
		String address = PATH + "/" + id;
		assertThat(refusal(this.agent.with("If-Match", "\"7\"").put(address, "words", List.of("a", "b"))))
			.isEqualTo("412 STALE");
		assertThat(refusal(this.agent.with("If-Match", "\"7\"").delete(address))).isEqualTo("412 STALE");
		Answer changed = this.agent.put(PATH + "/" + id, "words", List.of("x " + this.mark, "y " + this.mark),
				"is_active", false);
		assertThat(changed.data().path("is_active").asBoolean()).isFalse();
		assertThat(changed.data().path("version").asInt()).isEqualTo(1);
		assertThat(this.agent.delete(PATH + "/" + id).status()).isEqualTo(204);
		assertThat(refusal(this.agent.get(PATH + "/" + id))).isEqualTo("404 NOT_FOUND");
		JsonNode record = this.agent.as("admin").get("/audit?limit=100&entity_id=" + id).data();
		assertThat(each(record, "action")).hasSize(3);
		assertThat(record.toString()).contains("x " + this.mark);
	}

	@Test
	void refusesWhatIsNoGroupFieldByField() {
		assertThat(refusal(this.agent.post(PATH, "words", List.of()))).isEqualTo("400 VALIDATION_FAILED words=too_few");
		assertThat(refusal(this.agent.post(PATH, "words", List.of("one"))))
			.isEqualTo("400 VALIDATION_FAILED words=too_few");
		assertThat(refusal(this.agent.post(PATH, "words", List.of("one", " "))))
			.isEqualTo("400 VALIDATION_FAILED words[1]=required");
		assertThat(refusal(this.agent.post(PATH, "words", List.of("one", "x".repeat(65)))))
			.isEqualTo("400 VALIDATION_FAILED words[1]=too_long");
		assertThat(refusal(this.agent.post(PATH, "words", Collections.nCopies(21, "w"))))
			.isEqualTo("400 VALIDATION_FAILED words=too_many");
		assertThat(refusal(this.agent.post(PATH, "words", List.of("VPN", "ｖｐｎ"))))
			.isEqualTo("400 VALIDATION_FAILED words[1]=word_twice");
		assertThat(refusal(this.agent.post(PATH, "words", List.of("VPN", "---"))))
			.isEqualTo("400 VALIDATION_FAILED words[1]=nothing_to_search");
	}

	@Test
	void aShippedGroupIsSwitchedOffReplacedAndBroughtBackInOneTenant() {
		String id = ShippedSynonyms.id("quota").toString();
		String path = PATH + "/" + id;
		JsonNode shipped = this.agent.get(path).data();
		assertThat(shipped.path("is_shipped").asBoolean()).isTrue();
		assertThat(refusal(this.agent.delete(path))).isEqualTo("409 CONFLICT null=synonyms_as_shipped");
		String ticket = this.agent.report("quota " + this.mark).path("id").asText();
		Api stranger = this.agent.as("other-agent");
		String his = stranger.report("quota " + this.mark).path("id").asText();
		this.added.add(id);
		assertThat(each(find(this.agent, "容量制限 " + this.mark), "id")).containsExactly(ticket);
		assertThat(this.agent.put(path, "words", List.of("quota", "容量制限"), "is_active", false).status()).isEqualTo(200);
		assertThat(find(this.agent, "容量制限 " + this.mark)).isEmpty();
		assertThat(each(find(stranger, "容量制限 " + this.mark), "id")).containsExactly(his);
		assertThat(this.agent.put(path, "words", List.of("quota", this.mark + "cap"))
			.data()
			.path("is_changed")
			.asBoolean()).isTrue();
		assertThat(each(find(this.agent, this.mark + "cap"), "id")).contains(ticket);
		assertThat(this.agent.delete(path).status()).isEqualTo(204);
		assertThat(this.agent.get(path).data().path("words")).isEqualTo(shipped.path("words"));
		assertThat(each(find(this.agent, "容量制限 " + this.mark), "id")).containsExactly(ticket);
	}

	@Test
	void otherNodesHearOfIt() throws InterruptedException {
		SynonymsInForce otherNode = new SynonymsInForce(this.groups, this.notifications);
		assertThat(others(otherNode)).isEmpty();
		add(this.mark + "one", this.mark + "two");
		// sooner than it would look by itself
		long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
		while (others(otherNode).isEmpty() && System.nanoTime() < until) {
			Thread.sleep(20);
		}
		assertThat(others(otherNode)).containsExactly(this.mark + "two");
	}

	private String add(String... words) {
		Answer answer = this.agent.post(PATH, "words", List.of(words));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		String id = answer.data().path("id").asText();
		this.added.add(id);
		return id;
	}

	/** A word that is not nearly the mark. */
	private static String unlike() {
		return "wy" + UUID.randomUUID().toString().replaceAll("[^a-f]", "").replace('a', 'r').replace('e', 'u') + "v";
	}

	private List<String> others(SynonymsInForce node) {
		return Tenancy.as(this.tenants.bySlug("demo").orElseThrow(), () -> node.now().others(this.mark + "one"));
	}

	private static JsonNode find(Api api, String typed) {
		Answer answer = api.get("/search?q=" + UriUtils.encode(typed, UTF_8));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

}
