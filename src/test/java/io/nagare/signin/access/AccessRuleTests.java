package io.nagare.signin.access;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.TestClock;
import io.nagare.signin.Client;
import io.nagare.signin.Newcomers.Newcomer;
import io.nagare.signin.Newcomers;
import io.nagare.signin.OAuthClientOf;
import io.nagare.signin.WithIdentity;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class AccessRuleTests {

	private static final String RULES = "/api/v1/access-rules";

	private static final String CATEGORIES = "/api/v1/categories";

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	private static final String HERE = "\"addresses\":[\"127.0.0.0/8\",\"::1\"]";

	private static final String ELSEWHERE = "\"addresses\":[\"192.0.2.0/24\",\"2001:db8::/32\"]";

	@Autowired
	private Client client;

	@Autowired
	private TestClock clock;

	private Newcomer agent;

	private Client signedIn;

	@BeforeEach
	void somebodyJoins() {
		this.agent = Newcomers.join(this.client, "viewer");
		this.signedIn = this.agent.signedIn();
	}

	@AfterEach
	void everybodyEnters() {
		this.clock.reset();
		assertThat(say(this.client.as("admin")).status()).isEqualTo(200);
		assertThat(say(this.client.as("other-admin")).status()).isEqualTo(200);
	}

	private static Client.Answer say(Client admin, String... rules) {
		return admin.put(RULES, "{\"rules\":[%s]}".formatted(String.join(",", rules)));
	}

	private static String rule(String role, String limits) {
		return "{\"role\":\"%s\",%s}".formatted(role, limits);
	}

	private static String hours(String zone, String days, String from, String to) {
		return "\"hours\":{\"zone\":\"%s\",\"days\":[\"%s\"],\"from\":\"%s\",\"to\":\"%s\"}".formatted(zone,
				days.replace(" ", "\",\""), from, to);
	}

	private void only(String limits) {
		Client.Answer answer = say(this.agent.admin(), rule("viewer", limits));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	private int at(String time) {
		this.clock.set(Instant.parse(time));
		return this.signedIn.get(CATEGORIES).status();
	}

	private static String code(Client.Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(403);
		return answer.json().at("/error/details/0/code").asText();
	}

	@Test
	void refusesAtEveryDoorWhoComesFromElsewhere() {
		String token = this.signedIn
			.post("/api/v1/auth/tokens",
					"{\"name\":\"script\",\"expires_at\":\"%s\"}".formatted(Instant.now().plusSeconds(600)))
			.data()
			.path("token")
			.asText();
		OAuthClientOf app = OAuthClientOf.confidential(this.agent.admin());
		Client browser = this.client.stranger();
		browser.enterForm(this.agent.name(), Newcomers.PASSWORD);
		assertThat(browser.get(TASKLIST).status()).isEqualTo(200);
		only(ELSEWHERE);
		assertThat(code(this.signedIn.get(CATEGORIES))).isEqualTo("outside_addresses");
		assertThat(code(this.agent.signedIn().get("/api/v1/auth/profile"))).isEqualTo("outside_addresses");
		assertThat(code(this.signedIn.post("/api/v1/auth/second-factor", "{}"))).isEqualTo("outside_addresses");
		assertThat(code(this.signedIn.get("/engine-rest/task"))).isEqualTo("outside_addresses");
		assertThat(code(this.client.basic(this.agent.name(), Newcomers.PASSWORD).get("/engine-rest/task")))
			.isEqualTo("outside_addresses");
		assertThat(code(this.client.bearing(token).get(CATEGORIES))).isEqualTo("outside_addresses");
		assertThat(code(browser.get(TASKLIST))).isEqualTo("outside_addresses");
		assertThat(code(browser.get(CATEGORIES))).isEqualTo("outside_addresses");
		assertThat(code(browser.get(app.authorizePath()))).isEqualTo("outside_addresses");
		assertThat(browser.get("/login/second-factor").status()).isEqualTo(403);
		only(HERE);
		assertThat(this.signedIn.get(CATEGORIES).status()).isEqualTo(200);
		assertThat(browser.get(TASKLIST).status()).isEqualTo(200);
	}

	@Test
	void saysSoInTheCallersLanguage() {
		only(ELSEWHERE);
		assertThat(this.signedIn.sending("Accept-Language", "ja").get(CATEGORIES).body()).contains("このアドレスから利用できません");
		assertThat(this.signedIn.get(CATEGORIES).body()).contains("do not enter from this address");
	}

	@Test
	void letsEverybodyLeave() {
		Client browser = this.client.stranger();
		browser.enterForm(this.agent.name(), Newcomers.PASSWORD);
		only(ELSEWHERE);
		assertThat(browser.get("/login").header("Location")).isEqualTo("/");
		assertThat(browser.post("/camunda/api/admin/auth/user/default/logout", "").status()).isEqualTo(204);
		assertThat(browser.get(TASKLIST).status()).isEqualTo(302);
		assertThat(this.signedIn.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
		assertThat(this.signedIn.get(CATEGORIES).status()).isEqualTo(401);
	}

	@Test
	void limitsNoOtherRole() {
		say(this.agent.admin(), rule("operator", ELSEWHERE), rule("user", ELSEWHERE));
		assertThat(this.signedIn.get(CATEGORIES).status()).isEqualTo(200);
		assertThat(code(this.client.as("agent1").get(CATEGORIES))).isEqualTo("outside_addresses");
	}

	@Test
	void letsARoleInWithinItsHours() {
		only(hours("Asia/Tokyo", "monday tuesday wednesday thursday friday", "09:00", "17:30"));
		assertThat(at("2026-03-03T23:59:00Z")).isEqualTo(403);
		assertThat(code(this.signedIn.get(CATEGORIES))).isEqualTo("outside_hours");
		assertThat(at("2026-03-04T00:00:00Z")).isEqualTo(200);
		assertThat(at("2026-03-04T08:29:00Z")).isEqualTo(200);
		assertThat(at("2026-03-04T08:30:00Z")).isEqualTo(403);
		assertThat(at("2026-03-08T00:30:00Z")).as("Sunday").isEqualTo(403);
		assertThat(at("2026-03-09T00:30:00Z")).as("Monday").isEqualTo(200);
		only(hours("UTC", "wednesday", "09:00", "17:30"));
		assertThat(at("2026-03-04T00:00:00Z")).as("another zone").isEqualTo(403);
		assertThat(at("2026-03-04T09:00:00Z")).isEqualTo(200);
	}

	@Test
	void followsTheClockOnTheWallThroughTheYear() {
		only(hours("Europe/Berlin", "wednesday", "09:00", "10:00"));
		assertThat(at("2026-07-01T07:30:00Z")).isEqualTo(200);
		assertThat(at("2026-01-07T07:30:00Z")).isEqualTo(403);
		assertThat(at("2026-01-07T08:30:00Z")).isEqualTo(200);
	}

	@Test
	void letsHoursReachIntoTheNextDay() {
		only(hours("UTC", "friday", "22:00", "06:00"));
		assertThat(at("2026-03-06T03:00:00Z")).as("the night of Thursday").isEqualTo(403);
		assertThat(at("2026-03-06T21:59:00Z")).isEqualTo(403);
		assertThat(at("2026-03-06T22:00:00Z")).isEqualTo(200);
		assertThat(at("2026-03-07T05:59:00Z")).isEqualTo(200);
		assertThat(at("2026-03-07T06:00:00Z")).isEqualTo(403);
		assertThat(at("2026-03-07T22:30:00Z")).as("Saturday").isEqualTo(403);
		only(hours("UTC", "friday", "00:00", "24:00"));
		assertThat(at("2026-03-05T23:59:00Z")).isEqualTo(403);
		assertThat(at("2026-03-06T00:00:00Z")).isEqualTo(200);
		assertThat(at("2026-03-06T23:59:00Z")).isEqualTo(200);
		assertThat(at("2026-03-07T00:00:00Z")).isEqualTo(403);
	}

	@Test
	void demandsTheRightPlaceAndTheRightHour() {
		this.clock.set(Instant.parse("2026-03-04T12:00:00Z"));
		only(HERE + "," + hours("UTC", "wednesday", "09:00", "10:00"));
		assertThat(code(this.signedIn.get(CATEGORIES))).isEqualTo("outside_hours");
		only(ELSEWHERE + "," + hours("UTC", "wednesday", "09:00", "17:00"));
		assertThat(code(this.signedIn.get(CATEGORIES))).isEqualTo("outside_addresses");
		only(HERE + "," + hours("UTC", "wednesday", "09:00", "17:00"));
		assertThat(this.signedIn.get(CATEGORIES).status()).isEqualTo(200);
	}

	@Test
	void shutsNoAdministratorOut() {
		Client admin = this.agent.admin();
		this.clock.set(Instant.parse("2026-03-04T12:00:00Z"));
		assertRefused(say(admin, rule("admin", ELSEWHERE)), "rules[0].addresses", "shuts_you_out");
		assertRefused(
				say(admin, rule("viewer", ELSEWHERE),
						rule("admin", HERE + "," + hours("UTC", "wednesday", "13:00", "14:00"))),
				"rules[1].hours", "shuts_you_out");
		assertThat(admin.get(RULES).data().path("rules")).isEmpty();
		assertThat(say(admin, rule("admin", HERE + "," + hours("UTC", "wednesday", "00:00", "24:00"))).status())
			.isEqualTo(200);
		assertThat(admin.get(RULES).data().path("rules")).hasSize(1);
		assertThat(say(admin).status()).isEqualTo(200);
	}

	@Test
	void holdsForTheAdministratorsOwnTenant() {
		Client otherAdmin = this.client.as("other-admin");
		assertThat(say(otherAdmin, rule("operator", ELSEWHERE)).status()).isEqualTo(200);
		assertThat(code(this.client.as("other-agent").get(CATEGORIES))).isEqualTo("outside_addresses");
		assertThat(this.client.as("agent1").get(CATEGORIES).status()).isEqualTo(200);
		assertThat(otherAdmin.get(RULES).data().at("/rules/0/role").asText()).isEqualTo("operator");
		assertThat(this.agent.admin().get(RULES).data().path("rules")).isEmpty();
		assertThat(say(this.client.as("agent1")).status()).isEqualTo(403);
		assertThat(this.client.as("agent1").get(RULES).status()).isEqualTo(403);
	}

	@Test
	void leavesThePlatformAlone() {
		only(ELSEWHERE);
		Client platform = this.client.as("platform");
		assertThat(platform.get("/api/v1/tenants").status()).isEqualTo(200);
		assertThat(platform.get(RULES).status()).isEqualTo(403);
		assertThat(say(platform, rule("viewer", HERE)).status()).isEqualTo(403);
	}

	@Test
	void replacesOnlyWhatTheAdministratorHasSeen() {
		Client admin = this.agent.admin();
		only(HERE);
		String seen = admin.get(RULES).header("ETag");
		only(ELSEWHERE);
		assertThat(say(admin.sending("If-Match", seen), rule("viewer", HERE)).status()).isEqualTo(412);
		assertThat(code(this.signedIn.get(CATEGORIES))).isEqualTo("outside_addresses");
		String now = admin.get(RULES).header("ETag");
		assertThat(say(admin.sending("If-Match", now), rule("viewer", HERE)).status()).isEqualTo(200);
	}

	@Test
	void hasOneWinnerAmongThoseWhoSayItAtOnce() {
		Client admin = this.client.as("other-admin");
		List<Integer> answers = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture
				.supplyAsync(() -> say(admin, rule("viewer", "\"addresses\":[\"10.0.0.%d\"]".formatted(i))).status()))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
		assertThat(answers).contains(200).isSubsetOf(200, 409);
		assertThat(admin.get(RULES).data().path("rules")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"role":"emperor","addresses":["::1"]}                     | rules[0].role         | not_allowed
			{"role":"platform","addresses":["::1"]}                    | rules[0].role         | not_allowed
			{"addresses":["::1"]}                                      | rules[0].role         | required
			{"role":"user"}                                            | rules[0].addresses    | required
			{"role":"user","addresses":["10.0.0.0/8","10.0.0.0/33"]}   | rules[0].addresses[1] | bad_format
			{"role":"user","addresses":["::1/129"]}                    | rules[0].addresses[0] | bad_format
			{"role":"user","addresses":["10"]}                         | rules[0].addresses[0] | bad_format
			{"role":"user","addresses":["10.0.0.256"]}                 | rules[0].addresses[0] | bad_format
			{"role":"user","addresses":["10.0.0.0/x"]}                 | rules[0].addresses[0] | bad_format
			{"role":"user","addresses":["example.org"]}                | rules[0].addresses[0] | bad_format
			{"role":"user","addresses":[":"]}                          | rules[0].addresses[0] | bad_format
			{"role":"user","addresses":[null]}                         | rules[0].addresses[0] | required
			""")
	void namesWhatIsWrongWithAPlace(String rule, String field, String code) {
		assertRefused(say(this.agent.admin(), rule), field, code);
	}

	@ParameterizedTest
	@CsvSource({ "Mars/Base,monday,09:00,17:00,zone,unknown_zone", "UTC,monday someday,09:00,17:00,days[1],not_allowed",
			"UTC,monday,09:00,09:00,to,same_time", "UTC,monday,25:00,09:00,from,bad_format",
			"UTC,monday,24:00,09:00,from,bad_format", "UTC,monday,9:00,17:00,from,bad_format",
			"UTC,monday,09:00,24:01,to,bad_format" })
	void namesWhatIsWrongWithHours(String zone, String days, String from, String to, String field, String code) {
		assertRefused(say(this.agent.admin(), rule("user", hours(zone, days, from, to))), "rules[0].hours." + field,
				code);
	}

	@Test
	void takesOneRuleForARoleAndAtLeastOneDay() {
		assertRefused(say(this.agent.admin(), rule("user", HERE), rule("user", ELSEWHERE)), "rules[1].role",
				"already_exists");
		assertRefused(say(this.agent.admin(),
				"{\"role\":\"user\",\"hours\":{\"zone\":\"UTC\",\"days\":[],\"from\":\"09:00\",\"to\":\"10:00\"}}"),
				"rules[0].hours.days", "too_few");
		assertRefused(this.agent.admin().put(RULES, "{}"), "rules", "required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.2.3", "::ffff:10.1.2.3", "192.0.2.7", "2001:db8:1::5", "fe80::1%eth0" })
	void findsAnAddressInARange(String address) {
		assertThat(places().refusal(address, Instant.EPOCH)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.2.0.1", "192.0.2.8", "2001:db9::1", "unknown", "10.1.2.3:8080", "" })
	void findsNoOtherAddressThere(String address) {
		assertThat(places().refusal(address, Instant.EPOCH)).contains("outside_addresses");
	}

	private static AccessRule places() {
		return new AccessRule("user", List.of("10.1.0.0/16", "192.0.2.7", "2001:db8::/32", "fe80::/10"), null);
	}

	private static void assertRefused(Client.Answer answer, String field, String code) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		assertThat(answer.json().at("/error/details/0/field").asText()).as(answer.body()).isEqualTo(field);
		assertThat(answer.json().at("/error/details/0/code").asText()).isEqualTo(code);
	}

}
