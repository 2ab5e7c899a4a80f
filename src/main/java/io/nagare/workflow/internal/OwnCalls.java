package io.nagare.workflow.internal;

import java.util.function.Supplier;

/**
 * Tells the product's own engine calls, whose callers are already admitted, from those
 * that come through the engine's own doors.
 */
final class OwnCalls {

	private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

	private OwnCalls() {
	}

	static boolean active() {
		return ACTIVE.get();
	}

	static <T> T run(Supplier<T> call) {
		boolean before = ACTIVE.get();
		ACTIVE.set(true);
		try {
			return call.get();
		}
		finally {
			ACTIVE.set(before);
		}
	}

}
