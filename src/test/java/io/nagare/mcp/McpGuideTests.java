package io.nagare.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The example in the guide works as it stands there. */
@NagareTest
class McpGuideTests {

	private static final Pattern EXAMPLE = Pattern.compile("```bash\n(# NAGARE=.*?)```", Pattern.DOTALL);

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "en", "ja" })
	void reportsAnIncidentTriesAStepAndReadsIt(String language) throws IOException, InterruptedException {
		Matcher example = EXAMPLE
			.matcher(Files.readString(Path.of("docs", "guide", language, "assistants.md"), StandardCharsets.UTF_8));
		assertThat(example.find()).isTrue();
		ProcessBuilder bash = new ProcessBuilder("bash", "-eu", "-c", example.group(1)).redirectErrorStream(true);
		bash.environment().put("NAGARE", "http://localhost:" + this.port);
		bash.environment()
			.put("TOKEN",
					Api.at(this.port)
						.as("agent1")
						.post("/auth/tokens", "name", "guide " + UUID.randomUUID(), "expires_at",
								Instant.now().plusSeconds(600).toString())
						.data()
						.path("token")
						.asText());
		Process run = bash.start();
		run.getOutputStream().close();
		String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(run.exitValue()).as(said).isZero();
		assertThat(said)
			.contains("\"serverInfo\":{\"name\":\"nagare\"", "\"name\":\"perform_action\"", "\"ticket_would_be\":",
					"\"text_by_people\":")
			.doesNotContain("\"isError\":true");
	}

}
