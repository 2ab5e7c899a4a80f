package io.nagare.threshold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What a table says of figures is done, in a tenant that the test has to itself. */
@NagareTest
class FigureThresholdTests {

	@LocalServerPort
	private int port;

	@Autowired
	private FigureWatch watch;

	private OwnHouse house;

	private Api agent;

	private Api manager;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
		this.manager = this.house.as("manager");
	}

	/** At the figures of this tenant alone; the others are looked at in turn. */
	private void look() {
		Tenancy.as(new TenantId(UUID.fromString(this.house.id()), this.house.slug()), this.watch::lookHere);
	}

	@Test
	void tellsOnceWhileAFigureStaysBeyondAndAgainAfterItRecovered() {
		deploy(row("\"backlog\"", "\"whole\"", "", "&gt;= 2", "\"managers\"", "\"nothing\"", ""));
		String first = report("一件目");
		look();
		assertThat(told("manager")).isZero();
		String second = report("二件目");
		AtOnce.all(3, (number) -> {
			this.watch.look();
			return true;
		});
		assertThat(told("manager")).isEqualTo(1);
		assertThat(told("agent1")).isZero();
		JsonNode alert = alerts().get(0);
		assertThat(alert.path("figure").asText()).isEqualTo("backlog");
		assertThat(alert.path("value").asDouble()).isEqualTo(2);
		report("三件目");
		look();
		assertThat(told("manager")).isEqualTo(1);
		assertThat(alerts().get(0).path("value").asDouble()).isEqualTo(3);
		this.agent.does(first, "cancel", "reason", "x");
		this.agent.does(second, "cancel", "reason", "x");
		look();
		assertThat(alerts()).isEmpty();
		assertThat(this.manager.get("/figure-alerts?include_over=true").data().get(0).path("recovered_at").asText())
			.isNotEmpty();
		report("四件目");
		look();
		look();
		assertThat(told("manager")).isEqualTo(2);
	}

	@Test
	void tellsOfAWorseRowAndNotAgainOfTheMilder() {
		deploy(row("\"backlog\"", "\"whole\"", "", "&gt;= 3", "\"role:process_owner\"", "\"nothing\"", "")
				+ row("\"backlog\"", "\"whole\"", "", "&gt;= 1", "\"managers\"", "\"nothing\"", ""));
		report("一");
		look();
		assertThat(told("manager")).isEqualTo(1);
		assertThat(told("owner")).isZero();
		report("二");
		String third = report("三");
		look();
		assertThat(told("owner")).isEqualTo(1);
		this.agent.does(third, "cancel", "reason", "x");
		look();
		report("四");
		look();
		assertThat(told("manager")).isEqualTo(1);
		assertThat(told("owner")).isEqualTo(1);
	}

	@Test
	void opensOneTicketInTheNameThatTheTableSays() {
		deploy(row("\"backlog\"", "\"priority\"", "", "&gt;= 1", "\"nobody\"", "\"problem\"",
				"\"" + this.house.username("agent2") + "\""));
		report("止まった");
		look();
		look();
		JsonNode problems = this.manager.get("/problems").data();
		assertThat(problems).hasSize(1);
		assertThat(problems.get(0).path("title").asText()).startsWith("しきい値超過：未完了のチケット：");
		assertThat(problems.get(0).path("reporter").path("username").asText()).isEqualTo(this.house.username("agent2"));
		assertThat(alerts().get(0).path("ticket_number").asText())
			.isEqualTo(problems.get(0).path("problem_number").asText());
		assertThat(told("manager")).isZero();
	}

	@Test
	void watchesEachTeamAndTellsWhoLeadsIt() {
		Api admin = this.house.as("admin");
		String team = admin.post("/teams", "name", "ネットワーク", "manager_id", this.house.idOf("agent3"))
			.data()
			.path("id")
			.asText();
		assertThat(admin.patch("/teams/" + team, "is_default", true).status()).isEqualTo(200);
		report("つながらない");
		deploy(row("\"backlog\"", "\"team\"", "\"別のチーム\"", "&gt;= 1", "\"team_manager\"", "\"nothing\"", ""));
		look();
		assertThat(alerts()).isEmpty();
		deploy(row("\"backlog\"", "\"team\"", "\"ネットワーク\"", "&gt;= 1", "\"team_manager\"", "\"nothing\"", ""));
		look();
		assertThat(each(alerts(), "label")).containsExactly("ネットワーク");
		assertThat(told("agent3")).isEqualTo(1);
		assertThat(told("manager")).isZero();
	}

	@Test
	void countsNoConfidentialTickets() {
		deploy(row("\"backlog\"", "\"whole\"", "", "&gt;= 1", "\"managers\"", "\"nothing\"", ""));
		this.agent.report("秘密", "confidentiality", "confidential");
		look();
		assertThat(alerts()).isEmpty();
		assertThat(told("manager")).isZero();
	}

	@Test
	void isForWhoReadsFigures() {
		assertThat(refusal(this.house.as("reporter").get("/figure-alerts"))).isEqualTo("403 FORBIDDEN");
		deploy(row("\"backlog\"", "\"whole\"", "", "&gt;= 1", "\"role:user, managers\"", "\"nothing\"", ""));
		report("一件目");
		look();
		assertThat(told("manager")).isEqualTo(1);
		assertThat(told("reporter")).isZero();
	}

	@Test
	void refusesATableThatNamesWhatIsNot() {
		assertThat(
				deployed(table(row("\"backlog\"", "\"whole\"", "", "&gt;= 1", "\"boss\"", "\"nothing\"", ""))).body())
			.contains("boss");
		assertThat(deployed(table(row("\"backlog\"", "\"whole\"", "", "&gt;= 1", "\"managers\"", "\"incident\"", "")))
			.status()).isBetween(400, 499);
		assertThat(deployed(table(
				row("\"backlog\"", "\"whole\"", "", "&gt;= 1", "\"managers\"", "\"incident\"", "\"nobody.here\"")))
			.body()).contains("nobody.here");
		assertThat(deployed(shipped().replace("\"mttr\"", "\"nonsense\"")).body()).contains("nonsense");
	}

	private String report(String title) {
		return this.agent.report(title).path("id").asText();
	}

	private JsonNode alerts() {
		return this.manager.get("/figure-alerts").data();
	}

	private long told(String name) {
		return each(this.house.as(name).get("/notifications?limit=100").data(), "kind").stream()
			.filter("figure.threshold"::equals)
			.count();
	}

	/** The shipped table with these rows before its last one, and no others. */
	private void deploy(String rows) {
		Answer answer = deployed(table(rows));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	private Answer deployed(String table) {
		return this.house.deploy("thresholds.dmn", table);
	}

	private static String table(String rows) {
		String table = shipped();
		int first = table.indexOf("      <rule ");
		int last = table.indexOf("      <rule id=\"otherwise\"");
		return table.substring(0, first) + rows + table.substring(last);
	}

	private static String shipped() {
		try {
			return Files.readString(Path.of("rules", "figures", "thresholds.dmn"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String row(String figure, String by, String part, String value, String tell, String open,
			String reporter) {
		String id = "row" + UUID.randomUUID();
		StringBuilder row = new StringBuilder("      <rule id=\"" + id + "\">\n");
		int cell = 0;
		for (String input : new String[] { figure, by, part, value, "" }) {
			row.append("<inputEntry id=\"" + id + "_" + cell++ + "\"><text>" + input + "</text></inputEntry>\n");
		}
		for (String output : new String[] { tell, open, reporter }) {
			row.append("<outputEntry id=\"" + id + "_" + cell++ + "\"><text>" + output + "</text></outputEntry>\n");
		}
		return row.append("      </rule>\n").toString();
	}

}
