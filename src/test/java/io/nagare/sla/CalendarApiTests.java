package io.nagare.sla;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The caller stands in the thread, as behind the doors; the doors and the envelope have
 * their own tests.
 */
@NagareTest
class CalendarApiTests {

	private static final String OFFICE = "/api/v1/calendars/business-hours";

	private static final String LUNCH = """
			{"name": "昼休みあり / With lunch", "zone": "Asia/Tokyo", "public_holidays": "JP",
			 "hours": [{"day": "monday", "from": "09:00", "to": "12:00"}, {"day": "monday", "from": "13:00", "to": "24:00"}],
			 "closures": [{"from": "2026-08-10", "to": "2026-08-14", "name": "夏季休業"}],
			 "yearly_closures": [{"from": "12-29", "to": "01-03"}],
			 "openings": [{"date": "2026-11-22", "from": "10:00", "to": "11:00"}]}""";

	@Autowired
	private MockMvcTester http;

	@Autowired
	private As as;

	@LocalServerPort
	private int port;

	private MvcTestResult get(String user, String path) {
		return this.as.user(user, () -> this.http.get().uri(path).exchange());
	}

	private MvcTestResult send(HttpMethod method, String user, String path, String json) {
		return this.as.user(user,
				() -> this.http.method(method)
					.uri(path)
					.contentType(MediaType.APPLICATION_JSON)
					.content(json)
					.exchange());
	}

	private MvcTestResult upload(String user, String path, String file, String charset) {
		return this.as.user(user,
				() -> this.http.put()
					.uri(path)
					.contentType("text/csv")
					.content(file.getBytes(Charset.forName(charset)))
					.exchange());
	}

	private String created() {
		String key = "c-" + UUID.randomUUID().toString().substring(0, 20);
		assertThat(send(HttpMethod.POST, "admin", "/api/v1/calendars",
				"{\"key\": \"%s\", \"definition\": %s}".formatted(key, LUNCH)))
			.hasStatus(201);
		return "/api/v1/calendars/" + key;
	}

	@Test
	void showsTheShippedCalendarsToEveryTenant() {
		for (String user : new String[] { "agent1", "other-agent" }) {
			assertThat(get(user, "/api/v1/calendars?limit=100")).bodyJson()
				.extractingPath("$.items[?(@.shipped)].key")
				.asArray()
				.contains("24x7", "business-hours");
		}
		assertThat(get("reporter1", "/api/v1/calendars")).hasStatus(403);
		assertThat(get("agent1", "/api/v1/calendars/no-such")).hasStatus(404);
	}

	@ParameterizedTest
	@CsvSource({ "business-hours,2026-09-18T08:00:00Z,120,2026-09-24T01:00:00Z",
			"24x7,2026-09-18T08:00:00Z,120,2026-09-18T10:00:00Z",
			"business-hours,2026-11-24T03:00:00%2B09:00,15,2026-11-24T00:15:00Z",
			"business-hours,2028-12-28T08:00:00Z,61,2029-01-04T00:01:00Z" })
	void saysWhenSomethingIsDue(String key, String start, long minutes, String due) {
		String path = "/api/v1/calendars/" + key + "/due?minutes=" + minutes + "&start=";
		assertThat(this.as.user("agent1", () -> this.http.get().uri(URI.create(path + start)).exchange())).bodyJson()
			.extractingPath("$.due")
			.isEqualTo(due);
	}

	@Test
	void saysHowMuchTimePassed() {
		assertThat(get("agent1", OFFICE + "/elapsed?from=2026-09-18T08:30:00Z&to=2026-09-24T00:00:01Z")).bodyJson()
			.extractingPath("$.seconds")
			.isEqualTo(1801);
	}

