package io.nagare.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * The directory an embedded server keeps everything in, held by one JVM at a time.
 * Whoever holds it knows that a server still running there was left behind by a JVM that
 * was killed.
 */
final class ClusterDirectory implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ClusterDirectory.class);

	private static final int STOP_SECONDS = 60;

	private static final int CLEAR_SECONDS = 10;

	private final Path root;

	private final FileChannel lock;

	private ClusterDirectory(Path root, FileChannel lock) {
		this.root = root;
		this.lock = lock;
	}

	/**
	 * Takes hold of the directory, made where it is missing.
	 * @throws IllegalStateException when another living JVM holds it
	 */
	static ClusterDirectory hold(Path root) throws IOException {
		OwnFiles.directory(root);
		FileChannel channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		if (channel.tryLock() == null) {
			channel.close();
			throw new IllegalStateException("Another running Nagare uses the database in " + root);
		}
		return new ClusterDirectory(root.toRealPath(), channel);
	}

	/** PostgreSQL's own data directory. */
	Path data() {
		return this.root.resolve("cluster");
	}

	/**
	 * Where PostgreSQL's programs are unpacked: not in the shared temporary directory.
	 */
	Path programs() {
		return this.root.resolve("programs");
	}

	Passwords passwords() throws IOException {
		return Passwords.keptIn(this.root.resolve("passwords"));
	}

	/** A short-lived file of our own for the server's set-up. */
	Path scratch(String name) throws IOException {
		return OwnFiles.create(this.root.resolve(name));
	}

	boolean isNew() {
		return !Files.exists(data());
	}

	/**
	 * Notes that the first set-up has begun. Until {@link #setUpFinished()} the data
	 * directory holds nothing of value.
	 */
	void setUpBegun() throws IOException {
		Files.writeString(unfinished(), "The first set-up of this database was interrupted; it starts over.");
	}

	void setUpFinished() throws IOException {
		Files.deleteIfExists(unfinished());
	}

	/** Removes what an interrupted first set-up left. */
	void discardUnfinished() throws IOException {
		if (Files.exists(unfinished())) {
			FileSystemUtils.deleteRecursively(data());
		}
	}

	private Path unfinished() {
		return this.root.resolve("unfinished");
	}

	/**
	 * Stops the server that a killed JVM left running here, if there is one, the clean
	 * way: what was committed stays.
	 */
	void stopLeftover() throws IOException {
		Path pidFile = data().resolve("postmaster.pid");
		if (!Files.exists(pidFile)) {
			return;
		}
		List<String> lines = Files.readAllLines(pidFile);
		ProcessHandle process = lines.isEmpty() ? null
				: ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(ProcessHandle::isAlive).orElse(null);
		if (process == null) {
			// the machine stopped, not only the JVM: PostgreSQL recovers by itself
			return;
		}
		String command = process.info().commandLine().orElse("");
		if (command.contains(data().toString())) {
			log.info("Stopping the PostgreSQL (process {}) that an earlier, killed Nagare left running", process.pid());
			stop(process);
		}
		else if (!command.toLowerCase(Locale.ROOT).contains("postgres")) {
			// the number now belongs to another program, as is common in containers
			clear();
		}
	}

	/** Whether the server's first process is there, and more than an entry in a table. */
	boolean isServed() throws IOException {
		Path pidFile = data().resolve("postmaster.pid");
		List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
		return !lines.isEmpty()
				&& ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(this::isOurs).isPresent();
	}

	/**
	 * Ends whatever is left of a server that ended or does not answer, frozen processes
	 * too: a new one may only begin where no old one writes any more.
	 */
	void clear() throws IOException {
		long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLEAR_SECONDS);
		while (true) {
			List<ProcessHandle> left = ProcessHandle.allProcesses().filter(this::isOurs).toList();
			if (left.isEmpty()) {
				Files.deleteIfExists(data().resolve("postmaster.pid"));
				return;
			}
			if (System.nanoTime() > limit) {
				throw new IOException("Processes of the former PostgreSQL do not end: " + left);
			}
			left.forEach(ProcessHandle::destroyForcibly);
			try {
				TimeUnit.MILLISECONDS.sleep(50);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IOException("Interrupted while the former PostgreSQL was ended", ex);
			}
		}
	}

	/**
	 * By the directory it works in, which is the cluster's; where the operating system
	 * does not tell that, by its program, which lies in this directory and is nobody
	 * else's. What ended but was not waited for, as in containers without an init, has
	 * neither.
	 */
	private boolean isOurs(ProcessHandle process) {
		Path known = Path.of("/proc", Long.toString(process.pid()));
		if (Files.isDirectory(known)) {
			try {
				return Files.readSymbolicLink(known.resolve("cwd")).equals(data().toRealPath());
			}
			catch (IOException ex) {
				// ended, or another user's
				return false;
			}
		}
		return process.info().command().map(Path::of).filter((program) -> program.startsWith(programs())).isPresent();
	}

	/** Asks for PostgreSQL's "fast" shutdown: sessions end, buffers are written. */
	private void stop(ProcessHandle process) throws IOException {
		if (isWindows()) {
			process.destroyForcibly();
		}
		else {
			new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
		}
		try {
			process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while the former PostgreSQL was stopping", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IOException(
					"The PostgreSQL with process id %d in %s does not stop".formatted(process.pid(), data()), ex);
		}
	}

	static boolean isWindows() {
		return System.getProperty("os.name", "").startsWith("Windows");
	}

	@Override
	public void close() throws IOException {
		this.lock.close();
	}

}
