package io.nagare.shared;

/**
 * Work by schedule that people wait for, such as what becomes of a clock that runs out.
 */
public final class PromptWork {

	/** The scheduler of such work, which does nothing that takes long. */
	public static final String SCHEDULER = "promptScheduler";

	private PromptWork() {
	}

}
