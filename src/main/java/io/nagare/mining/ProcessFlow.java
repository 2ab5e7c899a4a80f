package io.nagare.mining;

import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * Which step of a process directly followed which, and how long that took by the clock on
 * the wall. Several instances of one element that begin together are one visit.
 *
 * @param process the key of the process
 * @param from the first moment in which the tickets were reported
 * @param to the moment after the last
 * @param tickets how many tickets went through the process
 * @param processes how many processes that were, as a ticket may call one several times
 * @param steps the elements that were reached, those first where most time passed
 * @param flows what followed what, the most frequent first
 */
public record ProcessFlow(String process, Instant from, Instant to, long tickets, long processes, List<Step> steps,
		List<Flow> flows) {

	/**
	 * An element that was reached.
	 *
	 * @param element its id
	 * @param label what people call it
	 * @param type the BPMN element
	 * @param visits how often it was reached
	 * @param tickets by how many tickets
	 * @param repeated how many of these came back to it
	 * @param resting how many processes rest there now
	 * @param seconds how long all visits took, up to now where they are not over
	 * @param median of a visit that is over, in seconds; null where none is
	 * @param p90 what nine of ten of them do not exceed; null where none is
	 */
	@Schema(name = "ProcessFlowStep")
	public record Step(String element, Label label, String type, long visits, long tickets, long repeated, long resting,
			long seconds, @Nullable Double median, @Nullable Double p90) {
	}

	/**
	 * One element that directly followed another.
	 *
	 * @param from the id of the earlier one; null for the beginning of the process
	 * @param to the id of the later one
	 * @param action the action that led there; null where none did
	 * @param times how often
	 * @param tickets of how many tickets
	 * @param median seconds between them; null for a beginning
	 */
	@Schema(name = "ProcessFlowLink")
	public record Flow(@Nullable String from, String to, @Nullable String action, long times, long tickets,
			@Nullable Double median) {
	}

}
