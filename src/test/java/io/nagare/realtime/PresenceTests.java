package io.nagare.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.directory.DemoPeople;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is at a ticket is seen by those who work with it, while he is there. */
@NagareTest
class PresenceTests {

	private static final String PRESENCE = "/presence";

	@LocalServerPort
	private int port;

	@Autowired
	private PresenceRetention retention;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	private Api agent;

	private String ticket;

	@BeforeEach
	void report() {
		this.agent = Api.at(this.port).as("agent1");
		this.ticket = this.agent.as("reporter1").report("VPN").path("id").asText();
	}

	@Test
	void showsWhoIsAtATicket() {
		say("agent1", "viewing");
		say("agent2", "writing");
		JsonNode people = people("agent1");
		assertThat(each(people, "username")).containsExactly("agent1", "agent2");
		assertThat(each(people, "mode")).containsExactly("viewing", "writing");
		say("agent2", "viewing");
		assertThat(each(people("agent1"), "mode")).containsExactly("viewing", "viewing");
		assertThat(this.agent.as("agent2").delete(PRESENCE + "/" + this.ticket).status()).isEqualTo(204);
		assertThat(each(people("agent1"), "username")).containsExactly("agent1");
	}

	@Test
	void tellsOfComingAndGoingButNotOfStaying() {
		String token = new Client(this.port).login("agent2", DemoPeople.PASSWORD).text("access_token");
		try (Listening colleague = Listening.toStream(this.port, token, null)) {
			say("agent1", "writing");
			JsonNode came = colleague.hears("presence", this.ticket).path("payload");
			assertThat(each(came.path("people"), "username")).containsExactly("agent1");
			assertThat(each(came.path("people"), "mode")).containsExactly("writing");
			say("agent1", "writing");
			silence();
			this.retention.removeOld();
			assertThat(colleague.hears("presence", this.ticket).path("payload").path("people")).isEmpty();
		}
	}

	private void silence() {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult(
				(status) -> this.jdbc.update("UPDATE live_presence SET until = now() - interval '1 second'")));
	}

	@Test
	void showsAReporterHimselfAlone() {
		say("agent1", "viewing");
		JsonNode seen = say("reporter1", "viewing");
		assertThat(each(seen.path("people"), "username")).containsExactly("reporter1");
		assertThat(this.agent.as("reporter1").get(PRESENCE).data()).isEmpty();
		assertThat(each(people("agent1"), "username")).contains("reporter1");
	}

	@Test
	void knowsNobodyWhoMayNotReadTheTicket() {
		assertThat(refusal(put("reporter2", this.ticket, "viewing"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(put("other-admin", this.ticket, "viewing"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(put("platform", this.ticket, "viewing"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(put("agent1", this.ticket, "sleeping"))).startsWith("400 VALIDATION_FAILED mode");
		say("agent1", "viewing");
		assertThat(this.agent.as("other-admin").get(PRESENCE).data()).isEmpty();
	}

	private JsonNode people(String username) {
		return this.agent.as(username).get(PRESENCE + "?ticket=" + this.ticket).data().path(0).path("people");
	}

	private JsonNode say(String username, String mode) {
		Answer answer = put(username, this.ticket, mode);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private Answer put(String username, String ticket, String mode) {
		return this.agent.as(username).put(PRESENCE, "ticket", ticket, "mode", mode);
	}

}
