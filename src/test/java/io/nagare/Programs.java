package io.nagare;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/** Programs of others that tests work with where this machine has them. */
public final class Programs {

	private Programs() {
	}

	/**
	 * Skips the test if the program is missing; fails it in continuous integration, where
	 * the environment has {@code CI=true}.
	 */
	public static void need(String program, String pack) {
		need(isThere(program), program + ", of Debian's package " + pack + ", is not on this machine's path");
	}

	/** The same for what is not a program on the path. */
	public static void need(boolean there, String missing) {
		assertThat(there || !Boolean.parseBoolean(System.getenv("CI"))).as(missing).isTrue();
		Assumptions.assumeTrue(there, missing);
	}

	/** Whether it is on the path. */
	public static boolean isThere(String program) {
		return Pattern.compile(File.pathSeparator)
			.splitAsStream(System.getenv().getOrDefault("PATH", ""))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

	/** Runs one to its end and fails with everything it printed. */
	public static String run(Path folder, String... command) throws InterruptedException {
		try {
			Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
			process.getOutputStream().close();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(List.of(command) + "\n" + said).isZero();
			return said;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts one that goes on; what it prints is kept in the folder. */
	public static Process start(Path folder, String... command) {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(folder.resolve("log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
