package io.nagare.workflow;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which steps past tickets took, as whoever keeps their journal knows it, so that they
 * can be walked through a changed process.
 */
public interface PastSteps {

	/**
	 * The steps that tickets of the bound tenant took in processes, equal ones together,
	 * what most took first.
	 * @param processes keys of the processes
	 * @param from tickets reported since then
	 * @param to tickets reported before then
	 */
	List<PastStep> steps(Collection<String> processes, Instant from, Instant to);

	/**
	 * A step from one wait to the next wait or end.
	 *
	 * @param process key of the process
	 * @param at the element where the process waited; null for its start
	 * @param action what somebody did; null where time passed or another process went on
	 * @param reached the element that was reached
	 * @param tickets how many tickets took it
	 * @param numbers the latest ten of them
	 */
	record PastStep(String process, @Nullable String at, @Nullable String action, String reached, int tickets,
			List<String> numbers) {
	}

}
