package io.nagare.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.Programs;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script that looks whether a new installation works, at one that does and at none.
 */
@NagareTest
class SmokeTests {

	@LocalServerPort
	private int port;

	@Test
	void walksFromTheSignInToACancelledIncident() throws Exception {
		Programs.need("curl", "curl");
		OwnHouse house = OwnHouse.at(this.port);
		assertThat(smoke(this.port, house.username("agent1"), OwnHouse.PASSWORD)).endsWith("all is well\n0");
		assertThat(house.as("agent1").get("/incidents").data().path(0).path("status").asText()).isEqualTo("cancelled");
		assertThat(smoke(this.port, house.username("agent1"), "wrong")).contains("it lives").doesNotEndWith("\n0");
		assertThat(smoke(1, house.username("agent1"), OwnHouse.PASSWORD)).doesNotContain("it lives")
			.doesNotEndWith("\n0");
	}

	private static String smoke(int at, String user, String password) throws IOException, InterruptedException {
		ProcessBuilder script = new ProcessBuilder(Path.of("deploy", "smoke.sh").toString(), "http://localhost:" + at)
			.redirectErrorStream(true);
		script.environment().put("NAGARE_SMOKE_USER", user);
		script.environment().put("NAGARE_SMOKE_PASSWORD", password);
		Process process = script.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return said + process.waitFor();
	}

}
