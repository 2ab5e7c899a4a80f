package io.nagare.recurrence;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Work that begins again and again, in a tenant that the test has to itself. */
@NagareTest
class RecurringWorkTests {

	private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

	/** Far enough ahead that nothing else is due in the house before. */
	private final LocalDate monday = LocalDate.now(TOKYO).plusDays(14).with(TemporalAdjusters.next(DayOfWeek.MONDAY));

	@LocalServerPort
	private int port;

	@Autowired
	private RecurringWorkStarter starter;

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
		this.manager.get("/recurring-work?limit=100")
			.data()
			.forEach((work) -> this.manager.delete("/recurring-work/" + work.path("id").asText()));
	}

	private static Instant at(LocalDate day, int hour) {
		return day.atTime(hour, 0).atZone(TOKYO).toInstant();
	}

	/** Every Monday at nine, from {@link #monday} on. */
	private Answer planned(Object... more) {
		Object[] fields = new Object[more.length + 12];
		System.arraycopy(new Object[] { "title", "座席の確認", "kind", "request", "request_type", "new-workplace", "answers",
				Map.of("person", "新入社員", "place", "3階"), "rrule", "FREQ=WEEKLY;BYDAY=MO", "starts_on",
				this.monday.toString() }, 0, fields, 0, 12);
		System.arraycopy(more, 0, fields, 12, more.length);
		return this.manager.post("/recurring-work", fields);
	}

	private String plannedId(Object... more) {
		Answer answer = planned(more);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private JsonNode begun(LocalDate day, int hour, String id) {
		this.clock.set(at(day, hour).plusSeconds(1));
		this.starter.startDue();
		return this.manager.get("/recurring-work/" + id + "/occurrences").data();
	}

	@Test
	void beginsARequestOnceOnItsDay() {
		String reporter = this.house.idOf("reporter");
		String id = plannedId("requester_id", reporter);
		JsonNode planned = this.manager.get("/recurring-work/" + id).data();
		assertThat(Instant.parse(planned.path("next_at").asText())).isEqualTo(at(this.monday, 9));
		this.clock.set(at(this.monday, 9).minusSeconds(1));
		this.starter.startDue();
		assertThat(this.manager.get("/recurring-work/" + id + "/occurrences").data()).isEmpty();
		this.clock.set(at(this.monday, 9).plusSeconds(1));
		AtOnce.all(3, (number) -> {
			this.starter.startDue();
			return true;
		});
		JsonNode over = this.manager.get("/recurring-work/" + id + "/occurrences").data();
		assertThat(each(over, "state")).containsExactly("started");
		assertThat(over.path(0).path("date").asText()).isEqualTo(this.monday.toString());
		String number = over.path(0).path("ticket_number").asText();
		JsonNode ticket = this.manager.get("/requests/" + number).data();
		assertThat(ticket.path("title").asText()).isEqualTo("座席の確認");
		assertThat(ticket.path("source").asText() + " " + ticket.path("source_name").asText())
			.isEqualTo("schedule 座席の確認");
		assertThat(ticket.path("reporter").path("id").asText()).isEqualTo(reporter);
		assertThat(this.manager.get("/requests").data()).hasSize(1);
		assertThat(Instant.parse(this.manager.get("/recurring-work/" + id).data().path("next_at").asText()))
			.isEqualTo(at(this.monday.plusWeeks(1), 9));
	}

	@Test
	void countsADateFromTheDayOnWhichItBegins() {
		Object[] review = { "request_type", "access-review", "answers", Map.of("scope_kind", "system", "scope_name",
				"ERP", "rights", "2人", "answer_by", Map.of("after", "P14D")) };
		JsonNode over = begun(this.monday, 9, plannedId(review));
		JsonNode ticket = this.manager.get("/requests/" + over.path(0).path("ticket_number").asText()).data();
		assertThat(ticket.toString()).contains("\"" + this.monday.plusDays(14) + "\"");
		Answer refused = planned("request_type", "access-review", "answers", Map.of("scope_kind", "system",
				"scope_name", "ERP", "rights", "2人", "answer_by", Map.of("after", "two weeks")));
		assertThat(refused.status()).isEqualTo(400);
	}

	@Test
	void beginsOnlyTheLatestOfTheDatesThatPassedInAStop() {
		String id = plannedId();
		JsonNode over = begun(this.monday.plusWeeks(2), 15, id);
		assertThat(each(over, "state")).containsExactly("started", "missed", "missed");
		assertThat(each(over, "date")).containsExactly(this.monday.plusWeeks(2).toString(),
				this.monday.plusWeeks(1).toString(), this.monday.toString());
		assertThat(this.manager.get("/requests").data()).hasSize(1);
	}

	@Test
	void leavesOutAndMovesSingleDates() {
		String id = plannedId();
		String dates = "/recurring-work/" + id + "/dates";
		Answer skipped = this.manager.put(dates + "/" + this.monday);
		assertThat(skipped.data().path("state").asText()).as(skipped.body()).isEqualTo("skipped");
		LocalDate second = this.monday.plusWeeks(1);
		Answer moved = this.manager.put(dates + "/" + second, "due_at", at(second.plusDays(1), 14).toString());
		assertThat(moved.data().path("state").asText()).as(moved.body()).isEqualTo("moved");
		JsonNode listed = this.manager.get(dates + "?count=3").data();
		assertThat(each(listed, "state")).containsExactly("skipped", "moved", "planned");
		assertThat(each(listed, "date")).containsExactly(this.monday.toString(), second.toString(),
				this.monday.plusWeeks(2).toString());
		assertThat(begun(this.monday, 10, id)).extracting((date) -> date.path("state").asText())
			.containsExactly("skipped");
		assertThat(each(begun(second, 10, id), "state")).containsExactly("skipped");
		assertThat(each(begun(second.plusDays(1), 14, id), "state")).containsExactly("started", "skipped");
		assertThat(this.manager.get("/requests").data()).hasSize(1);
	}

	@Test
	void takesBackWhatWasChangedOfADate() {
		String id = plannedId();
		String date = "/recurring-work/" + id + "/dates/" + this.monday;
		assertThat(refusal(this.manager.delete(date))).isEqualTo("404 NOT_FOUND");
		this.manager.put(date);
		assertThat(this.manager.delete(date).status()).isEqualTo(204);
		assertThat(each(begun(this.monday, 10, id), "state")).containsExactly("started");
	}

	@Test
	void refusesToChangeADateThatIsNone() {
		String id = plannedId();
		String dates = "/recurring-work/" + id + "/dates/";
		assertThat(refusal(this.manager.put(dates + this.monday.plusDays(1)))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.manager.put(dates + "9999-12-31"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.manager.put(dates + this.monday, "due_at", "2020-01-01T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED due_at=future");
		assertThat(
				refusal(this.manager.put(dates + this.monday, "due_at", at(this.monday.plusDays(400), 9).toString())))
			.isEqualTo("400 VALIDATION_FAILED due_at=moved_too_far");
		assertThat(refusal(this.manager.put(dates + this.monday, "due_at", at(this.monday.plusWeeks(1), 9).toString())))
			.isEqualTo("409 CONFLICT due_at=date_taken");
	}

	@Test
	void keepsWhyNothingBeganAndTellsTheOwner() {
		String id = plannedId("requester_id", this.house.idOf("reporter"));
		String other = plannedId();
		assertThat(this.house.as("admin").patch("/users/" + this.house.idOf("reporter"), "is_active", false).status())
			.isEqualTo(200);
		JsonNode over = begun(this.monday, 10, id);
		assertThat(each(over, "state")).containsExactly("refused");
		assertThat(over.path(0).path("refusal_code").asText()).isEqualTo("VALIDATION_FAILED");
		assertThat(over.path(0).path("refusal_message").asText()).contains("There is no such active user.");
		assertThat(over.path(0).path("ticket_id").isNull()).isTrue();
		assertThat(each(this.manager.get("/recurring-work/" + other + "/occurrences").data(), "state"))
			.containsExactly("started");
		assertThat(each(this.manager.get("/notifications?limit=100").data(), "kind"))
			.containsOnlyOnce("recurring.refused");
		assertThat(each(begun(this.monday.plusWeeks(1), 10, id), "state")).containsExactly("refused", "refused");
	}

	@Test
	void leavesOutWhatItsFormAsksNoMoreAndTellsTheOwnerOnce() {
		String id = plannedId("answers", Map.of("person", "新入社員", "place", "3階", "needed_on", "来週"));
		assertThat(begun(this.monday, 10, id).path(0).path("left_out")).isEmpty();
		String form = OwnModels.shipped("forms/request/ask-new-workplace.form")
			.replaceFirst("(?s),\\s*\\{\\s*\"type\": \"textfield\",\\s*\"key\": \"needed_on\".*?\\n    \\}", "");
		Answer released = OwnModels.send(this.house.client("owner"), "/models/releases",
				Map.of("comment", "x", "new-workplace.bpmn", OwnModels.shipped("processes/request/new-workplace.bpmn"),
						"ask-new-workplace.form", form));
		assertThat(released.status()).as(released.body()).isEqualTo(201);
		begun(this.monday.plusWeeks(1), 10, id);
		JsonNode over = begun(this.monday.plusWeeks(2), 10, id);
		assertThat(each(over, "state")).containsExactly("started", "started", "started");
		assertThat(over.path(0).path("left_out").path(0).asText()).isEqualTo("needed_on");
		assertThat(each(this.manager.get("/notifications?limit=100").data(), "kind"))
			.containsOnlyOnce("recurring.answers_left_out");
		assertThat(refusal(planned("answers", Map.of("person", "x", "place", "3階", "needed_on", "来週"))))
			.isEqualTo("400 VALIDATION_FAILED answers.needed_on=unknown_field");
	}

	@Test
	void beginsNothingForAnOwnerWhoIsGone() {
		String id = plannedId();
		this.house.as("admin").patch("/users/" + this.house.idOf("manager"), "is_active", false);
		this.clock.set(at(this.monday, 10));
		this.starter.startDue();
		Api admin = this.house.as("admin");
		assertThat(each(admin.get("/recurring-work/" + id + "/occurrences").data(), "state"))
			.containsExactly("refused");
		assertThat(each(admin.get("/notifications").data(), "kind")).contains("recurring.refused");
		assertThat(admin.patch("/recurring-work/" + id, "owner_id", admin.me()).status()).isEqualTo(200);
		this.clock.set(at(this.monday.plusWeeks(1), 10));
		this.starter.startDue();
		assertThat(each(admin.get("/recurring-work/" + id + "/occurrences").data(), "state")).containsExactly("started",
				"refused");
		this.clock.reset();
		admin.delete("/recurring-work/" + id);
	}

	@Test
	void beginsAStandardChangeWithItsWindow() {
		String model = this.manager
			.post("/change-models", "name", "証明書の更新", "standard", true, "implementation_plan", "新しい証明書を置く。",
					"backout_plan", "前の証明書に戻す。", "test_plan", "期限を確かめる。")
			.data()
			.path("id")
			.asText();
		Answer planned = this.manager.post("/recurring-work", "title", "証明書の更新", "kind", "change", "model_id", model,
				"rrule", "FREQ=MONTHLY;BYDAY=2TU", "time_of_day", "22:00", "starts_on", this.monday.toString(),
				"window_after_minutes", 1440, "window_minutes", 60, "answers", Map.of("reason", "期限"));
		assertThat(planned.status()).as(planned.body()).isEqualTo(201);
		Instant due = Instant.parse(planned.data().path("next_at").asText());
		assertThat(due.atZone(TOKYO).getDayOfWeek()).isEqualTo(DayOfWeek.TUESDAY);
		assertThat(due.atZone(TOKYO).getHour()).isEqualTo(22);
		this.clock.set(due);
		this.starter.startDue();
		JsonNode over = this.manager.get("/recurring-work/" + planned.data().path("id").asText() + "/occurrences")
			.data();
		JsonNode change = this.manager.get("/changes/" + over.path(0).path("ticket_number").asText()).data();
		assertThat(change.path("type").asText()).isEqualTo("standard");
		assertThat(change.path("model_id").asText()).isEqualTo(model);
		assertThat(change.path("status").asText()).isEqualTo("scheduled");
		assertThat(Instant.parse(change.path("planned_start").asText())).isEqualTo(due.plusSeconds(86_400));
		assertThat(Instant.parse(change.path("planned_end").asText())).isEqualTo(due.plusSeconds(90_000));
	}

	@Test
	void losesNoDateThatCameWhileItsTextsWereSaved() {
		Answer planned = planned("rrule", "FREQ=WEEKLY;BYDAY=MO");
		String id = planned.data().path("id").asText();
		this.clock.set(Instant.parse(planned.data().path("next_at").asText()).plusSeconds(5));
		Answer saved = this.manager.patch("/recurring-work/" + id, "title", "棚卸し", "rrule", "FREQ=WEEKLY;BYDAY=MO",
				"time_of_day", planned.data().path("time_of_day").asText(), "is_active", true);
		assertThat(saved.status()).as(saved.body()).isEqualTo(200);
		assertThat(saved.data().path("next_at")).isEqualTo(planned.data().path("next_at"));
		this.starter.startDue();
		assertThat(each(this.manager.get("/recurring-work/" + id + "/occurrences").data(), "state"))
			.containsExactly("started");
	}

	@Test
	void refusesNowWhatWouldBeRefusedThen() {
		assertThat(refusal(planned("request_type", "no-such-type")))
			.isEqualTo("400 VALIDATION_FAILED request_type=not_a_choice");
		assertThat(refusal(planned("answers", Map.of("person", "x"))))
			.isEqualTo("400 VALIDATION_FAILED answers.place=required");
		assertThat(refusal(planned("answers", Map.of("person", "x", "place", "y", "title", "z".repeat(501)))))
			.startsWith("400 VALIDATION_FAILED answers.title=");
		assertThat(refusal(planned("answers", Map.of("person", "x", "place", "y", "ci_ids", "z"))))
			.isEqualTo("400 VALIDATION_FAILED answers.ci_ids=bad_format");
		assertThat(refusal(planned("answers", Map.of("person", "x", "place", "y", "type", "z"))))
			.isEqualTo("400 VALIDATION_FAILED answers.type=unknown_field");
		assertThat(this.manager.get("/requests").data()).isEmpty();
		assertThat(this.manager.get("/recurring-work").data()).isEmpty();
	}

	@Test
	void namesEveryFieldThatIsWrong() {
		assertThat(refusal(this.manager.post("/recurring-work")))
			.isEqualTo("400 VALIDATION_FAILED title=required kind=required rrule=required");
		assertThat(refusal(planned("rrule", "FREQ=HOURLY", "calendar", "none", "ends_on", "2020-01-01", "owner_id",
				this.house.idOf("agent1"), "window_minutes", 5)))
			.isEqualTo("400 VALIDATION_FAILED rrule=unreadable_recurrence calendar=unknown_calendar "
					+ "ends_on=end_before_start owner_id=only_oneself window_after_minutes=required");
		assertThat(refusal(planned("business_day", 3))).isEqualTo("400 VALIDATION_FAILED rrule=unreadable_months");
		assertThat(refusal(planned("business_day", 0, "rrule", "FREQ=MONTHLY")))
			.isEqualTo("400 VALIDATION_FAILED business_day=out_of_range");
		assertThat(refusal(planned("time_of_day", "25:00"))).startsWith("400 VALIDATION_FAILED time_of_day=");
		assertThat(refusal(planned("model_id", this.house.idOf("agent1"))))
			.isEqualTo("400 VALIDATION_FAILED model_id=not_for_kind");
	}

	@Test
	void showsTheDatesOfWhatIsNotPlannedYet() {
		this.clock.set(at(LocalDate.of(2026, 12, 1), 9));
		JsonNode dates = this.manager
			.post("/recurring-work/preview?count=3", "rrule", "FREQ=MONTHLY", "business_day", 3, "starts_on",
					"2027-01-01", "time_of_day", "08:30")
			.data();
		assertThat(each(dates, "date")).containsExactly("2027-01-06", "2027-02-03", "2027-03-03");
		assertThat(dates.path(0).path("due_at").asText()).isEqualTo("2027-01-05T23:30:00Z");
		assertThat(refusal(this.manager.post("/recurring-work/preview")))
			.isEqualTo("400 VALIDATION_FAILED rrule=required");
		assertThat(refusal(this.manager.post("/recurring-work/preview?count=61", "rrule", "FREQ=DAILY")))
			.startsWith("400 VALIDATION_FAILED count=");
	}

	@Test
	void pausesAndMakesUpForNothingThatPassedMeanwhile() {
		String id = plannedId();
		Answer paused = this.manager.patch("/recurring-work/" + id, "is_active", false);
		assertThat(paused.data().path("next_at").isNull()).as(paused.body()).isTrue();
		assertThat(begun(this.monday, 10, id)).isEmpty();
		assertThat(this.manager.patch("/recurring-work/" + id, "is_active", true).status()).isEqualTo(200);
		assertThat(begun(this.monday, 11, id)).isEmpty();
		assertThat(each(begun(this.monday.plusWeeks(1), 10, id), "state")).containsExactly("started");
	}

	@Test
	void keepsChangedDatesThatAnotherScheduleStillHas() {
		String id = plannedId();
		this.manager.put("/recurring-work/" + id + "/dates/" + this.monday);
		this.manager.put("/recurring-work/" + id + "/dates/" + this.monday.plusWeeks(1));
		assertThat(this.manager.patch("/recurring-work/" + id, "rrule", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO").status())
			.isEqualTo(200);
		JsonNode dates = this.manager.get("/recurring-work/" + id + "/dates?count=2").data();
		assertThat(each(dates, "state")).containsExactly("skipped", "planned");
		assertThat(each(dates, "date")).containsExactly(this.monday.toString(), this.monday.plusWeeks(2).toString());
		this.manager.patch("/recurring-work/" + id, "rrule", "FREQ=WEEKLY;BYDAY=MO");
		assertThat(each(this.manager.get("/recurring-work/" + id + "/dates?count=2").data(), "state"))
			.containsExactly("skipped", "planned");
	}

	@Test
	void isPlannedByManagersOfTheTenantAlone() {
		String id = plannedId();
		for (String nobody : List.of("agent1", "reporter", "owner")) {
			assertThat(refusal(this.house.as(nobody).get("/recurring-work"))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(this.house.as(nobody).delete("/recurring-work/" + id))).isEqualTo("403 FORBIDDEN");
		}
		Api elsewhere = this.manager.as("admin");
		assertThat(refusal(elsewhere.get("/recurring-work/" + id))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(elsewhere.get("/recurring-work/" + id + "/dates"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(elsewhere.put("/recurring-work/" + id + "/dates/" + this.monday)))
			.isEqualTo("404 NOT_FOUND");
		assertThat(each(elsewhere.get("/recurring-work?limit=100").data(), "id")).doesNotContain(id);
		assertThat(this.manager.with("If-Match", "\"7\"").delete("/recurring-work/" + id).status()).isEqualTo(412);
		assertThat(this.manager.delete("/recurring-work/" + id).status()).isEqualTo(204);
		assertThat(refusal(this.manager.get("/recurring-work/" + id))).isEqualTo("404 NOT_FOUND");
	}

	@Test
	void followsACalendarThatChanges() {
		Answer calendar = this.house.as("admin")
			.postRaw("/calendars",
					"""
							{"key": "shop", "definition": {"name": "Shop", "zone": "Asia/Tokyo", "hours": [{"day": "monday", "from": "09:00", "to": "17:00"}]}}
							""");
		assertThat(calendar.status()).as(calendar.body()).isEqualTo(201);
		String id = plannedId("calendar", "shop", "rrule", "FREQ=MONTHLY", "business_day", 1);
		Instant first = Instant.parse(this.manager.get("/recurring-work/" + id).data().path("next_at").asText());
		assertThat(first.atZone(TOKYO).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
		assertThat(this.house.as("admin").putRaw("/calendars/shop", """
				{"name": "Shop", "zone": "Asia/Tokyo", "hours": [{"day": "thursday", "from": "09:00", "to": "17:00"}]}
				""").status()).isEqualTo(200);
		this.clock.set(first.minusSeconds(3600));
		this.starter.planAnew();
		Instant then = Instant.parse(this.manager.get("/recurring-work/" + id).data().path("next_at").asText());
		assertThat(then.atZone(TOKYO).getDayOfWeek()).isEqualTo(DayOfWeek.THURSDAY);
		assertThat(then).as("a day that has passed by now does not begin").isAfter(first.minusSeconds(3600));
	}

}
