package io.nagare.signin;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.Statements;
import io.nagare.TestClock;
import io.nagare.signin.Newcomers.Newcomer;

import static org.assertj.core.api.Assertions.assertThat;

/** A browser that is signed in on one node is signed in on all. */
@WithIdentity
class BrowserSessionTests {

	private static final String PROFILE = "/api/v1/auth/profile";

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	private static ConfigurableApplicationContext secondNode;

	@Autowired
	private Client client;

	@Autowired
	private JdbcTemplate jdbc;

	private Newcomer agent;

	private Client here;

	private Client there;

	@BeforeAll
	static void startASecondNode() {
		secondNode = new SpringApplicationBuilder(WithIdentity.Application.class, EngineStandIns.class, TestClock.class,
				Statements.class)
			.profiles("test")
			.run("--server.port=0");
	}

	@AfterAll
	static void stopTheSecondNode() {
		secondNode.close();
	}

	@BeforeEach
	void somebodySignsInHere() {
		this.agent = Newcomers.join(this.client, "operator");
		this.here = this.client.stranger();
		this.here.enterForm(this.agent.name(), Newcomers.PASSWORD);
		this.there = this.here.at(secondNode.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	@Test
	void areKnownToAllNodes() {
		assertThat(this.there.get(PROFILE).data().path("username").asText()).isEqualTo(this.agent.name());
		assertThat(this.there.get(TASKLIST).body()).isEqualTo(this.agent.name() + " sees demo");
		assertThat(this.here.get(PROFILE).status()).isEqualTo(200);
	}

	@Test
	void remembersOnEveryNodeWhatWasWanted() {
		Client browser = this.client.stranger();
		browser.get(TASKLIST);
		Client other = browser.at(this.there.port());
		assertThat(other.enterForm(this.agent.name(), Newcomers.PASSWORD).header("Location")).endsWith(TASKLIST);
		assertThat(browser.get(TASKLIST).body()).isEqualTo(this.agent.name() + " sees demo");
	}

	@Test
	void endOnAllNodesWhenSomebodySignsOut() {
		assertThat(this.there.get(PROFILE).status()).isEqualTo(200);
		String token = this.there.cookie("NAGARE-CSRF");
		assertThat(this.there.sending("X-CSRF-TOKEN", token).post("/api/v1/auth/logout", "{}").status()).isEqualTo(204);
		assertThat(this.here.get(PROFILE).status()).isEqualTo(401);
		assertThat(sessions()).isZero();
	}

	@Test
	void endWithTheNextRequestOfWhoIsDeactivated() {
		this.agent.change("{\"is_active\":false}");
		assertThat(this.here.get(PROFILE).status()).isEqualTo(401);
		assertThat(sessions()).isZero();
		assertThat(this.there.get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void endWithTheNextRequestOfWhosePasswordIsNew() {
		this.agent.change("{\"password\":\"another battery, another staple\"}");
		assertThat(this.here.get(PROFILE).status()).isEqualTo(401);
		assertThat(this.there.get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void costOneStatementAndAreWrittenOnceAMinute() {
		this.there.get(PROFILE);
		assertThat(ofSessions(() -> this.there.get(PROFILE))).singleElement().asString().startsWith("SELECT");
		this.jdbc.update(
				"UPDATE spring_session SET last_access_time = last_access_time - 61000 WHERE principal_name = ?",
				this.agent.name());
		assertThat(ofSessions(() -> this.there.get(PROFILE))).hasSize(2)
			.anySatisfy((statement) -> assertThat(statement).startsWith("UPDATE"));
		assertThat(ofSessions(() -> this.there.get(PROFILE))).hasSize(1);
	}

	@Test
	void areNothingToProgramsThatBringAToken() {
		String token = this.client.stranger().login(this.agent.name(), Newcomers.PASSWORD).text("access_token");
		Client bearer = this.client.bearing(token).at(this.there.port());
		Client both = this.there.sending("Authorization", "Bearer " + token);
		Client basic = this.client.basic(this.agent.name(), Newcomers.PASSWORD).at(this.there.port());
		assertThat(ofSessions(() -> {
			assertThat(bearer.get(PROFILE).status()).isEqualTo(200);
			assertThat(both.get(PROFILE).status()).isEqualTo(200);
			assertThat(basic.get("/engine-rest/task").status()).isEqualTo(200);
		})).isEmpty();
	}

	private int sessions() {
		Integer count = this.jdbc.queryForObject("SELECT count(*) FROM spring_session WHERE principal_name = ?",
				Integer.class, this.agent.name());
		return (count != null) ? count : 0;
	}

	private static List<String> ofSessions(Runnable work) {
		return Statements.of(work).stream().filter((statement) -> statement.contains("SPRING_SESSION")).toList();
	}

}
