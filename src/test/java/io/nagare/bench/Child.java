package io.nagare.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JVM with the shipped options that serves HTTP on a port of its own. */
final class Child implements AutoCloseable {

	private static final Duration LONGEST_START = Duration.ofMinutes(2);

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Process process;

	private final int port;

	private final Duration timeToReady;

	private Child(Process process, int port, Duration timeToReady) {
		this.process = process;
		this.port = port;
		this.timeToReady = timeToReady;
	}

	/**
	 * Starts a program and waits until it answers.
	 * @param name of its log in {@code target/bench}
	 * @param program what follows the JVM's options
	 * @param readyPath answers 200 as soon as the program is ready
	 */
	static Child start(String name, List<String> program, int port, String readyPath) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@jvm.options"));
		command.addAll(program);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(Report.FOLDER.resolve(name + ".log").toFile()));
		// as the image has it
		builder.environment().put("MALLOC_ARENA_MAX", "2");
		long began = System.nanoTime();
		Process process = builder.start();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + readyPath))
			.timeout(Duration.ofSeconds(5))
			.build();
		while (System.nanoTime() - began < LONGEST_START.toNanos() && process.isAlive()) {
			if (answers(request)) {
				return new Child(process, port, Duration.ofNanos(System.nanoTime() - began));
			}
			TimeUnit.MILLISECONDS.sleep(20);
		}
		process.destroyForcibly();
		throw new IllegalStateException(name + " did not start; see target/bench/" + name + ".log");
	}

	private static boolean answers(HttpRequest request) throws InterruptedException {
		try {
			return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	Duration timeToReady() {
		return this.timeToReady;
	}

	/**
	 * Resident memory of the process itself, in MB; −1 where the system does not tell.
	 */
	long residentMegabytes() throws IOException {
		Path status = Path.of("/proc", Long.toString(this.process.pid()), "status");
		if (!Files.exists(status)) {
			return -1;
		}
		return Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.findFirst()
			.orElse(-1);
	}

	/** Stops it the clean way, its database too. */
	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.onExit().get(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			this.process.destroyForcibly();
		}
	}

}
