package io.nagare.workflow;

import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A changed table over past tickets. */
@NagareTest
class RehearsalTests {

	private static final String PRIORITY = OwnModels.shipped("rules/incident/priority.dmn");

	private static final String PATH = "/api/v1/rehearsals";

	@Autowired
	private OwnModels models;

	private Client owner;

	private String number = "";

	@BeforeEach
	void thereIsATicketOfTheHighestPriority() {
		this.owner = this.models.owner();
		this.number = this.models.report(", \"impact\": \"extensive\", \"urgency\": \"critical\"")
			.path("incident_number")
			.asText();
	}

	@AfterEach
	void theTenantsModelsAreGone() {
		this.models.clear();
	}

	private JsonNode rehearsed(String table) {
		Client.Answer begun = OwnModels.send(this.owner, "/rehearsals", Map.of("priority.dmn", table));
		assertThat(begun.status()).as(begun.body()).isEqualTo(202);
		String path = PATH + "/" + begun.data().path("id").asText();
		await().untilAsserted(
				() -> assertThat(this.owner.get(path).data().path("state").asText()).isNotEqualTo("running"));
		JsonNode ended = this.owner.get(path).data();
		assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("done");
		assertThat(ended.path("done").asInt()).isPositive().isEqualTo(ended.path("tickets").asInt());
		assertThat(this.models.as("owner").get(path).status()).isEqualTo(404);
		assertThat(this.models.as("other-agent").get(path).status()).isEqualTo(403);
		return ended;
	}

	@Test
	void findsNoDifferenceInWhatIsDeployed() {
		JsonNode same = rehearsed(PRIORITY);
		assertThat(same.path("different").asInt()).isZero();
		assertThat(same.path("changes")).isEmpty();
	}

	@Test
	void tellsWhatWouldComeOutOtherwiseForWhichTickets() {
		String changed = Pattern
			.compile("(?s)(<rule (?:(?!</rule>).)*\"extensive\"(?:(?!</rule>).)*\"critical\""
					+ "(?:(?!</rule>).)*<outputEntry[^>]*>\\s*<text>)\"critical\"")
			.matcher(PRIORITY)
			.replaceFirst("$1\"low\"");
		assertThat(changed).isNotEqualTo(PRIORITY);
		JsonNode report = rehearsed(changed);
		assertThat(report.path("different").asInt()).isPositive();
		JsonNode change = report.path("changes").get(0);
		assertThat(change.path("asked").toString()).contains("extensive");
		assertThat(change.path("before").get(0).path("priority").asText()).isEqualTo("critical");
		assertThat(change.path("after").get(0).path("priority").asText()).isEqualTo("low");
		assertThat(report.toString()).contains(this.number);
	}

	@Test
	void refusesWhatTheGateWouldAndTablesThatNoTicketAsks() {
		Client.Answer broken = OwnModels.send(this.owner, "/rehearsals",
				Map.of("priority.dmn", PRIORITY.replace("\"critical\"", "\"unheard\" +")));
		assertThat(broken.status()).isEqualTo(422);
		Client.Answer other = OwnModels.send(this.owner, "/rehearsals",
				Map.of("severity.dmn", OwnModels.shipped("rules/intake/alert-severity.dmn")));
		assertThat(other.status()).as(other.body()).isEqualTo(400);
		assertThat(other.body()).contains("\"files\"", "incident-priority");
	}

}
