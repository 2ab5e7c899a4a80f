package io.nagare.ticket.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.directory.Tenants;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whom a tenant's own table names is told, in its own words. */
@NagareTest
class NoticeTableTests {

	private static final String ASSIGNED = """
			<outputEntry id="assigned4">
			          <text>"assignee"</text>
			        </outputEntry>
			        <outputEntry id="assigned5">
			          <text></text>""";

	@LocalServerPort
	private int port;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private Tenants tenants;

	private Api api = Api.at(0);

	@BeforeEach
	void standAtTheDoor() {
		this.api = Api.at(this.port);
	}

	@AfterEach
	void theTableIsGone() {
		Tenancy.asPlatform(() -> this.repository.createDeploymentQuery()
			.tenantIdIn("other")
			.list()
			.forEach((deployment) -> this.repository.deleteDeployment(deployment.getId(), true)));
	}

	/** Once, whatever words they are of; and nobody who may not read the ticket. */
	@Test
	void tellsThoseWhomItNamesWhatItSays() throws IOException {
		deploy("\"assignee,team_manager,role:user,managers\"", "\"担当を決めました / Somebody has it\"");
		String boss = this.api.as("other-admin").me();
		Answer reported = this.api.as("other-agent")
			.post("/incidents", "title", "VPN", "priority", "medium", "assignee_id", boss);
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
		String id = reported.data().path("id").asText();
		List<JsonNode> told = told("other-admin", id);
		assertThat(told.stream().map((one) -> one.path("title").asText()).toList()).containsExactly("担当を決めました：VPN");
		assertThat(told.stream().map((one) -> one.path("kind").asText()).toList()).containsExactly("ticket.assigned");
		assertThat(told("other-reporter", id)).isEmpty();
		assertThat(told("other-agent", id)).isEmpty();
	}

	@Test
	void tellsNobodyWhereItNamesNobody() throws IOException {
		deploy("", "");
		String boss = this.api.as("other-admin").me();
		Answer reported = this.api.as("other-agent")
			.post("/incidents", "title", "VPN", "priority", "medium", "assignee_id", boss);
		assertThat(told("other-admin", reported.data().path("id").asText())).isEmpty();
	}

	@Test
	void isRefusedWhereAWordMeansNobody() {
		assertThatThrownBy(() -> deploy("\"assignee,everybody\"", "")).satisfies((thrown) -> {
			Throwable cause = thrown;
			while (!(cause instanceof Refusal) && cause.getCause() != null) {
				cause = cause.getCause();
			}
			assertThat(cause).isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.details()).anySatisfy((detail) -> {
						assertThat(detail.code()).isEqualTo("unknown_recipient");
						assertThat(detail.args()).first().isEqualTo("everybody");
					}));
		});
	}

	private void deploy(String tell, String text) throws IOException {
		String shipped = Files.readString(Path.of("rules/ticket/notices.dmn"), StandardCharsets.UTF_8);
		assertThat(shipped).contains(ASSIGNED);
		String own = shipped.replace(ASSIGNED,
				ASSIGNED.replace("\"assignee\"", tell).replace("<text></text>", "<text>" + text + "</text>"));
		Tenancy.as(this.tenants.bySlug("other").orElseThrow(),
				() -> this.repository.createDeployment().addString("notices.dmn", own).deploy());
	}

	private List<JsonNode> told(String username, String ticket) {
		return StreamSupport.stream(this.api.as(username).get("/notifications?limit=100").data().spliterator(), false)
			.filter((notice) -> notice.at("/ticket/id").asText().equals(ticket))
			.toList();
	}

}
