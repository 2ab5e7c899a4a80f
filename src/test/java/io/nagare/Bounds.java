package io.nagare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Upper bounds of figures, such as numbers of imports or SQL statements. All bounds are
 * in {@code src/test/resources/bounds.properties}, which says how to raise and lower
 * them.
 */
public final class Bounds {

	private static final Logger LOG = LoggerFactory.getLogger(Bounds.class);

	/** The file in the sources, since lowering must change what is committed. */
	private static final Path FILE = Path.of("src/test/resources/bounds.properties");

	private final Path file;

	private final boolean lower;

	Bounds(Path file, boolean lower) {
		this.file = file;
		this.lower = lower;
	}

	/**
	 * Logs the figure and its bound, and fails if the figure is over the bound. With
	 * {@code -Dbounds.lower}, first lowers the bound in the file to the figure plus 5 %.
	 * @param key the key of the bound in the file
	 * @param figure the figure of today
	 * @param details what the figure consists of; shown if the check fails
	 */
	public static void hold(String key, long figure, Object details) {
		new Bounds(FILE, System.getProperty("bounds.lower") != null).check(key, figure, details);
	}

	/** Returns the figure plus 5 %, rounded up, and at least plus 1. */
	static long withRoom(long figure) {
		return figure + Math.max(1, (figure + 19) / 20);
	}

	void check(String key, long figure, Object details) {
		long bound = read(key, figure);
		LOG.info("bound {}: {} of {}", key, figure, bound);
		assertThat(figure).as("%s in %s: %s", key, this.file, details).isLessThanOrEqualTo(bound);
	}

	/**
	 * Threads wait for each other here, and JVMs at the lock: nobody reads a half-written
	 * file.
	 */
	private long read(String key, long figure) {
		synchronized (Bounds.class) {
			Set<? extends OpenOption> options = this.lower ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
					: Set.of(StandardOpenOption.READ);
			try (FileChannel channel = FileChannel.open(this.file, options);
					FileLock turn = channel.lock(0, Long.MAX_VALUE, !this.lower)) {
				assertThat(turn.isValid()).isTrue();
				String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
				Matcher line = Pattern.compile("(?m)^" + Pattern.quote(key) + "=(\\d+)$").matcher(text);
				assertThat(line.find()).as("%s has a line %s=NUMBER", this.file, key).isTrue();
				long bound = Long.parseLong(line.group(1));
				if (!this.lower || withRoom(figure) >= bound) {
					return bound;
				}
				write(channel, text.substring(0, line.start(1)) + withRoom(figure) + text.substring(line.end(1)));
				return withRoom(figure);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private static void write(FileChannel channel, String text) throws IOException {
		ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
		channel.truncate(0);
		channel.position(0);
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
	}

}
