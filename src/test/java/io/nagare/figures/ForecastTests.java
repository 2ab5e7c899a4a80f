package io.nagare.figures;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** A week ahead, for who may read reports, from what he may read. */
@NagareTest
class ForecastTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void forecastsFromWhatTheCallerMayRead() {
		Api agent = Api.at(this.port).as("agent1");
		String category = agent.as("admin")
			.post("/categories", "name", "forecast " + Instant.now())
			.data()
			.path("id")
			.asText();
		String address = "/figures/forecast?category_id=" + category;
		JsonNode nothing = agent.get(address).data();
		assertThat(nothing.path("known").asBoolean()).isFalse();
		assertThat(nothing.path("days")).isEmpty();
		String open = agent.report("予測", "category_id", category).path("id").asText();
		String secret = agent.report("予測", "category_id", category, "confidentiality", "confidential")
			.path("id")
			.asText();
		reported(open, 60);
		reported(secret, 3);
		JsonNode all = agent.as("manager").get(address).data();
		assertThat(all.path("known").asBoolean()).isTrue();
		assertThat(all.path("past")).hasSize(60);
		assertThat(all.path("days")).hasSize(7);
		assertThat(all.path("tried").asInt()).isEqualTo(28);
		assertThat(all.path("better").isBoolean()).isTrue();
		all.path("days").forEach((day) -> {
			assertThat(day.path("low").asDouble()).isLessThanOrEqualTo(day.path("expected").asDouble());
			assertThat(day.path("high").asDouble()).isGreaterThanOrEqualTo(day.path("expected").asDouble());
		});
		assertThat(sum(all)).isEqualTo(2);
		assertThat(sum(agent.as("network1").get(address).data())).isEqualTo(1);
		assertThat(refusal(agent.as("reporter1").get(address))).isEqualTo("403 FORBIDDEN");
	}

	private static int sum(JsonNode forecast) {
		int sum = 0;
		for (JsonNode day : forecast.path("past")) {
			sum += day.path("count").asInt();
		}
		return sum;
	}

	/** The ticket was reported so many days ago. */
	private void reported(String id, int days) {
		Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.update(
				"UPDATE tickets SET created_at = created_at - make_interval(days => ?) WHERE id = ?", days,
				UUID.fromString(id))));
	}

}
