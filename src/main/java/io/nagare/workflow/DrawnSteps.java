package io.nagare.workflow;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which steps the processes in force draw, so that it can be told where tickets went
 * another way.
 */
public interface DrawnSteps {

	/**
	 * Those of the steps of a process that the version in force for the bound tenant does
	 * not draw; none where no such process is in force. Where tokens run beside each
	 * other, nobody knows what followed what, so that such steps are taken as drawn.
	 */
	List<Step> notDrawn(String process, Collection<Step> steps);

	/**
	 * A step from one wait to the next wait or end.
	 *
	 * @param at the element where the process waited
	 * @param action what somebody did; null where time passed or another process went on
	 * @param reached the element that was reached
	 */
	record Step(String at, @Nullable String action, String reached) {
	}

}
