package io.nagare.workflow.internal;

import org.jspecify.annotations.Nullable;

/**
 * Remembers, for the request at an engine door, the HTTP status that a failure deserves;
 * the engine's REST API alone would answer many of them with 500.
 */
final class DoorOutcome {

	private static final ThreadLocal<@Nullable Integer> STATUS = new ThreadLocal<>();

	private DoorOutcome() {
	}

	static void note(int status) {
		STATUS.set(status);
	}

	static @Nullable Integer take() {
		Integer status = STATUS.get();
		STATUS.remove();
		return status;
	}

}
