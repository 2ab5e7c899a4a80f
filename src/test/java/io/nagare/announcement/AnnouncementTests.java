package io.nagare.announcement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What is announced by hand, in a tenant that the test has to itself. */
@NagareTest
class AnnouncementTests {

	private static final String PATH = "/announcements";

	@LocalServerPort
	private int port;

	@Autowired
	private TestClock clock;

	private OwnHouse house;

	private Api manager;

	@BeforeEach
	void moveIn() {
		this.clock.reset();
		this.house = OwnHouse.at(this.port);
		this.manager = this.house.as("manager");
	}

	@AfterEach
	void goBackToNow() {
		this.clock.reset();
	}

	private JsonNode announced(Object... fields) {
		Answer answer = this.manager.post(PATH, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

	private String item(String name, Object... more) {
		Object[] fields = new Object[more.length + 6];
		System.arraycopy(new Object[] { "name", name, "ci_class", "service", "tier", 1 }, 0, fields, 0, 6);
		System.arraycopy(more, 0, fields, 6, more.length);
		Answer answer = this.house.as("agent1").post("/cis", fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private JsonNode listed(String who, String query) {
		Answer answer = this.house.as(who).get(PATH + query);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	@Test
	void isReadByEverybodyOfTheTenantInTheWordsOfItsWriter() {
		JsonNode made = announced("kind", "information", "title_ja", "年末年始の受付時間", "title_en", "Hours at the year end",
				"body_ja", "12月29日から1月3日まで休みます。");
		assertThat(made.path("state").asText()).isEqualTo("current");
		assertThat(made.path("tell").asText()).isEqualTo("concerned");
		assertThat(made.path("is_automatic").asBoolean()).isFalse();
		JsonNode read = listed("reporter", "").path(0);
		assertThat(read.path("title_en").asText()).isEqualTo("Hours at the year end");
		assertThat(read.path("body_ja").asText()).isEqualTo("12月29日から1月3日まで休みます。");
		assertThat(read.path("body_en").isNull()).isTrue();
		assertThat(read.path("concerns_me").asBoolean()).isTrue();
		assertThat(listed("owner", "")).hasSize(1);
		Api other = OwnHouse.at(this.port).as("manager");
		assertThat(other.get(PATH).data()).isEmpty();
		assertThat(refusal(other.get(PATH + "/" + made.path("id").asText()))).isEqualTo("404 NOT_FOUND");
	}

	@Test
	void isWrittenByThoseWhoMayAlone() {
		String id = announced("kind", "information", "title_ja", "一件").path("id").asText();
		for (String who : List.of("agent1", "reporter", "owner")) {
			Api api = this.house.as(who);
			assertThat(refusal(api.post(PATH, "kind", "information", "title_ja", "x"))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(api.patch(PATH + "/" + id, "title_ja", "x"))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(api.post(PATH + "/" + id + "/updates", "text_ja", "x"))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(api.post(PATH + "/" + id + "/end"))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(api.post(PATH + "/" + id + "/withdraw"))).isEqualTo("403 FORBIDDEN");
		}
		assertThat(refusal(Api.at(this.port).as("platform").get(PATH))).isEqualTo("403 FORBIDDEN");
	}

	@Test
	void namesEachFieldThatIsWrong() {
		Answer answer = this.manager.post(PATH, "title_ja", " ", "starts_at", "2030-01-02T00:00:00Z", "ends_at",
				"2030-01-01T00:00:00Z", "ci_ids", List.of("00000000-0000-0000-0000-000000000001"), "ticket_id",
				"INC9999999");
		assertThat(refusal(answer)).startsWith("400 VALIDATION_FAILED");
		assertThat(each(answer.json().at("/error/details"), "field")).containsExactlyInAnyOrder("kind", "title_ja",
				"ends_at", "ci_ids", "ticket_id");
		assertThat(refusal(this.manager.post(PATH, "kind", "party", "title_en", "x")))
			.startsWith("400 VALIDATION_FAILED");
		String id = announced("kind", "information", "title_en", "x").path("id").asText();
		assertThat(this.manager.post(PATH + "/" + id + "/updates").json().at("/error/details/0/field").asText())
			.isEqualTo("text_ja");
		assertThat(this.manager.patch(PATH + "/" + id, "title_en", null).json().at("/error/details/0/code").asText())
			.isEqualTo("required");
	}

	@Test
	void comesHoldsAndEndsByItsTimes() {
		Instant start = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
		String id = announced("kind", "maintenance", "title_ja", "夜間作業", "starts_at", start.toString(), "ends_at",
				start.plus(1, ChronoUnit.HOURS).toString())
			.path("id")
			.asText();
		assertThat(each(listed("reporter", "?state=coming"), "id")).containsExactly(id);
		assertThat(listed("reporter", "?state=current")).isEmpty();
		this.clock.set(start.plusSeconds(1));
		assertThat(each(listed("reporter", "?state=current"), "id")).containsExactly(id);
		assertThat(listed("reporter", "?state=coming")).isEmpty();
		this.clock.set(start.plus(1, ChronoUnit.HOURS));
		assertThat(listed("reporter", "")).isEmpty();
		assertThat(each(listed("reporter", "?state=ended"), "id")).containsExactly(id);
	}

	@Test
	void tellsWhatBecameOfItUntilItEnds() {
		String id = announced("kind", "incident", "title_ja", "印刷できません").path("id").asText();
		Answer updated = this.manager.post(PATH + "/" + id + "/updates", "text_ja", "原因が分かりました", "text_en",
				"The cause is known");
		assertThat(updated.status()).as(updated.body()).isEqualTo(200);
		this.manager.post(PATH + "/" + id + "/updates", "text_ja", "復旧しました");
		JsonNode ended = this.manager.post(PATH + "/" + id + "/end").data();
		assertThat(ended.path("state").asText()).isEqualTo("ended");
		assertThat(each(ended.path("updates"), "text_ja")).containsExactly("原因が分かりました", "復旧しました");
		assertThat(ended.path("version").asLong()).isGreaterThanOrEqualTo(3);
		assertThat(this.manager.post(PATH + "/" + id + "/end").data().path("version").asLong())
			.isEqualTo(ended.path("version").asLong());
	}

	@Test
	void changesOnlyWhatWasSeen() {
		JsonNode made = announced("kind", "information", "title_ja", "前");
		String path = PATH + "/" + made.path("id").asText();
		String seen = "\"" + made.path("version").asLong() + "\"";
		assertThat(this.manager.with("If-Match", seen).patch(path, "title_ja", "後").data().path("title_ja").asText())
			.isEqualTo("後");
		assertThat(refusal(this.manager.with("If-Match", seen).patch(path, "title_ja", "別"))).startsWith("412 STALE");
		assertThat(refusal(this.manager.with("If-Match", seen).post(path + "/end"))).startsWith("412 STALE");
		assertThat(this.manager.get(path).data().path("title_ja").asText()).isEqualTo("後");
	}

	@Test
	void isWithdrawnFromEverybodyWhoOnlyReads() {
		String id = announced("kind", "information", "title_ja", "誤り").path("id").asText();
		JsonNode withdrawn = this.manager.post(PATH + "/" + id + "/withdraw").data();
		assertThat(withdrawn.path("state").asText()).isEqualTo("withdrawn");
		assertThat(listed("reporter", "")).isEmpty();
		assertThat(listed("reporter", "?state=ended")).isEmpty();
		assertThat(refusal(this.house.as("reporter").get(PATH + "/" + id))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.house.as("reporter").get(PATH + "?state=withdrawn"))).isEqualTo("403 FORBIDDEN");
		assertThat(each(listed("manager", "?state=withdrawn"), "id")).containsExactly(id);
		assertThat(refusal(this.manager.patch(PATH + "/" + id, "title_ja", "x"))).startsWith("409 CONFLICT");
	}

	@Test
	void putsFirstWhatConcernsTheReader() {
		String mail = item("メール");
		String sales = item("販売");
		String laptop = item("ノートPC", "owner_user_id", this.house.idOf("reporter"));
		Answer related = this.house.as("agent1")
			.post("/cis/" + laptop + "/relations", "type", "depends_on", "target_id", sales);
		assertThat(related.status()).as(related.body()).isEqualTo(201);
		announced("kind", "incident", "title_ja", "販売の障害", "ci_ids", List.of(sales), "starts_at",
				Instant.now().minus(1, ChronoUnit.HOURS).toString());
		announced("kind", "incident", "title_ja", "メールの障害", "ci_ids", List.of(mail));
		JsonNode read = listed("reporter", "");
		assertThat(each(read, "title_ja")).containsExactly("販売の障害", "メールの障害");
		assertThat(concerns(read)).containsExactly(true, false);
		assertThat(each(read.path(0).path("items"), "name")).containsExactly("販売");
		assertThat(concerns(listed("agent2", ""))).containsExactly(false, false);
		this.house.as("agent2").report("メールが届かない", "ci_ids", List.of(mail));
		JsonNode again = listed("agent2", "");
		assertThat(each(again, "title_ja")).containsExactly("メールの障害", "販売の障害");
		assertThat(concerns(again)).containsExactly(true, false);
	}

	private static List<Boolean> concerns(JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false)
			.map((one) -> one.path("concerns_me").asBoolean())
			.toList();
	}

	@Test
	void showsItsTicketToThoseWhoMayReadIt() {
		String ticket = this.house.as("agent1").report("プリンター").path("incident_number").asText();
		String id = announced("kind", "incident", "title_ja", "印刷の障害", "ticket_id", ticket).path("id").asText();
		assertThat(this.manager.get(PATH + "/" + id).data().at("/ticket/number").asText()).isEqualTo(ticket);
		assertThat(this.house.as("reporter").get(PATH + "/" + id).data().path("ticket").isNull()).isTrue();
	}

	@Test
	void isPublishedOnceUnderOneKey() {
		Api once = this.manager.with("Idempotency-Key", "announce-" + this.house.slug());
		JsonNode first = once.post(PATH, "kind", "information", "title_ja", "一度だけ").data();
		JsonNode second = once.post(PATH, "kind", "information", "title_ja", "一度だけ").data();
		assertThat(second.path("id").asText()).isEqualTo(first.path("id").asText());
		assertThat(listed("reporter", "")).hasSize(1);
	}

}
