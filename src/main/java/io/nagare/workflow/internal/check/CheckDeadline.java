package io.nagare.workflow.internal.check;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * Ends the check of a tenant's models after five seconds of work, whether its caller
 * still waits or has gone. What loops over the rows or elements of a file asks it at each
 * step. Only the processor time of the thread counts, so a busy node refuses nothing that
 * an idle one accepts.
 */
public final class CheckDeadline {

	private static final Duration MOST = Duration.ofSeconds(5);

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final ThreadLocal<@Nullable Long> END = new ThreadLocal<>();

	private CheckDeadline() {
	}

	/** Does the work, which throws {@link Exceeded} where it takes too long. */
	public static <T> T within(Supplier<T> work) {
		return within(MOST, work);
	}

	/** Work within other such work ends with that. */
	static <T> T within(Duration most, Supplier<T> work) {
		if (END.get() != null) {
			return work.get();
		}
		END.set(THREADS.getCurrentThreadCpuTime() + most.toNanos());
		try {
			return work.get();
		}
		finally {
			END.remove();
		}
	}

	/**
	 * Goes on only while there is time.
	 * @param place the file, or file and element, that is being worked on
	 * @throws Exceeded where the time is over
	 */
	public static void demand(@Nullable String place) {
		Long end = END.get();
		if (end != null && THREADS.getCurrentThreadCpuTime() >= end) {
			throw new Exceeded(place);
		}
	}

	/** The check of models took too long. */
	static final class Exceeded extends Refusal {

		private static final long serialVersionUID = 1L;

		private Exceeded(@Nullable String place) {
			super(Kind.MODEL_REJECTED, List.of(Detail.of(place, "check_too_long", MOST.toSeconds())));
		}

	}

}
