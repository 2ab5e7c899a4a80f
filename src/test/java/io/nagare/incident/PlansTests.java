package io.nagare.incident;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.Plans;
import io.nagare.Statements;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.User;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether everyday operations find their rows by an index. */
@NagareTest
class PlansTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Plans plans;

	@Autowired
	private DirectoryQueries directory;

	@Test
	void reachNoRowByReadingAWholeTable() {
		Api agent = Api.at(this.port).as("agent1");
		String category = agent.idOf("categories", "ネットワーク");
		List<String> statements = Statements.of(() -> {
			String id = agent.report("VPN", "category_id", category).path("id").asText();
			agent.does(id, "start");
			agent.does(id, "hold", "hold_reason", "awaiting_vendor", "comment", "?");
			agent.does(id, "resume");
			agent.does(id, "resolve", "resolution", "restarted", "resolution_code", "fixed");
			agent.incident(id);
			agent.get("/incidents/" + id + "/process");
			agent.get("/incidents/" + id + "/sla");
			agent.does(id, "confirm");
		});
		assertThat(statements).anyMatch((statement) -> statement.contains("act_ru_event_subscr"))
			.anyMatch((statement) -> statement.contains("PARENT_TASK_ID_ ="));
		assertThat(this.plans.readingWholeTables(statements)).isEmpty();
	}

	/** By status and priority, by age, by tags, and of a person. */
	@Test
	void findListsByAnIndex() {
		Api agent = Api.at(this.port).as("agent1");
		String me = agent.get("/auth/profile").data().path("id").asText();
		List<String> statements = Statements.of(() -> {
			assertThat(agent.get("/incidents?status=new&priority=low").status()).isEqualTo(200);
			assertThat(agent.get("/incidents?sort=-created_at").status()).isEqualTo(200);
			assertThat(agent.get("/incidents?tag=vpn&tag=tokyo").status()).isEqualTo(200);
			assertThat(agent.get("/incidents?status=in_progress&assignee_id=" + me).status()).isEqualTo(200);
		});
		assertThat(statements).anyMatch((statement) -> statement.contains("assignee_id"));
		assertThat(this.plans.readingWholeTables(statements)).isEmpty();
	}

	/** Below row-level security an index on {@code lower(…)} finds nothing. */
	@Test
	void findPeopleByNameAndAddressInAnyCaseByAnIndex() {
		List<String> statements = Statements.of(() -> Tenancy.asPlatform(() -> {
			User agent = this.directory.userByUsername("AGENT1").orElseThrow();
			assertThat(this.directory.userByEmail(agent.email().toUpperCase(Locale.ROOT)).orElseThrow().id())
				.isEqualTo(agent.id());
			assertThat(this.directory.identified(List.of(agent.email(), "nobody"))).hasSize(1);
		}));
		assertThat(statements).filteredOn((statement) -> statement.contains(" from users "))
			.hasSize(3)
			.allSatisfy((statement) -> assertThat(this.plans.conditions(statement, "users"))
				.anyMatch((condition) -> condition.contains("username_key") || condition.contains("email_key")));
	}

	@Test
	void findItemsByNameByAnIndex() {
		Api agent = OwnHouse.at(this.port).as("agent1");
		List<String> statements = Statements.of(() -> {
			assertThat(agent.post("/cis", "name", "DB 1", "ci_class", "server", "tier", 2).status()).isEqualTo(201);
			assertThat(agent.post("/cis", "name", "db 1", "ci_class", "server", "tier", 2).status()).isEqualTo(409);
		});
		assertThat(statements).filteredOn((statement) -> statement.contains("ci_identity('name'"))
			.hasSize(2)
			.allSatisfy((statement) -> assertThat(this.plans.conditions(statement, "ci_identifiers"))
				.anyMatch((condition) -> condition.contains("value")));
	}

}
