package io.nagare.workflow;

import java.util.Map;
import java.util.UUID;

/**
 * What a trial of models needs beside what every ticket does: they are in force for its
 * transaction alone, and no time passes in it. All of it within
 * {@link io.nagare.shared.Trial}.
 */
public interface ProcessTrials {

	/**
	 * Puts the files in force for the bound tenant, with what belongs to them.
	 * @throws io.nagare.shared.Refusal MODEL_REJECTED with everything that is wrong
	 */
	void deploy(Map<String, byte[]> files);

	/** Does whatever the engine would do next for the ticket by itself, at once. */
	void goOn(UUID ticketId);

	/**
	 * Lets the moment come for which a timer of the ticket's processes waits.
	 * @param element of the model, which the timer is or is attached to
	 * @return whether one waited there
	 */
	boolean fire(UUID ticketId, String element);

}
