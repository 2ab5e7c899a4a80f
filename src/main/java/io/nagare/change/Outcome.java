package io.nagare.change;

import java.util.Locale;

/** How a change ended. */
public enum Outcome {

	SUCCESSFUL, SUCCESSFUL_WITH_ISSUES, BACKED_OUT, FAILED, NOT_IMPLEMENTED;

	/** The word in forms, database and API. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether what was wanted is in place. */
	public boolean isSuccess() {
		return this == SUCCESSFUL || this == SUCCESSFUL_WITH_ISSUES;
	}

	/** Whether it was tried in vain. */
	public boolean isFailure() {
		return this == BACKED_OUT || this == FAILED;
	}

	/**
	 * The outcome of a word.
	 * @throws IllegalArgumentException for any other word
	 */
	public static Outcome of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
