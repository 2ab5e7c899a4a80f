package io.nagare.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

import com.fasterxml.jackson.databind.JsonNode;
import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.As;
import io.nagare.OwnHouse;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@NagareTest
class RuleSetApiTests {

	private static final String GREETING = "/rule-sets/test/greeting";

	private static final String PROPOSALS = GREETING + "/proposals";

	private static final String EXAMPLES = text("greeting.examples.yaml");

	private static final String DRL = text("greeting.drl");

	@LocalServerPort
	private int port;

	@Autowired
	private Rules rules;

	@Autowired
	private ShippedRules shipped;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionOperations transaction;

	@Autowired
	private As as;

	private Api first = Api.at(0);

	private Api second = this.first;

	@BeforeEach
	void twoAdministrators() {
		Api api = Api.at(this.port);
		this.first = api.as("platform");
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update("""
				insert into users (username, email, first_name, last_name, role, hashed_password)
				select 'platform2', 'platform2@example.com', first_name, last_name, role, hashed_password
				from users where username = 'platform' on conflict do nothing""")));
		this.second = api.as("platform2");
	}

	private static String text(String file) {
		try {
			return new ClassPathResource("models/rules/test/" + file).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String saying(String word) {
		return DRL.replace("hello", word);
	}

	private static String examplesOf(String word) {
		return EXAMPLES.replace("hello", word);
	}

	private JsonNode proposed(String word) {
		Answer answer = this.first.post(PROPOSALS, "drl", saying(word), "examples", examplesOf(word), "reason",
				"Says " + word);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

	private Answer approve(Api who, JsonNode proposal) {
		return who.post(PROPOSALS + "/" + proposal.path("id").asText() + "/approve");
	}

	private String said() {
		Greeting greeting = new Greeting("world");
		this.rules.apply("test/greeting", greeting);
		return greeting.said();
	}

	@Test
	void listWhatWorksForThePlatformAlone() {
		assertThat(Api.each(this.first.get("/rule-sets?limit=100").data(), "name")).contains("incident/major-incident",
				"incident/priority-modifiers", "sla/adjustments", "test/greeting");
		JsonNode one = this.first.get("/rule-sets/sla/adjustments").data();
		assertThat(one.path("version").asInt()).isZero();
		assertThat(one.path("drl").asText()).contains("tier-1 service");
		assertThat(one.path("examples").asText()).contains("SlaAdjustment");
		Api owner = Api.at(this.port).as("owner");
		assertThat(owner.get("/rule-sets").status()).isEqualTo(403);
		assertThat(owner.post(PROPOSALS, "drl", DRL, "reason", "x").status()).isEqualTo(403);
		assertThat(this.first.get("/rule-sets/sla/no-such").status()).isEqualTo(404);
		assertThat(this.first.post("/rule-sets/sla/no-such/proposals", "drl", DRL, "reason", "x").status())
			.isEqualTo(404);
	}

	@Test
	void areInEachTenantsReportOnInternalControlOnceTheyAreInForce() {
		Instant from = Instant.now().minusSeconds(60);
		JsonNode proposal = proposed("servus");
		Client auditor = OwnHouse.at(this.port).client("admin");
		String report = "/api/v1/audit/control-report?from=%s&to=%s".formatted(from, from.plusSeconds(3600));
		assertThat(auditor.get(report).body()).doesNotContain("Says servus");
		int version = approve(this.second, proposal).data().path("version").asInt();
		assertThat(auditor.get(report).body().lines()).filteredOn((line) -> line.startsWith("rules,"))
			.anyMatch((line) -> line.contains(
					",test/greeting %d,Says servus,%s,%s,".formatted(version, this.first.me(), this.second.me())));
	}

	@Test
	void workOnceASecondPersonHasApproved() {
		String before = said();
		JsonNode proposal = proposed("welcome");
		assertThat(said()).isEqualTo(before);
		assertThat(Api.refusal(approve(this.first, proposal))).isEqualTo("403 FORBIDDEN null=second_person");
		assertThat(said()).isEqualTo(before);
		JsonNode approved = approve(this.second, proposal).data();
		assertThat(approved.path("state").asText()).isEqualTo("approved");
		assertThat(said()).isEqualTo("welcome, world");
		FiredRules fired = this.rules.apply("test/greeting", new Greeting("x"));
		assertThat(fired)
			.isEqualTo(new FiredRules("test/greeting", approved.path("version").asInt(), List.of("greets")));
		assertThat(this.first.get(GREETING).data().path("drl").asText()).isEqualTo(saying("welcome"));
		assertThat(Api.refusal(approve(this.second, proposal))).isEqualTo("409 CONFLICT null=decided_already");
	}

	@Test
	void workOnAnotherNodeWithinASecond() throws InterruptedException {
		Rules other = new Rules(this.shipped, this.jdbc);
		Greeting before = new Greeting("world");
		other.apply("test/greeting", before);
		approve(this.second, proposed("good evening"));
		Thread.sleep(Duration.ofMillis(1100).toMillis());
		Greeting after = new Greeting("world");
		other.apply("test/greeting", after);
		assertThat(after.said()).isEqualTo("good evening, world").isNotEqualTo(before.said());
	}

	@Test
	void workForEveryTenantAndWithoutOne() {
		approve(this.second, proposed("hi"));
		for (String user : new String[] { "agent1", "other-agent", "platform" }) {
			this.rules.forget();
			assertThat(this.as.user(user, this::said)).isEqualTo("hi, world");
		}
		this.rules.forget();
		assertThat(said()).isEqualTo("hi, world");
	}

	@Test
	void giveWayToTheShippedOnesWhereTheyDoNotCompileAnyMore() {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update("""
				insert into rule_set_versions (id, name, based_on, drl, examples, reason, proposed_by, proposed_at,
					decided_by, decided_at, number)
				select gen_random_uuid(), 'test/greeting', 0, 'import io.nagare.rules.Gone', '', 'An old fact',
					one.id, now(), other.id, now(),
					(select coalesce(max(number), 0) + 1 from rule_set_versions where name = 'test/greeting')
				from users one, users other where one.username = 'platform' and other.username = 'platform2'""")));
		this.rules.forget();
		assertThat(said()).isEqualTo("hello, world");
		assertThat(this.rules.apply("test/greeting").version()).isZero();
		JsonNode shown = this.first.get(GREETING).data();
		assertThat(shown.path("version").asInt()).isZero();
		assertThat(shown.path("approved_version").asInt()).isPositive();
		assertThat(shown.path("drl").asText()).isEqualTo(DRL);
		assertThat(approve(this.second, proposed("good again")).status()).isEqualTo(200);
		assertThat(said()).isEqualTo("good again, world");
	}

	@Test
	void keepTheirHistory() {
		JsonNode old = proposed("good morning");
		approve(this.second, old);
		approve(this.second, proposed("good day"));
		JsonNode back = this.second
			.post(PROPOSALS, "drl", saying("good morning"), "examples", examplesOf("good morning"), "reason", "Back")
			.data();
		assertThat(approve(this.first, back).status()).isEqualTo(200);
		assertThat(said()).isEqualTo("good morning, world");
		JsonNode history = this.first.get(PROPOSALS + "?limit=3").data();
		assertThat(Api.each(history, "reason")).containsExactly("Back", "Says good day", "Says good morning");
		assertThat(Api.each(history, "proposed_by")).containsExactly("platform2", "platform", "platform");
		assertThat(Api.each(history, "decided_by")).containsExactly("platform", "platform2", "platform2");
		assertThat(history.get(0).path("drl").isNull()).isTrue();
		int version = history.get(2).path("version").asInt();
		assertThat(Api.each(history, "version")).containsExactly(String.valueOf(version + 2),
				String.valueOf(version + 1), String.valueOf(version));
		assertThat(this.first.get(PROPOSALS + "/" + old.path("id").asText()).data().path("drl").asText())
			.isEqualTo(saying("good morning"));
	}

	@Test
	void areRefusedWithTheLineWhereTheyDoNotCompile() {
		String before = said();
		Answer answer = this.first.post(PROPOSALS, "drl", DRL.replace("say(", "sing("), "reason", "x");
		assertThat(Api.refusal(answer)).isEqualTo("400 VALIDATION_FAILED drl=rule_line");
		assertThat(answer.json().at("/error/details/0/message").asText()).startsWith("Line 5: greets: ")
			.contains("sing");
		assertThat(Api.refusal(this.first.post(PROPOSALS, "drl", saying("\" + System.getenv() + \""), "reason", "x")))
			.isEqualTo("400 VALIDATION_FAILED drl=rule_line");
		assertThat(said()).isEqualTo(before);
	}

	@Test
	void areRefusedWithTheLineOfAnExampleThatTheyDoNotMeet() {
		Answer answer = this.first.post(PROPOSALS, "drl", saying("ciao"), "examples", EXAMPLES, "reason", "x");
		assertThat(Api.refusal(answer)).isEqualTo("400 VALIDATION_FAILED examples=example_differs");
		assertThat(answer.json().at("/error/details/0/message").asText())
			.isEqualTo("Line 1, \"greets by name\": Greeting.said should be \"hello, world\" and is \"ciao, world\".");
		assertThat(this.first.with("Accept-Language", "ja")
			.post(PROPOSALS, "drl", saying("ciao"), "examples", EXAMPLES, "reason", "x")
			.json()
			.at("/error/details/0/message")
			.asText()).isEqualTo("1 行目「greets by name」：Greeting.said は \"hello, world\" のはずですが、\"ciao, world\" です。");
	}

	@Test
	void areRefusedWhereTheirExamplesSayNothing() {
		assertThat(refused("[]")).isEqualTo("400 VALIDATION_FAILED examples=rule_without_example");
		assertThat(refused("nothing")).isEqualTo("400 VALIDATION_FAILED examples=examples_no_list");
		assertThat(refused("- null")).isEqualTo("400 VALIDATION_FAILED examples=examples_no_list");
		assertThat(refused("- { example: x, then: { Greeting: } }"))
			.isEqualTo("400 VALIDATION_FAILED examples=rule_line");
		assertThat(refused("- { example: x, fires: [ null ] }")).isEqualTo("400 VALIDATION_FAILED examples=rule_line");
		assertThat(refused("- example: [")).isEqualTo("400 VALIDATION_FAILED examples=rule_line");
		assertThat(refused("- { example: x, given: { Greeting: { nom: a } } }"))
			.isEqualTo("400 VALIDATION_FAILED examples=example_fails");
		assertThat(refused("- { example: x, given: { Runtime: {} } }"))
			.isEqualTo("400 VALIDATION_FAILED examples=example_fact");
		assertThat(refused("- { example: x, given: { Greeting: { name: a } }, then: { Greeting: { sung: a } } }"))
			.isEqualTo("400 VALIDATION_FAILED examples=example_differs examples=example_question");
		assertThat(Api.refusal(this.first.post(PROPOSALS, "drl", " ", "reason", null)))
			.startsWith("400 VALIDATION_FAILED");
	}

	private String refused(String examples) {
		return Api.refusal(this.first.post(PROPOSALS, "drl", DRL, "examples", examples, "reason", "x"));
	}

	@Test
	void areWithdrawnByWhoeverProposedThem() {
		JsonNode proposal = proposed("never");
		Answer rejected = this.first.post(PROPOSALS + "/" + proposal.path("id").asText() + "/reject", "note", "Wrong");
		assertThat(rejected.data().path("state").asText()).isEqualTo("rejected");
		assertThat(rejected.data().path("note").asText()).isEqualTo("Wrong");
		assertThat(Api.refusal(approve(this.second, proposal))).isEqualTo("409 CONFLICT null=decided_already");
	}

	@Test
	void haveOneWinnerOfTwoThatWereWrittenForTheSameVersion() throws Exception {
		List<JsonNode> proposals = List.of(proposed("one"), proposed("two"));
		ExecutorService two = Executors.newFixedThreadPool(2);
		try {
			List<Callable<String>> approvals = proposals.stream()
				.<Callable<String>>map((proposal) -> () -> Api.refusal(approve(this.second, proposal)))
				.toList();
			assertThat(two.invokeAll(approvals)).extracting(Future::get)
				.containsExactlyInAnyOrder("200 ", "409 CONFLICT based_on=rules_moved_on");
		}
		finally {
			two.shutdown();
		}
	}

	@Test
	void neverChangeAfterTheyWereRead() {
		JsonNode proposal = proposed("as read");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.update("update rule_set_versions set drl = 'other' where id = ?::uuid",
					proposal.path("id").asText()))
			.havingRootCause()
			.withMessageContaining("permission denied");
		assertThat(
				this.jdbc.queryForObject("select count(*) from rule_set_versions where number is null", Integer.class))
			.as("seen by nobody but the platform")
			.isZero();
	}

}
