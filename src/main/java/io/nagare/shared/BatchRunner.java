package io.nagare.shared;

import java.util.Collection;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Work on several things, each of which succeeds or fails by itself. */
public final class BatchRunner {

	private BatchRunner() {
	}

	/**
	 * Lets every one have its turn, whatever becomes of the others.
	 * @throws RuntimeException the first failure, once all had theirs; it has suppressed
	 * the others
	 */
	public static <T> void of(Collection<? extends T> things, Consumer<? super T> work) {
		@Nullable RuntimeException failure = null;
		for (T thing : things) {
			try {
				work.accept(thing);
			}
			catch (RuntimeException ex) {
				if (failure == null) {
					failure = ex;
				}
				else if (failure != ex) {
					failure.addSuppressed(ex);
				}
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
