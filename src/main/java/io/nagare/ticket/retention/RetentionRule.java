package io.nagare.ticket.retention;

import org.jspecify.annotations.Nullable;

/**
 * For how long the tickets of a kind are kept.
 *
 * @param days after their end; null for ever
 */
public record RetentionRule(String kind, @Nullable Integer days) {

	/** What else has a period of its own is gone by then. */
	public static final int SHORTEST = 90;

	/** A hundred years. */
	public static final int LONGEST = 36_500;

}
