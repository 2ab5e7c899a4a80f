package io.nagare.ticket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Priorities are called as the owner's table says, in both languages. */
@NagareTest
class OwnPriorityTests {

	@LocalServerPort
	private int port;

	@Test
	void areCalledAsTheTableSays() throws IOException {
		OwnHouse house = OwnHouse.at(this.port);
		JsonNode shipped = house.as("reporter").get("/words/priorities").data();
		assertThat(each(shipped, "value")).startsWith("critical", "high", "medium", "low");
		assertThat(shipped.at("/0/label/ja").asText()).isEqualTo("緊急");
		assertThat(shipped.at("/0/label/en").asText()).isEqualTo("Critical");
		String table = Files.readString(Path.of("rules", "incident", "priority.dmn"));
		String named = table.replaceFirst("(<decision id=\"incident-priority\"[^>]*>\\s*)(<description>)",
				"$1$2Incident priority.\nhigh = 大至急 / Urgent\n medium=ふつう / Usual\n");
		assertThat(named).isNotEqualTo(table);
		Answer deployed = house.deploy("priority.dmn", named);
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		JsonNode own = house.as("reporter").get("/words/priorities.incident").data();
		assertThat(each(own, "value")).containsExactly("critical", "high", "medium", "low");
		assertThat(own.at("/1/label/ja").asText()).isEqualTo("大至急");
		assertThat(own.at("/1/label/en").asText()).isEqualTo("Urgent");
		assertThat(own.at("/2/label/en").asText()).isEqualTo("Usual");
		assertThat(own.at("/3/label/en").asText()).isEqualTo("Low");
		house.as("agent1").report("一覧に出る", "impact", "high", "urgency", "medium");
		String csv = house.as("manager").get("/incidents/export?format=csv&language=en").body();
		assertThat(csv).containsPattern("Urgent|Usual|Critical");
	}

}
