package io.nagare.ticket.query;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What the answer that a form keeps on a ticket must be. */
public sealed interface KeptCondition {

	/** The key of the answer. */
	String key();

	/**
	 * The answer is that text. Blanks beside a comma count as little as they do between
	 * the words of a list.
	 *
	 * @param text with commas alone, where there are some
	 */
	record Equal(String key, String text) implements KeptCondition {
	}

	/**
	 * The answer is one of the words, or several of which one is.
	 */
	record OneOf(String key, List<String> words) implements KeptCondition {
	}

	/**
	 * The text stands somewhere in the answer, in any case of letters.
	 */
	record Holding(String key, String text) implements KeptCondition {
	}

	/**
	 * The answer is a number in the range.
	 */
	record NumberIn(String key, Range<BigDecimal> range) implements KeptCondition {
	}

	/**
	 * The answer is a day in the range, as {@code 2026-12-24}.
	 */
	record DayIn(String key, Range<String> range) implements KeptCondition {
	}

	/**
	 * All from one value to another.
	 *
	 * @param from the lowest; null without one
	 * @param withFrom whether it is in the range itself
	 * @param to the highest; null without one
	 * @param withTo whether it is in the range itself
	 */
	record Range<T>(@Nullable T from, boolean withFrom, @Nullable T to, boolean withTo) {
	}

}