	@ParameterizedTest
	@CsvSource({ "due?start=2026-09-18T08:00:00Z&minutes=-1,minutes,positive_or_zero",
			"due?start=1969-12-31T08:00:00Z&minutes=1,start,out_of_range",
			"due?start=2026-09-18T08:00:00Z&minutes=9000000000000000000,minutes,never_due",
			"due?start=yesterday&minutes=1,start,wrong_type", "due?minutes=1,start,required",
			"elapsed?from=2026-09-18T08:00:00Z&to=2026-09-18T07:00:00Z,to,end_before_start" })
	void refusesQuestionsWithoutAnAnswer(String question, String field, String code) {
		MvcTestResult answer = get("agent1", OFFICE + "/" + question);
		assertThat(answer).hasStatus(400);
		assertThat(answer).bodyJson().extractingPath("$.error.details[0].field").isEqualTo(field);
		assertThat(answer).bodyJson().extractingPath("$.error.details[0].code").isEqualTo(code);
	}

	@Test
	void makesACalendarForOneTenantAlone() {
		String path = created();
		assertThat(get("agent1", path + "/elapsed?from=2026-11-22T00:00:00Z&to=2026-11-30T15:00:00Z")).bodyJson()
			.extractingPath("$.seconds")
			.isEqualTo((1 + 3 + 11) * 3600);
		assertThat(get("other-agent", path)).hasStatus(404);
		assertThat(send(HttpMethod.PUT, "manager", path, LUNCH)).hasStatus(403);
	}

	@Test
	void countsByTheNewHoursAtOnce() {
		String path = created();
		String question = path + "/elapsed?from=2026-11-15T15:00:00Z&to=2026-11-16T15:00:00Z";
		assertThat(get("agent1", question)).bodyJson().extractingPath("$.seconds").isEqualTo(14 * 3600);
		assertThat(send(HttpMethod.PUT, "admin", path, LUNCH.replace("24:00", "14:00"))).hasStatusOk();
		assertThat(get("agent1", question)).bodyJson().extractingPath("$.seconds").isEqualTo(4 * 3600);
	}

	@Test
	void replacesAShippedCalendarForOneTenantAlone() {
		OwnHouse house = OwnHouse.at(this.port);
		JsonNode shipped = house.as("agent1").get("/calendars/business-hours").data();
		assertThat(house.as("admin").putRaw("/calendars/business-hours", LUNCH).status()).isEqualTo(200);
		JsonNode replaced = house.as("agent1").get("/calendars/business-hours").data();
		assertThat(replaced.path("version").asInt()).isPositive();
		assertThat(replaced.path("id")).isEqualTo(shipped.path("id"));
		assertThat(get("agent1", OFFICE)).bodyJson().extractingPath("$.version").isEqualTo(0);
	}

	@Test
	void namesEverythingThatIsWrongWithADefinition() {
		MvcTestResult answer = send(HttpMethod.PUT, "admin", OFFICE,
				"""
						{"name": "x", "zone": "Asia/Edo", "public_holidays": "XX",
						 "hours": [{"day": "monday", "from": "09:00", "to": "12:00"}, {"day": "monday", "from": "11:00", "to": "18:00"},
						           {"day": "Moonday", "from": "18:00", "to": "09:00"}, {"day": "friday", "from": "9", "to": "10:00"}],
						 "closures": [{"from": "2026-08-14", "to": "2026-08-10"}],
						 "yearly_closures": [{"from": "12-32", "to": "01-03"}]}""");
		assertThat(answer).hasStatus(400);
		assertThat(answer).bodyJson()
			.extractingPath("$.error.details[*].field")
			.asArray()
			.containsExactly("public_holidays", "zone", "hours[1]", "hours[2].day", "hours[2].to", "hours[3].from",
					"closures[0].to", "yearly_closures[0].from");
		assertThat(get("agent1", OFFICE)).bodyJson().extractingPath("$.version").isEqualTo(0);
	}

	@Test
	void takesNewerHolidaysAndKeepsTheOldYears() {
		String path = created();
		String file = "国民の祝日・休日月日,国民の祝日・休日名称\n2028/1/1,元日\n2028/11/20,臨時の祝日\n";
		assertThat(upload("admin", path + "/holidays", file, "windows-31j")).hasStatusOk();
		assertThat(get("agent1", path + "/holidays?year=2028")).bodyJson()
			.extractingPath("$[*].name")
			.asArray()
			.containsExactly("元日", "臨時の祝日");
		assertThat(get("agent1", path + "/holidays?year=2026")).bodyJson()
			.extractingPath("$[*].date")
			.asArray()
			.contains("2026-09-22");
		assertThat(get("agent1", path + "/elapsed?from=2028-11-19T15:00:00Z&to=2028-11-20T15:00:00Z")).bodyJson()
			.extractingPath("$.seconds")
			.isEqualTo(0);
	}

