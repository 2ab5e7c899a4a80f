package io.nagare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents in the repository that are generated from the product. Their tests carry the
 * tag {@code generated}, and {@link #COMMAND} writes all of them anew.
 */
public final class Generated {

	public static final String COMMAND = "./mvnw -q -Pquick test -Dgroups=generated -Dgenerated.write";

	private Generated() {
	}

	/** Whether this run writes the documents instead of refusing what differs. */
	public static boolean isWritten() {
		return System.getProperty("generated.write") != null;
	}

	/** Fails if the committed document differs from the generated one, or writes it. */
	public static void hold(Path committed, String generated) {
		try {
			if (isWritten()) {
				Files.createDirectories(committed.getParent());
				Files.writeString(committed, generated);
			}
			assertThat(Files.readString(committed)).as(differs(committed)).isEqualTo(generated);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What a failing test says of a document. */
	public static String differs(Path committed) {
		return "%s differs from what is generated; write it anew with `%s`, and read the difference"
			.formatted(committed, COMMAND);
	}

}
