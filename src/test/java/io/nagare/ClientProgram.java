package io.nagare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** A program of an integrator's, with an agent's token. */
final class ClientProgram {

	private ClientProgram() {
	}

	/**
	 * The example of a guide that begins so.
	 * @param begin a regular expression, with the language of the block
	 */
	static String example(String language, String begin) throws IOException {
		Matcher example = Pattern.compile("```(?:java|ts)\n(" + begin + ".*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("docs/guide", language, "integrator.md")));
		assertThat(example.find()).as("the guide shows " + begin).isTrue();
		return example.group(1);
	}

	/** What it prints; it finds the address and its token in the environment. */
	static String run(int port, List<String> command) throws IOException, InterruptedException {
		ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
		program.environment().put("NAGARE", "http://localhost:" + port);
		program.environment().put("TOKEN", token(port));
		Process process = program.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(said).isZero();
		return said;
	}

	static String token(int port) {
		return Api.at(port)
			.as("agent1")
			.post("/auth/tokens", "name", "client " + UUID.randomUUID(), "expires_at",
					Instant.now().plusSeconds(600).toString())
			.data()
			.path("token")
			.asText();
	}

}
