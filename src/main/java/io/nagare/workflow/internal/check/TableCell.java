package io.nagare.workflow.internal.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What an input cell lets pass, as far as that can be told without asking the FEEL
 * engine: any value, words that are written out, or ranges of numbers.
 *
 * @param any whether it lets everything pass
 * @param words the words, in quotation marks, or {@code true} and {@code false}
 * @param negated whether it lets all others pass
 * @param ranges ranges of numbers
 */
record TableCell(boolean any, Set<String> words, boolean negated, List<Range> ranges) {

	private static final Pattern LIST = Pattern
		.compile("(\"[^\"\\\\]*\"|true|false)(\\s*,\\s*(\"[^\"\\\\]*\"|true|false))*");

	private static final Pattern WORD = Pattern.compile("\"[^\"\\\\]*\"|true|false");

	private static final Pattern NEGATION = Pattern.compile("(?s)not\\s*\\((.*)\\)");

	private static final String NUMBER = "-?\\d{1,15}(?:\\.\\d{1,9})?";

	private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>|)\\s*(" + NUMBER + ")");

	private static final Pattern INTERVAL = Pattern
		.compile("([\\[\\](])\\s*(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")\\s*([\\[\\])])");

	/** What the cell lets pass; null where it says anything else. */
	static @Nullable TableCell of(String text) {
		if (text.isEmpty() || text.equals("-")) {
			return new TableCell(true, Set.of(), false, List.of());
		}
		Matcher negation = NEGATION.matcher(text);
		boolean negated = negation.matches();
		String list = negated ? negation.group(1).strip() : text;
		if (LIST.matcher(list).matches()) {
			Set<String> words = new LinkedHashSet<>();
			WORD.matcher(list).results().forEach((one) -> words.add(one.group()));
			return new TableCell(false, words, negated, List.of());
		}
		if (negated) {
			return null;
		}
		List<Range> ranges = new ArrayList<>();
		for (String part : list.split(",", -1)) {
			Range range = Range.of(part.strip());
			if (range == null) {
				return null;
			}
			ranges.add(range);
		}
		return new TableCell(false, Set.of(), false, ranges);
	}

	boolean isNumeric() {
		return !this.ranges.isEmpty();
	}

	/** Whether the cell lets pass a word, in quotation marks, or a number. */
	boolean passes(Object value) {
		if (this.any) {
			return true;
		}
		return (value instanceof BigDecimal number) ? this.ranges.stream().anyMatch((range) -> range.contains(number))
				: this.ranges.isEmpty() && this.words.contains(value) != this.negated;
	}

	/** A range of numbers; an end that is null is open for ever. */
	record Range(@Nullable BigDecimal from, boolean withFrom, @Nullable BigDecimal to, boolean withTo) {

		private static @Nullable Range of(String text) {
			Matcher compared = COMPARED.matcher(text);
			if (compared.matches()) {
				BigDecimal number = new BigDecimal(compared.group(2));
				return switch (compared.group(1)) {
					case "<" -> new Range(null, false, number, false);
					case "<=" -> new Range(null, false, number, true);
					case ">" -> new Range(number, false, null, false);
					case ">=" -> new Range(number, true, null, false);
					default -> new Range(number, true, number, true);
				};
			}
			Matcher interval = INTERVAL.matcher(text);
			return interval.matches() ? new Range(new BigDecimal(interval.group(2)), interval.group(1).equals("["),
					new BigDecimal(interval.group(3)), interval.group(4).equals("]")) : null;
		}

		boolean contains(BigDecimal number) {
			int low = (this.from != null) ? number.compareTo(this.from) : 1;
			int high = (this.to != null) ? number.compareTo(this.to) : -1;
			return (low > 0 || (low == 0 && this.withFrom)) && (high < 0 || (high == 0 && this.withTo));
		}

	}

}
