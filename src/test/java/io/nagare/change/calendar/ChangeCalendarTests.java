package io.nagare.change.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.Publications;
import io.nagare.change.Changing;
import io.nagare.signin.FeedThrottle;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Client;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The calendar for people and for their calendar programs. */
@NagareTest
class ChangeCalendarTests {

	private static final String FEEDS = "/changes/calendar/feeds";

	@Autowired
	private Changing changing;

	@Autowired
	private CalendarFeedQueries feeds;

	@Autowired
	private Publications publications;

	@LocalServerPort
	private int port;

	/** The hour around a moment, and no other test's. */
	private static String hour(Instant start) {
		return "?from=" + start + "&to=" + start.plus(1, ChronoUnit.HOURS);
	}

	private static Object[] inHour(Instant start, Object... more) {
		Object[] all = new Object[more.length + 4];
		all[0] = "planned_start";
		all[1] = start.toString();
		all[2] = "planned_end";
		all[3] = start.plus(1, ChronoUnit.HOURS).toString();
		System.arraycopy(more, 0, all, 4, more.length);
		return all;
	}

	private JsonNode calendar(String username, Instant start) {
		Answer answer = this.changing.as(username).get("/changes/calendar" + hour(start));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private static VEvent event(Answer file, String uid) {
		assertThat(file.status()).as(file.body()).isEqualTo(200);
		assertThat(file.header("Content-Type")).isEqualTo("text/calendar;charset=UTF-8");
		ICalendar calendar = Biweekly.parse(file.body()).first();
		assertThat(calendar.validate(biweekly.ICalVersion.V2_0).getWarnings()).isEmpty();
		return calendar.getEvents()
			.stream()
			.filter((event) -> event.getUid().getValue().equals(uid + "@nagare"))
			.findFirst()
			.orElseThrow();
	}

	private Answer file(String username, Instant start) {
		return this.changing.as(username).with("Accept", "text/calendar").get("/changes/calendar" + hour(start));
	}

	@Test
	void showsChangesFreezesAndMaintenanceWindows() {
		Instant start = Changing.ownDay();
		String item = this.changing.newItem("maintenance", Map.of("zone", "Asia/Tokyo", "once",
				List.of(Map.of("start", start.toString(), "end", start.plus(40, ChronoUnit.MINUTES).toString()))));
		String freeze = this.changing.freeze(start.minus(7, ChronoUnit.DAYS), item, false, "rrule", "FREQ=WEEKLY");
		String id = this.changing.requested(inHour(start, "ci_ids", List.of(item)));
		String cancelled = this.changing.requested(inHour(start));
		this.changing.does("agent1", cancelled, "cancel", "reason", "不要");
		JsonNode calendar = calendar("viewer", start);
		assertThat(each(calendar.path("changes"), "id")).containsExactlyInAnyOrder(id, cancelled);
		assertThat(each(calendar.path("changes"), "busy")).containsOnly("false");
		assertThat(calendar.path("freezes")).filteredOn((one) -> one.path("id").asText().equals(freeze))
			.extracting((one) -> one.path("start").asText())
			.containsExactly(start.minus(3, ChronoUnit.HOURS).toString());
		assertThat(each(calendar.path("maintenance_windows"), "ci_id")).containsExactly(item);
		assertThat(calendar.at("/maintenance_windows/0/end").asText())
			.isEqualTo(start.plus(40, ChronoUnit.MINUTES).toString());
		Answer file = file("viewer", start);
		assertThat(event(file, "change-" + id).getStatus().isTentative()).isTrue();
		assertThat(event(file, "change-" + cancelled).getStatus().isCancelled()).isTrue();
		assertThat(event(file, "freeze-%s-%d".formatted(freeze, start.minus(3, ChronoUnit.HOURS).getEpochSecond()))
			.getDateEnd()
			.getValue()).isEqualTo(Date.from(start.plus(3, ChronoUnit.HOURS)));
		assertThat(event(file, "maintenance-%s-%d".formatted(item, start.getEpochSecond())).getTransparency()
			.isTransparent()).isTrue();
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
		assertThat(calendar("viewer", start.plus(1, ChronoUnit.HOURS)).path("changes")).isEmpty();
	}

	/** What a change meets, as its own page says too. */
	private List<String> meets(Instant start, String id) {
		JsonNode entry = StreamSupport.stream(calendar("viewer", start).path("changes").spliterator(), false)
			.filter((one) -> one.path("id").asText().equals(id))
			.findFirst()
			.orElseThrow();
		List<String> kinds = StreamSupport.stream(entry.path("meets").spliterator(), false)
			.map(JsonNode::asText)
			.toList();
		assertThat(kinds).hasSameElementsAs(each(this.changing.conflicts(id), "kind"));
		return kinds;
	}

	@Test
	void tellsWhatAChangeMeets() {
		Instant start = Changing.ownDay();
		String below = this.changing.newItem();
		String above = this.changing.newItem();
		this.changing.depends(above, below);
		String id = this.changing.requested(inHour(start, "ci_ids", List.of(below)));
		assertThat(meets(start, id)).isEmpty();
		// a freeze of what depends on it
		String freeze = this.changing.freeze(start, above, false);
		assertThat(meets(start, id)).containsExactly("freeze");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
		// another that begins before the period and lasts into the hour
		Instant before = start.minus(2, ChronoUnit.HOURS);
		String other = this.changing.submitted("planned_start", before.toString(), "planned_end",
				start.plus(10, ChronoUnit.MINUTES).toString(), "ci_ids", List.of(above));
		assertThat(meets(start, id)).containsExactly("related_ci");
		this.changing.as("agent1").patch("/changes/" + id, "ci_ids", List.of(above, below));
		assertThat(meets(start, id)).containsExactly("same_ci");
		this.changing.does("agent1", other, "cancel", "reason", "不要");
		assertThat(meets(start, id)).isEmpty();
	}

	@Test
	void keepsTheUidAndCountsVersions() {
		Instant start = Changing.ownDay();
		String id = this.changing.requested(inHour(start, "title", "記号;や,を含む\\件名"));
		VEvent before = event(file("agent1", start), "change-" + id);
		assertThat(before.getSummary().getValue()).contains("記号;や,を含む\\件名").startsWith("CHG");
		assertThat(before.getDateStart().getValue()).isEqualTo(Date.from(start));
		assertThat(this.changing.as("agent1").patch("/changes/" + id, "title", "新しい件名").status()).isEqualTo(200);
		Answer file = file("agent1", start);
		VEvent after = event(file, "change-" + id);
		assertThat(after.getSequence().getValue()).isGreaterThan(before.getSequence().getValue());
		assertThat(after.getLastModified().getValue()).isAfterOrEqualTo(before.getLastModified().getValue());
		assertThat(file.body()).contains("DTSTART:" + start.toString().replaceAll("[-:]", ""))
			.doesNotContain("TZID")
			.contains("METHOD:PUBLISH");
		this.changing.does("agent1", id, "submit");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		assertThat(event(file("agent1", start), "change-" + id).getStatus().isConfirmed()).isTrue();
	}

	@Test
	void isTentativeUntilItIsAuthorised() {
		String id = this.changing.submitted("ci_ids", List.of(this.changing.newItem("tier", 1)), "risk_answers",
				Changing.untried());
		Instant start = Instant.parse(this.changing.change(id).path("planned_start").asText());
		assertThat(event(file("agent1", start), "change-" + id).getStatus().isTentative()).isTrue();
		this.changing.does("agent2", id, "assess", "decision", "approve");
		assertThat(this.changing.status(id)).isEqualTo("authorization/in_work");
		assertThat(event(file("agent1", start), "change-" + id).getStatus().isTentative()).isTrue();
		assertThat(calendar("agent1", start).at("/changes/0/authorised").asBoolean(true)).isFalse();
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void foldsLinesAtSeventyFiveOctets() {
		Instant start = Changing.ownDay();
		String title = "𠮷日の長い件名、é".repeat(12) + " ".repeat(76) + "です";
		String id = this.changing.requested(inHour(start, "title", title));
		Answer file = file("agent1", start);
		assertThat(event(file, "change-" + id).getSummary().getValue()).endsWith(title);
		assertThat(file.body().split("\r\n")).contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H")
			.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
	}

	@Test
	void onlyTellsThatATimeIsBusyToWhomItIsConfidential() {
		Instant start = Changing.ownDay();
		String id = this.changing.requested(inHour(start, "confidentiality", "confidential", "title", "極秘の移行"));
		JsonNode hidden = calendar("viewer", start).at("/changes/0");
		assertThat(hidden.path("id").asText()).isEqualTo(id);
		assertThat(hidden.path("busy").asBoolean()).isTrue();
		assertThat(hidden.path("title").isNull()).isTrue();
		assertThat(hidden.path("change_number").isNull()).isTrue();
		assertThat(file("viewer", start).body()).doesNotContain("極秘");
		assertThat(calendar("manager", start).at("/changes/0/title").asText()).isEqualTo("極秘の移行");
		assertThat(calendar("other-agent", start).path("changes")).isEmpty();
		this.changing.does("agent1", id, "cancel", "reason", "不要");
		assertThat(calendar("viewer", start).path("changes")).isEmpty();
	}

	@Test
	void refusesPeriodsThatAreNone() {
		String path = "/changes/calendar";
		assertThat(refusal(this.changing.as("viewer").get(path + "?from=2031-01-02T00:00:00Z&to=2031-01-02T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED to=end_before_start");
		assertThat(refusal(this.changing.as("viewer").get(path + "?from=2031-01-01T00:00:00Z&to=2031-04-12T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED to=too_far");
		assertThat(refusal(this.changing.as("viewer").get(path + "?from=9998-01-01T00:00:00Z&to=9998-01-02T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED from=out_of_range to=out_of_range");
		assertThat(refusal(this.changing.as("viewer").get(path + "?from=2031-01-01T00:00:00Z")))
			.startsWith("400 VALIDATION_FAILED to=");
		assertThat(refusal(this.changing.as("viewer").get(path + "?from=tomorrow&to=2031-04-12T00:00:00Z")))
			.startsWith("400 VALIDATION_FAILED from=");
		assertThat(refusal(this.changing.as("reporter1").get(path + hour(Changing.ownDay()))))
			.isEqualTo("403 FORBIDDEN");
		assertThat(new Client(this.port).get("/api/v1/changes/calendar" + hour(Changing.ownDay())).status())
			.isEqualTo(401);
	}

	private Answer feed(String username) {
		Answer answer = this.changing.as(username).post(FEEDS, "name", "Outlook");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer;
	}

	/** As a calendar program does: without signing in. */
	private Answer subscribed(Answer feed) {
		return subscribed("GET", feed);
	}

	private Answer subscribed(String method, Answer feed) {
		String url = feed.data().path("url").asText();
		return new Client(this.port).with("Accept", "*/*")
			.send(method, url.substring(url.indexOf("/api/")), null, null);
	}

	@Test
	void isReadByCalendarProgramsUntilTheFeedIsRevoked() {
		Instant start = Instant.now().plus(70, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
		String id = this.changing.requested(inHour(start));
		String secret = this.changing.requested(inHour(start, "confidentiality", "confidential", "title", "極秘の移行"));
		Answer feed = feed("manager");
		String url = feed.data().path("url").asText();
		assertThat(url).startsWith("http://localhost:" + this.port + "/api/v1").endsWith(".ics");
		Answer file = subscribed(feed);
		assertThat(event(file, "change-" + id).getSummary().getValue()).contains("VPN");
		assertThat(subscribed("HEAD", feed).status()).isEqualTo(200);
		assertThat(subscribed("POST", feed).status()).isEqualTo(401);
		assertThat(event(file, "change-" + secret).getSummary().getValue()).isEqualTo("予定あり / Busy");
		assertThat(file.body()).doesNotContain("極秘");
		JsonNode listed = this.changing.as("manager").get(FEEDS + "?limit=100").data();
		assertThat(listed.toString()).doesNotContain(url.substring(url.lastIndexOf('/') + 1, url.length() - 4));
		String feedId = feed.data().path("id").asText();
		assertThat(each(listed, "id")).contains(feedId);
		assertThat(refusal(this.changing.as("agent2").delete(FEEDS + "/" + feedId))).isEqualTo("404 NOT_FOUND");
		String own = feed("agent2").data().path("id").asText();
		assertThat(each(this.changing.as("agent2").get(FEEDS + "?limit=100").data(), "id")).contains(own)
			.doesNotContain(feedId);
		assertThat(refusal(this.changing.as("other-admin").delete(FEEDS + "/" + feedId))).isEqualTo("404 NOT_FOUND");
		assertThat(this.changing.as("manager").delete(FEEDS + "/" + feedId).status()).isEqualTo(204);
		assertThat(refusal(subscribed(feed))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.changing.as("manager").delete(FEEDS + "/" + feedId))).isEqualTo("404 NOT_FOUND");
	}

	/** Behind a proxy all the world has one address. */
	@Test
	void readsAFeedWhileSomebodyGuessesFromTheSameAddress() {
		String url = feed("agent1").data().path("url").asText();
		String token = url.substring(url.lastIndexOf('/') + 1, url.length() - 4);
		List<Refusal.Kind> answers = Stream.generate(RandomToken::next)
			.limit(FeedThrottle.UNKNOWN + 1)
			.map((guess) -> catchThrowableOfType(Refusal.class, () -> this.feeds.read(guess, "192.0.2.1")).kind())
			.toList();
		assertThat(answers).endsWith(Refusal.Kind.RATE_LIMITED).containsOnlyOnce(Refusal.Kind.RATE_LIMITED);
		assertThat(this.feeds.read(token, "192.0.2.1").from()).isBefore(Instant.now());
	}

	@Test
	void showsAFeedOnlyWhatIsItsTenants() {
		Instant start = Instant.now().plus(71, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
		String id = this.changing.requested(inHour(start));
		assertThat(subscribed(feed("other-agent")).body()).contains("BEGIN:VCALENDAR").doesNotContain(id);
	}

	@Test
	void endsWithItsMaker() {
		String name = "leaver" + UUID.randomUUID().toString().substring(0, 8);
		Answer user = this.changing.as("admin")
			.post("/users", "username", name, "email", name + "@demo.example", "first_name", "去", "last_name", "る人",
					"role", "viewer", "password", "correct horse battery");
		assertThat(user.status()).as(user.body()).isEqualTo(201);
		Answer feed = this.changing.as(name, "correct horse battery").post(FEEDS, "name", "手帳");
		assertThat(feed.status()).as(feed.body()).isEqualTo(201);
		assertThat(subscribed(feed).status()).isEqualTo(200);
		assertThat(this.changing.as("admin")
			.patch("/users/" + user.data().path("id").asText(), "is_active", false)
			.status()).isEqualTo(200);
		assertThat(subscribed(feed).status()).isEqualTo(404);
		this.publications.awaitDelivery("User$Deactivated");
		assertThat(this.changing.as("admin")
			.patch("/users/" + user.data().path("id").asText(), "is_active", true)
			.status()).isEqualTo(200);
		assertThat(subscribed(feed).status()).isEqualTo(404);
	}

	@Test
	void keepsOnlyAHashOfTheAddress() {
		Answer feed = feed("agent1");
		String url = feed.data().path("url").asText();
		String token = url.substring(url.lastIndexOf('/') + 1, url.length() - 4);
		assertThat(token).hasSizeGreaterThan(40);
		String kept = this.changing
			.stored("SELECT token_hash FROM change_calendar_feeds WHERE id = ?::uuid", feed.data().path("id").asText())
			.get(0);
		assertThat(kept).isEqualTo(RandomToken.hash(token)).doesNotContain(token);
		JsonNode audit = this.changing.as("admin").get("/audit?limit=100").data();
		assertThat(StreamSupport.stream(audit.spliterator(), false).map(JsonNode::toString))
			.noneMatch((entry) -> entry.contains(token) || entry.contains(kept));
		assertThat(token.getBytes(StandardCharsets.US_ASCII)).hasSize(43);
	}

	@Test
	void refusesFeedsWithoutANameAndForWhoMayNotRead() {
		assertThat(refusal(this.changing.as("agent1").postRaw(FEEDS, "{}")))
			.isEqualTo("400 VALIDATION_FAILED name=required");
		assertThat(refusal(this.changing.as("agent1").post(FEEDS, "name", "あ".repeat(201))))
			.isEqualTo("400 VALIDATION_FAILED name=too_long");
		assertThat(refusal(this.changing.as("reporter1").post(FEEDS, "name", "x"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.changing.as("reporter1").get(FEEDS))).isEqualTo("403 FORBIDDEN");
		assertThat(new Client(this.port).post("/api/v1" + FEEDS, "{\"name\":\"x\"}").status()).isEqualTo(401);
	}

}
