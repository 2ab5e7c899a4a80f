package io.nagare;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.util.FileSystemUtils;

import io.nagare.signin.Client;

/**
 * The product in a JVM of its own, with the shipped options and the demo's people, for
 * tests that kill or besiege it.
 */
public final class OwnNode {

	private static final Duration LONGEST_START = Duration.ofMinutes(4);

	private final List<String> program;

	private final Map<String, String> environment;

	private final Path data;

	private final int port = freePort();

	private final List<String> arguments;

	private Process process;

	private OwnNode(List<String> program, Map<String, String> environment, Path data, List<String> arguments,
			Process none) {
		this.program = program;
		this.environment = environment;
		this.data = data;
		this.arguments = arguments;
		this.process = none;
	}

	/**
	 * Starts a node on an empty data directory, and waits until it is ready.
	 * @param data its data directory, emptied before
	 * @param arguments beside profile, port and data directory
	 */
	public static OwnNode start(Path data, String... arguments) throws IOException {
		FileSystemUtils.deleteRecursively(data);
		Files.createDirectories(data);
		return open(data, arguments);
	}

	/**
	 * Starts one of the jars, on an empty data directory.
	 * @param environment how the product is told its settings
	 */
	public static OwnNode start(Path jar, Map<String, String> environment, Path data, String... arguments)
			throws IOException {
		return start(List.of("-jar", jar.toString()), environment, data, List.of(arguments));
	}

	/**
	 * Starts a node on what lies in a data directory.
	 * @param arguments beside profile, port and data directory
	 */
	public static OwnNode open(Path data, String... arguments) throws IOException {
		List<String> demo = new ArrayList<>(List.of(arguments));
		demo.add("--spring.profiles.active=demo");
		return open(List.of("-cp", classpath(), NagareApplication.class.getName()), Map.of(), data, demo);
	}

	private static OwnNode start(List<String> program, Map<String, String> environment, Path data,
			List<String> arguments) throws IOException {
		FileSystemUtils.deleteRecursively(data);
		Files.createDirectories(data);
		return open(program, environment, data, arguments);
	}

	private static OwnNode open(List<String> program, Map<String, String> environment, Path data,
			List<String> arguments) throws IOException {
		OwnNode node = new OwnNode(program, environment, data.toAbsolutePath(), arguments,
				new ProcessBuilder("true").start());
		node.startAgain();
		return node;
	}

	/**
	 * Starts another node beside it, with the same settings and data directory: they
	 * share a database that both were given.
	 */
	public OwnNode another() throws IOException {
		OwnNode node = new OwnNode(this.program, this.environment, this.data, this.arguments,
				new ProcessBuilder("true").start());
		node.startAgain();
		return node;
	}

	/** Starts it again on what it left. */
	public void startAgain() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
		builder.environment().putAll(this.environment);
		this.process = builder.start();
		Instant limit = Instant.now().plus(LONGEST_START);
		while (!isReady()) {
			if (!isAlive() || Instant.now().isAfter(limit)) {
				throw new IllegalStateException(Files.readString(log()));
			}
			pause(200);
		}
	}

	private List<String> command(String... first) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@jvm.options",
						// it runs for seconds only
						"-XX:TieredStopAtLevel=1"));
		command.addAll(this.program);
		command.addAll(List.of(first));
		command.addAll(List.of("--server.port=" + this.port, "--nagare.data-dir=" + this.data,
				"--management.endpoint.health.show-components=always",
				"--management.endpoint.health.show-details=always"));
		command.addAll(this.arguments);
		return command;
	}

	/** The application without its tests, whose components it would find. */
	private static String classpath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.filter((entry) -> !Files.exists(Path.of(entry, "io", "nagare", "OwnNode.class")))
			.collect(Collectors.joining(File.pathSeparator));
	}

	public static int freePort() {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public int port() {
		return this.port;
	}

	public Path log() {
		return this.data.resolve("log-" + this.port);
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public boolean isReady() {
		try {
			return new Client(this.port).get("/actuator/health/readiness").text("status").equals("UP");
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	/**
	 * Has the node look whether all that it keeps is whole.
	 * @return the report
	 */
	public JsonNode audit() {
		Client platform = new Client(this.port).as("platform");
		Instant limit = Instant.now().plus(LONGEST_START);
		JsonNode report = platform.send("POST", "/actuator/audit", null, null).json();
		while (report.path("state").asText().equals("running")) {
			if (Instant.now().isAfter(limit)) {
				throw new IllegalStateException(report.toString());
			}
			pause(200);
			report = platform.get("/actuator/audit").json();
		}
		return report;
	}

	/**
	 * Looks at what a stopped node left, in a JVM that does nothing else.
	 * @return the exit code, and what it said
	 */
	public Map.Entry<Integer, String> auditCommand() throws IOException, InterruptedException {
		Path said = this.data.resolve("audit-log");
		ProcessBuilder builder = new ProcessBuilder(command("audit")).redirectErrorStream(true)
			.redirectOutput(said.toFile());
		builder.environment().putAll(this.environment);
		int code = builder.start().waitFor();
		return Map.entry(code, Files.readString(said));
	}

	/** Kills it as kill -9 does. */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** Asks it to stop the clean way, and waits for nothing. */
	public void terminate() {
		this.process.destroy();
	}

	/** Stops it the clean way, and its database with it. */
	public void stop() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(1, TimeUnit.MINUTES)) {
			this.process.destroyForcibly();
		}
	}

}
