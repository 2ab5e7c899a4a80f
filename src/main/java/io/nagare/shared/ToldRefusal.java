package io.nagare.shared;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A refusal as part of an answer, in the words of its reader.
 *
 * @param code the code of the error it would have been alone
 * @param message the same for people
 */
public record ToldRefusal(String code, String message, List<Reason> details) {

	/** What exactly is wrong. */
	public record Reason(@Nullable String field, String code, String message) {
	}

}
