package io.nagare.availability;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
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

/** Outages on tickets, and what they come to, in a tenant that the test has to itself. */
@NagareTest
class OutageTests {

	@LocalServerPort
	private int port;

	@Autowired
	private TestClock clock;

	private OwnHouse house;

	private Api agent;

	private String service;

	private String incident;

	private Instant now;

	@BeforeEach
	void moveIn() {
		this.clock.reset();
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
		this.service = service("販売管理");
		this.incident = this.agent.report("受注できない", "ci_ids", List.of(this.service)).path("id").asText();
		this.now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
	}

	@AfterEach
	void goBackToNow() {
		this.clock.reset();
	}

	private String service(String name, Object... more) {
		Object[] fields = new Object[more.length + 6];
		System.arraycopy(new Object[] { "name", name, "ci_class", "service", "tier", 2 }, 0, fields, 0, 6);
		System.arraycopy(more, 0, fields, 6, more.length);
		Answer made = this.agent.post("/cis", fields);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return made.data().path("id").asText();
	}

	private String path() {
		return "/incidents/" + this.incident + "/outages";
	}

	private String hoursAgo(long hours) {
		return this.now.minus(hours, ChronoUnit.HOURS).toString();
	}

	private JsonNode recorded(Object... fields) {
		Answer answer = this.agent.post(path(), fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

	@Test
	void beginsWithTheTicketAndEndsWithTheResolution() {
		JsonNode outage = recorded("ci_id", this.service);
		assertThat(Instant.parse(outage.path("began_at").asText()))
			.isEqualTo(Instant.parse(this.agent.incident(this.incident).path("created_at").asText()));
		assertThat(outage.path("ended_at").isNull()).isTrue();
		assertThat(outage.path("service").asText()).isEqualTo("販売管理");
		this.agent.does(this.incident, "assign");
		this.agent.does(this.incident, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		JsonNode ended = this.agent.get(path()).data().path(0);
		assertThat(Instant.parse(ended.path("ended_at").asText()))
			.isAfterOrEqualTo(Instant.parse(ended.path("began_at").asText()));
		JsonNode history = this.agent.get("/incidents/" + this.incident + "/history?limit=100").data();
		assertThat(StreamSupport.stream(history.spliterator(), false)
			.filter((entry) -> entry.toString().contains("outages"))
			.count()).isEqualTo(2);
	}

	/** What nobody ended but the resolution was not over. */
	@Test
	void lastsAgainWhereTheResolutionDidNotHold() {
		String other = service("在庫管理");
		recorded("ci_id", other, "began_at", hoursAgo(3), "ended_at", hoursAgo(2));
		recorded("ci_id", this.service, "began_at", hoursAgo(1));
		this.agent.does(this.incident, "assign");
		this.agent.does(this.incident, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		this.agent.does(this.incident, "reopen", "reason", "まだ使えない");
		assertThat(lasting()).containsExactly("false", "true");
		assertThat(this.agent.get("/incidents/" + this.incident + "/history?limit=100").data().toString())
			.contains(hoursAgo(1) + "/..");
		// the second time somebody knew when it was over
		this.agent.does(this.incident, "resolve", "resolution", "交換した", "resolution_code", "fixed");
		String one = path() + "/" + this.agent.get(path()).data().at("/1/id").asText();
		assertThat(this.agent.patch(one, "ended_at", this.now.toString()).status()).isEqualTo(200);
		this.agent.does(this.incident, "reopen", "reason", "別の画面");
		assertThat(lasting()).containsExactly("false", "false");
	}

	private List<String> lasting() {
		return StreamSupport.stream(this.agent.get(path()).data().spliterator(), false)
			.map((outage) -> String.valueOf(outage.path("ended_at").isNull()))
			.toList();
	}

	@Test
	void isGoneWithADeletedTicket() {
		recorded("ci_id", this.service, "began_at", hoursAgo(5), "ended_at", hoursAgo(4));
		recorded("ci_id", this.service, "began_at", hoursAgo(2));
		assertThat(availability(this.service, hoursAgo(10), hoursAgo(0)).path("outages").asInt()).isEqualTo(2);
		Answer deleted = this.house.as("admin").delete("/incidents/" + this.incident + "?reason=mistake");
		assertThat(deleted.status()).as(deleted.body()).isEqualTo(204);
		assertThat(availability(this.service, hoursAgo(10), hoursAgo(0)).path("outages").asInt()).isZero();
	}

	@Test
	void hasAnEndWhereTheTicketIsResolved() {
		this.agent.does(this.incident, "assign");
		this.agent.does(this.incident, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		assertThat(refusal(this.agent.post(path(), "ci_id", this.service)))
			.isEqualTo("400 VALIDATION_FAILED ended_at=required");
		String outage = path() + "/"
				+ recorded("ci_id", this.service, "began_at", hoursAgo(3), "ended_at", hoursAgo(1)).path("id").asText();
		assertThat(refusal(this.agent.patch(outage, "ended_at", null)))
			.isEqualTo("400 VALIDATION_FAILED ended_at=required");
	}

	@Test
	void isCorrectedAndTakenBackByThoseWhoWorkOnTheTicket() {
		JsonNode outage = recorded("ci_id", this.service, "began_at", hoursAgo(3));
		String one = path() + "/" + outage.path("id").asText();
		String seen = "\"" + outage.path("version").asLong() + "\"";
		JsonNode ended = this.agent.with("If-Match", seen).patch(one, "ended_at", hoursAgo(1)).data();
		assertThat(Instant.parse(ended.path("ended_at").asText())).isEqualTo(Instant.parse(hoursAgo(1)));
		assertThat(refusal(this.agent.with("If-Match", seen).patch(one, "ended_at", hoursAgo(2))))
			.startsWith("412 STALE");
		for (String who : List.of("owner", "reporter")) {
			assertThat(refusal(this.house.as(who).post(path(), "ci_id", this.service))).matches("40[34] .*");
			assertThat(refusal(this.house.as(who).patch(one, "ended_at", null))).matches("40[34] .*");
			assertThat(refusal(this.house.as(who).delete(one))).matches("40[34] .*");
		}
		assertThat(this.agent.delete(one).status()).isEqualTo(204);
		assertThat(this.agent.get(path()).data()).isEmpty();
	}

	@Test
	void namesEachFieldThatIsWrong() {
		String server = this.agent.post("/cis", "name", "sales01", "ci_class", "server", "tier", 2)
			.data()
			.path("id")
			.asText();
		String later = this.now.plus(1, ChronoUnit.HOURS).toString();
		Answer answer = this.agent.post(path(), "ci_id", server, "began_at", later, "ended_at", later);
		assertThat(refusal(answer)).startsWith("400 VALIDATION_FAILED");
		assertThat(each(answer.json().at("/error/details"), "field")).containsExactlyInAnyOrder("ci_id", "began_at",
				"ended_at");
		Answer turned = this.agent.post(path(), "ci_id", this.service, "began_at", hoursAgo(1), "ended_at",
				hoursAgo(2));
		assertThat(turned.json().at("/error/details/0/code").asText()).isEqualTo("end_before_start");
		Api other = OwnHouse.at(this.port).as("agent1");
		assertThat(refusal(other.get(path()))).isEqualTo("404 NOT_FOUND");
		String theirs = other.report("x").path("id").asText();
		assertThat(other.post("/incidents/" + theirs + "/outages", "ci_id", this.service)
			.json()
			.at("/error/details/0/field")
			.asText()).isEqualTo("ci_id");
	}

	private JsonNode availability(String service, String from, String to) {
		Answer answer = this.house.as("manager").get("/figures/availability?from=" + from + "&to=" + to);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return StreamSupport.stream(answer.data().path("services").spliterator(), false)
			.filter((one) -> one.path("id").asText().equals(service))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void comesToTheAvailabilityOfItsServiceOutsideOfAnnouncedMaintenance() {
		recorded("ci_id", this.service, "began_at", hoursAgo(9), "ended_at", hoursAgo(8));
		recorded("ci_id", this.service, "began_at", hoursAgo(9), "ended_at", hoursAgo(8));
		JsonNode one = availability(this.service, hoursAgo(10), hoursAgo(0));
		assertThat(one.path("known").asBoolean()).isTrue();
		assertThat(one.path("calendar").asText()).isEqualTo("24x7");
		assertThat(one.path("denominator").asLong()).isEqualTo(36_000);
		assertThat(one.path("numerator").asLong()).isEqualTo(32_400);
		assertThat(one.path("value").asDouble()).isEqualTo(0.9);
		assertThat(one.path("outages").asInt()).isEqualTo(1);
		assertThat(one.path("mttr_seconds").asLong()).isEqualTo(3_600);
		assertThat(one.path("mtbf_seconds").asLong()).isEqualTo(32_400);
		// maintenance that was announced only afterwards counts for nothing
		this.house.as("manager")
			.post("/announcements", "kind", "maintenance", "title_ja", "後から", "starts_at", hoursAgo(10), "ends_at",
					hoursAgo(8), "ci_ids", List.of(this.service));
		assertThat(availability(this.service, hoursAgo(10), hoursAgo(0)).path("value").asDouble()).isEqualTo(0.9);
		Instant start = this.now.plus(1, ChronoUnit.DAYS);
		this.house.as("manager")
			.post("/announcements", "kind", "maintenance", "title_ja", "事前に", "starts_at", start.toString(), "ends_at",
					start.plus(2, ChronoUnit.HOURS).toString(), "ci_ids", List.of(this.service));
		this.clock.set(start.plus(4, ChronoUnit.HOURS));
		recorded("ci_id", this.service, "began_at", start.toString(), "ended_at",
				start.plus(3, ChronoUnit.HOURS).toString());
		JsonNode planned = availability(this.service, start.toString(), start.plus(4, ChronoUnit.HOURS).toString());
		assertThat(planned.path("down_seconds").asLong()).isEqualTo(3_600);
		assertThat(planned.path("planned_seconds").asLong()).isEqualTo(7_200);
		assertThat(planned.path("value").asDouble()).isEqualTo(0.75);
	}

	@Test
	void countsWhatLastsUntilNowAndWithinTheAgreedHoursAlone() {
		String office = service("窓口", "attributes", Map.of("service_hours", "business-hours"));
		String unknown = service("未定", "attributes", Map.of("service_hours", "no-such-calendar"));
		// a Monday: nine hours of business in Tokyo
		Instant monday = Instant.parse("2027-02-01T00:00:00Z");
		this.clock.set(monday.plus(3, ChronoUnit.HOURS));
		recorded("ci_id", office, "began_at", monday.minus(10, ChronoUnit.HOURS).toString());
		recorded("ci_id", unknown, "began_at", monday.toString());
		JsonNode lasting = availability(office, monday.minus(12, ChronoUnit.HOURS).toString(),
				monday.plus(1, ChronoUnit.DAYS).toString());
		assertThat(lasting.path("calendar").asText()).isEqualTo("business-hours");
		assertThat(lasting.path("denominator").asLong()).isEqualTo(3 * 3_600);
		assertThat(lasting.path("down_seconds").asLong()).isEqualTo(3 * 3_600);
		assertThat(lasting.path("value").asDouble()).isZero();
		JsonNode nothing = availability(unknown, monday.toString(), monday.plus(1, ChronoUnit.DAYS).toString());
		assertThat(nothing.path("known").asBoolean()).isFalse();
		assertThat(nothing.path("value").isNull()).isTrue();
	}

	@Test
	void isNotKnownWhereNobodyEverWroteAnOutageDown() {
		JsonNode one = availability(this.service, hoursAgo(10), hoursAgo(0));
		assertThat(one.path("known").asBoolean()).isFalse();
		assertThat(one.path("value").isNull()).isTrue();
		recorded("ci_id", this.service, "began_at", hoursAgo(2000), "ended_at", hoursAgo(1999));
		JsonNode known = availability(this.service, hoursAgo(10), hoursAgo(0));
		assertThat(known.path("value").asDouble()).isEqualTo(1);
		assertThat(known.path("longest_seconds").isNull()).isTrue();
		assertThat(refusal(this.house.as("reporter").get("/figures/availability"))).isEqualTo("403 FORBIDDEN");
		assertThat(this.house.as("manager")
			.get("/figures/availability?from=" + hoursAgo(1) + "&to=" + hoursAgo(2))
			.json()
			.at("/error/details/0/field")
			.asText()).isEqualTo("to");
	}

}
