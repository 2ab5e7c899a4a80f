package io.nagare;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs what needs Node.js: the checks of the models, and a browser. */
public final class NodeScripts {

	private static final Path FOLDER = Path.of("src/test/node");

	private static final Logger LOG = LoggerFactory.getLogger(NodeScripts.class);

	private static final int MINUTES = 15;

	private NodeScripts() {
	}

	/** Runs an npm script and fails with everything it printed. */
	public static void npm(String script) {
		npm(FOLDER, script);
	}

	/** Runs an npm script of a folder and fails with everything it printed. */
	public static void npm(Path folder, String script) {
		install(folder);
		run(folder, "npm", "run", "--silent", script);
	}

	/** Runs a script of {@code src/test/node} and fails with everything it printed. */
	public static void node(String script, String... arguments) {
		install(FOLDER);
		List<String> command = new ArrayList<>(List.of("node", script));
		command.addAll(List.of(arguments));
		run(FOLDER, command.toArray(new String[0]));
	}

	/**
	 * Once, and again when the lock file is newer than what is installed; by one of the
	 * JVMs that run tests, while the others wait.
	 */
	private static synchronized void install(Path folder) {
		try (FileChannel turns = FileChannel.open(Path.of("target", "npm.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock turn = turns.lock()) {
			assertThat(turn.isValid()).isTrue();
			Path installed = folder.resolve("node_modules/.package-lock.json");
			if (!Files.exists(installed) || Files.getLastModifiedTime(installed)
				.compareTo(Files.getLastModifiedTime(folder.resolve("package-lock.json"))) < 0) {
				run(folder, "npm", "ci", "--no-audit", "--no-fund");
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void run(Path folder, String... command) {
		try {
			Path output = Files.createTempFile("nagare-node", ".log");
			Instant begun = Instant.now();
			Process process = new ProcessBuilder(command).directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
			if (!ended) {
				process.destroyForcibly();
			}
			String printed = Files.readString(output, StandardCharsets.UTF_8);
			Files.delete(output);
			LOG.info("{} took {} s{}{}", List.of(command), Duration.between(begun, Instant.now()).toSeconds(),
					System.lineSeparator(), printed);
			assertThat(ended).as("%s ends within %s minutes%n%s", List.of(command), MINUTES, printed).isTrue();
			assertThat(process.exitValue()).as("%s%n%s", List.of(command), printed).isZero();
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"'" + command[0] + "' did not start: these tests need Node.js 20 or newer, with npm", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
