package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The moment that {@code deploy/backup/restore.sh} goes back to. */
class RestoreScriptTests {

	@TempDir
	private Path folder;

	private Path called = Path.of("");

	/** Ends the script, so that nothing else is tried. */
	@BeforeEach
	void putAProgramInThePlaceOfPgBackRest() throws IOException {
		this.called = this.folder.resolve("called");
		Path program = Files.writeString(this.folder.resolve("pgbackrest"),
				"#!/bin/sh\nfor a; do echo \"$a\"; done > '" + this.called + "'\nexit 29\n");
		assertThat(program.toFile().setExecutable(true)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "2026-06-05T00:27:31.768477Z,2026-06-05 00:27:31.768477+00",
			"2026-06-05T00:27:31.768477123Z,2026-06-05 00:27:31.768477+00",
			"2026-06-05T09:27:31+09:00,2026-06-05 00:27:31.000000+00",
			"2026-06-05 09:27:31+09,2026-06-05 00:27:31.000000+00",
			"2026-06-04 19:57:31.5-0430,2026-06-05 00:27:31.500000+00",
			"2026-06-05 09:27:31,2026-06-05 00:27:31.000000+00" })
	void handsPgBackRestTheMomentInUtc(String said, String target) throws Exception {
		assertThat(restore(said).code()).isEqualTo(29);
		assertThat(Files.readAllLines(this.called)).contains("--type=time", "--target=" + target);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yesterday", "2026-06-05", "2026-02-30T00:00:00Z", "2026-06-05T25:00:00Z",
			"2026-06-05T00:27:31 Asia/Tokyo", "2026-06-05T00:27:31Z; true", "now" })
	void refusesWhatIsNoTimeBeforeAnythingIsTouched(String said) throws Exception {
		Ended ended = restore(said);
		assertThat(ended.code()).isEqualTo(64);
		assertThat(ended.told()).startsWith("--time: '" + said + "' is no time; write 2026-");
		assertThat(this.called).doesNotExist();
	}

	@Test
	void refusesATimeThatIsStillToCome() throws Exception {
		Ended ended = restore("2199-01-01T00:00:00Z");
		assertThat(ended.code()).isEqualTo(64);
		assertThat(ended.told()).contains("still to come");
		assertThat(this.called).doesNotExist();
	}

	private Ended restore(String time) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(
				List.of("bash", "deploy/backup/restore.sh", "--pgdata", this.folder.resolve("database").toString(),
						"--port", "1", "--data", this.folder.resolve("data").toString(), "--time", time, "--", "true"))
			.redirectErrorStream(true);
		builder.environment().put("PATH", this.folder + ":" + System.getenv("PATH"));
		builder.environment().put("TZ", "Asia/Tokyo");
		Process process = builder.start();
		String told = new String(process.getInputStream().readAllBytes());
		return new Ended(process.waitFor(), told);
	}

	private record Ended(int code, String told) {
	}

}
