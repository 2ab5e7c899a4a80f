package io.nagare.trial;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Phase;
import io.nagare.shared.ToldRefusal;
import io.nagare.shared.WordOf;
import io.nagare.sla.ClockView;
import io.nagare.ticket.action.ActionView;
import io.nagare.workflow.ProcessView;

/**
 * What came of a trial.
 *
 * @param steps what happened, the report first; it ends with the first that was refused
 * @param actions what could be done next, and who would be the first that may
 * @param clocks the clocks of the ticket
 * @param processes where its processes stand
 */
@Schema(name = "Trial")
public record TrialReport(List<Step> steps, List<Open> actions, List<ClockView> clocks, List<ProcessView> processes) {

	/**
	 * One step.
	 *
	 * @param action what was done, {@code report} at first; null for a timer
	 * @param timer the element whose timer was due; null for an action
	 * @param by user name of who did it; null for a timer, and where nobody may
	 * @param standing the ticket afterwards; null where it was refused
	 * @param path the elements that were passed, in their order
	 * @param waits what it waits for then: tasks, and timers with their time
	 * @param refused why it was refused; null where it was not
	 */
	@Schema(name = "TrialStep")
	public record Step(@Nullable String action, @Nullable String timer, @Nullable String by,
			@Nullable Standing standing, List<Passed> path, List<Wait> waits, @Nullable ToldRefusal refused) {
	}

	/** What the ticket shows. */
	@Schema(name = "TrialStanding")
	public record Standing(String status, @WordOf(Phase.class) String phase, String priority, @Nullable String assignee,
			@Nullable String team) {
	}

	/**
	 * An element that was passed.
	 *
	 * @param process key of its process
	 * @param name what people call it; null for nothing
	 * @param type the BPMN element
	 * @param cancelled whether something else ended it
	 */
	@Schema(name = "TrialElement")
	public record Passed(String process, String element, @Nullable String name, String type, boolean cancelled) {
	}

	/**
	 * A task or a timer that waits.
	 *
	 * @param process key of its process
	 * @param name what people call it; null for nothing
	 * @param seconds until the timer is due, less than 0 where it was; null for a task
	 */
	@Schema(name = "TrialWait")
	public record Wait(String process, String element, @Nullable String name, @Nullable Long seconds) {
	}

	/**
	 * What could be done next.
	 *
	 * @param by user name of the first who may; null where nobody of those may who work
	 * on tickets
	 */
	@Schema(name = "TrialAction")
	public record Open(ActionView action, @Nullable String by) {
	}

}
