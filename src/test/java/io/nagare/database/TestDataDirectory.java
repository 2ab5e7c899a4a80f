package io.nagare.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Lets each test JVM start from an empty data directory, whatever an earlier one, perhaps
 * a killed one, left there. All Spring contexts of the JVM then share its one server.
 */
class TestDataDirectory implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final AtomicBoolean EMPTIED = new AtomicBoolean();

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (context.getEnvironment().matchesProfiles("test") && EMPTIED.compareAndSet(false, true)) {
			try {
				empty(Path.of(context.getEnvironment().getRequiredProperty("nagare.data-dir")).toAbsolutePath());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private static void empty(Path data) throws IOException {
		Path postgres = data.resolve("postgres");
		try (ClusterDirectory held = ClusterDirectory.hold(postgres)) {
			held.stopLeftover();
			// the unpacked programs stay: they cost seconds and never change
			List<Path> kept = List.of(postgres, held.programs(), postgres.resolve("lock"));
			for (Path directory : List.of(postgres, data)) {
				try (Stream<Path> children = Files.list(directory)) {
					for (Path child : children.filter((path) -> !kept.contains(path)).toList()) {
						FileSystemUtils.deleteRecursively(child);
					}
				}
			}
		}
	}

}
