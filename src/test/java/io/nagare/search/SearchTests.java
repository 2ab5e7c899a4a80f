package io.nagare.search;

import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** One bar finds tickets, people and items, and nothing that the caller may not read. */
@NagareTest
class SearchTests {

	@LocalServerPort
	private int port;

	private Api agent;

	private final String mark = "印" + UUID.randomUUID().toString().substring(0, 8);

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
	}

	@Test
	void jumpsToTheTicketOfANumber() {
		JsonNode ticket = this.agent.report(this.mark);
		String number = ticket.path("incident_number").asText();
		for (String typed : new String[] { number, number.toLowerCase(Locale.ROOT),
				"inc" + number.replaceAll("^INC0*", "") }) {
			assertThat(each(find(this.agent, typed, "ticket"), "number")).as(typed).containsExactly(number);
		}
	}

	@Test
	void findsTicketsOfAllTypesByAllOfTheWords() {
		String incident = this.agent.report("VPN が遅い " + this.mark).path("id").asText();
		String problem = this.agent.post("/problems", "title", this.mark + " の原因").data().path("id").asText();
		this.agent.report("VPN は速い");
		assertThat(each(find(this.agent, this.mark, "ticket"), "id")).containsExactlyInAnyOrder(incident, problem);
		assertThat(each(find(this.agent, "遅い　" + this.mark, "ticket"), "id")).containsExactly(incident);
		assertThat(find(this.agent, "%" + this.mark + "%", "ticket")).isEmpty();
		assertThat(find(this.agent, "", "ticket")).isEmpty();
	}

	@Test
	void findsPeopleAndItems() {
		assertThat(each(find(this.agent, "network1", "person"), "number")).contains("network1");
		Answer item = this.agent.post("/cis", "name", this.mark, "ci_class", "server", "tier", 1);
		assertThat(each(find(this.agent, this.mark, "item"), "id")).containsExactly(item.data().path("id").asText());
	}

	@Test
	void findsNothingThatTheCallerMayNotRead() {
		String his = this.agent.as("reporter1").report(this.mark).path("id").asText();
		this.agent.report(this.mark);
		assertThat(each(find(this.agent.as("reporter1"), this.mark, "ticket"), "id")).containsExactly(his);
		assertThat(find(this.agent.as("reporter1"), "network1", "person")).isEmpty();
		assertThat(find(this.agent.as("other-admin"), this.mark, "ticket")).isEmpty();
		String secret = this.agent.report(this.mark + " secret", "confidentiality", "confidential").path("id").asText();
		assertThat(each(find(this.agent.as("network1"), this.mark, "ticket"), "id")).doesNotContain(secret);
		assertThat(each(find(this.agent.as("manager"), this.mark, "ticket"), "id")).contains(secret);
		assertThat(refusal(this.agent.as("platform").get("/search?q=x"))).isEqualTo("403 FORBIDDEN");
	}

	/** What of the type was found. */
	private static JsonNode find(Api api, String typed, String type) {
		Answer answer = api.get("/search?q=" + UriUtils.encode(typed, UTF_8));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		ArrayNode found = JsonNodeFactory.instance.arrayNode();
		answer.data().forEach((hit) -> {
			if (hit.path("type").asText().equals(type)) {
				found.add(hit);
			}
		});
		return found;
	}

}