	@Test
	void takesHolidaysFromAForm() {
		String path = created() + "/holidays";
		byte[] file = "国民の祝日・休日月日,国民の祝日・休日名称\n2028/1/1,元日\n".getBytes(Charset.forName("windows-31j"));
		assertThat(this.as.user("admin",
				() -> this.http.put()
					.uri(path)
					.multipart()
					.file(new MockMultipartFile("file", "syukujitsu.csv", "text/csv", file))
					.exchange()))
			.bodyJson()
			.extractingPath("$.uploaded_holidays")
			.isEqualTo(1);
	}

	@Test
	void changesNothingForABrokenFile() {
		String path = created();
		String file = "国民の祝日・休日月日,国民の祝日・休日名称\n2028/1/1,元日\n2028/13/1,なにか\n";
		MvcTestResult answer = upload("admin", path + "/holidays", file, "UTF-8");
		assertThat(answer).hasStatus(400);
		assertThat(answer).bodyJson().extractingPath("$.error.details[0].message").asString().contains("3 行目");
		assertThat(get("agent1", path)).bodyJson().extractingPath("$.uploaded_holidays").isEqualTo(0);
		assertThat(upload("manager", path + "/holidays", file, "UTF-8")).hasStatus(403);
	}

	private MvcTestResult sendClosures(String user, String path, String file) {
		return this.as.user(user,
				() -> this.http.put()
					.uri(path + "/closures")
					.contentType("text/calendar")
					.content(file.getBytes(StandardCharsets.UTF_8))
					.exchange());
	}

	@Test
	void takesClosuresFromACalendarFileInThePlaceOfTheOldOnes() {
		String path = created();
		String file = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260817\nSUMMARY:棚卸\nEND:VEVENT\nEND:VCALENDAR\n";
		MvcTestResult answer = sendClosures("admin", path, file);
		assertThat(answer).hasStatusOk();
		assertThat(answer).bodyJson().extractingPath("$.definition.closures[*].name").asArray().containsExactly("棚卸");
		assertThat(answer).bodyJson().extractingPath("$.definition.yearly_closures").asArray().hasSize(1);
		String monday = "/elapsed?from=2026-08-%sT15:00:00Z&to=2026-08-%sT15:00:00Z";
		assertThat(get("agent1", path + monday.formatted("16", "17"))).bodyJson()
			.extractingPath("$.seconds")
			.isEqualTo(0);
		assertThat(get("agent1", path + monday.formatted("09", "10"))).bodyJson()
			.extractingPath("$.seconds")
			.isEqualTo(14 * 3600);
		assertThat(this.as.user("admin", () -> this.http.put()
			.uri(path + "/closures")
			.multipart()
			.file(new MockMultipartFile("file", "closures.ics", "text/calendar", file.getBytes(StandardCharsets.UTF_8)))
			.exchange())).hasStatusOk();
	}

	@Test
	void changesNothingForABrokenCalendarFile() {
		String path = created();
		MvcTestResult before = get("agent1", path);
		MvcTestResult answer = sendClosures("admin", path,
				"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260817T090000Z\nEND:VEVENT\nEND:VCALENDAR\n");
		assertThat(answer).hasStatus(400);
		assertThat(answer).bodyJson().extractingPath("$.error.details[0].message").asString().contains("2 行目");
		assertThat(sendClosures("admin", path, "x".repeat(1024 * 1024 + 1))).hasStatus(413);
		String file = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260817\nEND:VEVENT\nEND:VCALENDAR\n";
		assertThat(sendClosures("manager", path, file)).hasStatus(403);
		assertThat(sendClosures("other-admin", path, file)).hasStatus(404);
		assertThat(get("agent1", path).getResponse().getHeader("ETag"))
			.isEqualTo(before.getResponse().getHeader("ETag"));
		assertThat(get("agent1", path)).bodyJson().extractingPath("$.definition.closures").asArray().hasSize(1);
	}

}
