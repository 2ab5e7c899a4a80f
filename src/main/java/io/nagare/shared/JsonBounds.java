package io.nagare.shared;

import com.fasterxml.jackson.core.StreamReadConstraints;
import org.springframework.boot.BootstrapRegistry;
import org.springframework.boot.BootstrapRegistryInitializer;

/**
 * How much of others' JSON is read. Every reader keeps the names of fields for those that
 * come after it, so a name is short. That holds for all readers of the process, those
 * that libraries make included, because this is loaded before them.
 */
public final class JsonBounds implements BootstrapRegistryInitializer {

	/** Bytes or characters, whichever the reader counts. */
	public static final int LONGEST_NAME = 1000;

	private static final StreamReadConstraints DEFAULT = StreamReadConstraints.builder()
		.maxNameLength(LONGEST_NAME)
		.build();

	static {
		StreamReadConstraints.overrideDefaultStreamReadConstraints(DEFAULT);
	}

	/** The same, and so many braces, names and values at most. */
	public static StreamReadConstraints ofTokens(long most) {
		return DEFAULT.rebuild().maxTokenCount(most).build();
	}

	static StreamReadConstraints ofNames() {
		return DEFAULT;
	}

	@Override
	public void initialize(BootstrapRegistry registry) {
		// loading the class has done it
	}

}
