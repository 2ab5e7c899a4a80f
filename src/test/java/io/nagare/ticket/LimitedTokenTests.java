package io.nagare.ticket;

import java.time.Instant;
import java.util.List;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What a personal access token with a list of permissions may do to tickets. */
@NagareTest
class LimitedTokenTests {

	@LocalServerPort
	private int port;

	private Api agent = Api.at(0);

	private String incident = "";

	@BeforeEach
	void somebodyHasATicket() {
		this.agent = Api.at(this.port).as("agent2");
		this.incident = "/api/v1/incidents/" + this.agent.report("プリンターが動かない").path("id").asText();
		this.agent.does(this.incident.substring("/api/v1/incidents/".length()), "assign");
	}

	private Client limitedTo(String... permissions) {
		Answer made = this.agent.post("/auth/tokens", "name", "script", "expires_at",
				Instant.now().plusSeconds(600).toString(), "permissions", List.of(permissions));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return new Client(this.port).bearing(made.data().path("token").asText());
	}

	@Test
	void doesNotActByWhatItsOwnerHasBeenGiven() {
		Client limited = limitedTo("incident:read", "problem:work");
		assertThat(limited.get(this.incident).status()).isEqualTo(200);
		assertThat(limited.post(this.incident + "/actions/start", "{}").status()).isEqualTo(403);
		assertThat(limited.patch(this.incident, "{\"title\":\"x\"}").status()).isEqualTo(403);
		assertThat(limited.post(this.incident + "/work-notes", "{\"content\":\"x\"}").status()).isEqualTo(403);
	}

	@Test
	void tellsWhichScopeTheTokenLacks() {
		Client limited = limitedTo("category:read");
		for (String path : List.of("/api/v1/incidents", this.incident)) {
			Answer refused = limited.get(path);
			assertThat(refused.status()).as(path).isEqualTo(403);
			assertThat(refused.header("WWW-Authenticate")).as(path).contains("insufficient_scope", "incident:read");
		}
		assertThat(limited.get("/api/v1/cis").header("WWW-Authenticate")).contains("cmdb:read");
	}

	/** Whoever may only report neither works nor decides nor votes. */
	@Test
	void doesNotWorkWhereItMayOnlyReport() {
		Client limited = limitedTo("incident:read", "incident:create");
		assertThat(limited.post(this.incident + "/actions/start", "{}").status()).isEqualTo(403);
		assertThat(each(limited.get(this.incident + "/actions").data(), "name")).doesNotContain("start", "resolve");
		String own = limited.post("/api/v1/incidents", "{\"title\":\"x\",\"priority\":\"low\"}")
			.data()
			.path("id")
			.asText();
		assertThat(limited.post("/api/v1/incidents/" + own + "/actions/cancel", "{\"reason\":\"x\"}").status())
			.isEqualTo(200);
	}

	@Test
	void handsOverNoWorkThatItMayNotDo() {
		Client limited = limitedTo("incident:read", "incident:work");
		Instant now = Instant.now();
		for (String scope : List.of("changes", "problems", "all", "incidents")) {
			Answer entered = limited.post("/api/v1/absences",
					Api.json("substitute_id", Api.at(this.port).as("agent1").me(), "from",
							now.plusSeconds(600).toString(), "to", now.plusSeconds(1200).toString(), "scope", scope));
			assertThat(entered.status()).as(scope).isEqualTo(scope.equals("incidents") ? 201 : 403);
			if (entered.status() == 201) {
				assertThat(limited.delete("/api/v1/absences/" + entered.data().path("id").asText()).status())
					.isBetween(200, 204);
			}
		}
	}

	@Test
	void actsWithThePermissionForIt() {
		Client limited = limitedTo("incident:read", "incident:work");
		assertThat(limited.post(this.incident + "/actions/start", "{}").status()).isEqualTo(200);
		assertThat(limited.post(this.incident + "/work-notes", "{\"content\":\"x\"}").status()).isEqualTo(201);
		assertThat(limited.get("/engine-rest/task?maxResults=1").status()).isEqualTo(403);
	}

}
