package io.nagare.servicenow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nagare.shared.Refusal;

/**
 * What {@code sysparm_query} asks for:
 * {@code state=1^priority=1^ORpriority=2^ORDERBYnumber}.
 *
 * @param alternatives one of these holds ({@code ^NQ}); each is a list of which all hold
 * ({@code ^}), each of those a list of which one holds ({@code ^OR})
 * @param order by what the records are sorted
 */
public record EncodedQuery(List<List<List<Condition>>> alternatives, List<Order> order) {

	/** How the parameter is called, in refusals too. */
	public static final String PARAMETER = "sysparm_query";

	private static final int LONGEST = 8_000;

	private static final int MOST_CONDITIONS = 100;

	/** What others would compute; here nothing runs that came from outside. */
	private static final String SCRIPT = "javascript:";

	private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

	private static final Pattern CONDITION = Pattern.compile("([a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)?)(.*)",
			Pattern.DOTALL);

	/**
	 * Reads a query.
	 * @throws Refusal VALIDATION_FAILED with what is not understood
	 */
	public static EncodedQuery of(String text) {
		if (text.length() > LONGEST) {
			throw Refusal.invalid(PARAMETER, "too_long", LONGEST);
		}
		List<List<List<Condition>>> alternatives = new ArrayList<>();
		List<List<Condition>> all = new ArrayList<>();
		List<Order> order = new ArrayList<>();
		int conditions = 0;
		for (String term : terms(text)) {
			if (term.isEmpty() || term.equals("EQ")) {
				continue;
			}
			if (term.startsWith("ORDERBY")) {
				boolean descending = term.startsWith("ORDERBYDESC");
				order.add(new Order(term.substring(descending ? "ORDERBYDESC".length() : "ORDERBY".length()),
						descending));
				continue;
			}
			if (++conditions > MOST_CONDITIONS) {
				throw Refusal.invalid(PARAMETER, "too_many", MOST_CONDITIONS);
			}
			if (term.startsWith("NQ")) {
				add(alternatives, all);
				all = new ArrayList<>();
				all.add(new ArrayList<>(List.of(condition(term.substring(2)))));
			}
			else if (term.startsWith("OR")) {
				if (all.isEmpty()) {
					throw Refusal.invalid(PARAMETER, "query_unreadable", term);
				}
				all.get(all.size() - 1).add(condition(term.substring(2)));
			}
			else {
				all.add(new ArrayList<>(List.of(condition(term))));
			}
		}
		add(alternatives, all);
		return new EncodedQuery(List.copyOf(alternatives), List.copyOf(order));
	}

	private static void add(List<List<List<Condition>>> alternatives, List<List<Condition>> all) {
		if (!all.isEmpty()) {
			alternatives.add(all);
		}
	}

	/** The same where each of these holds as well. */
	public EncodedQuery and(List<Condition> more) {
		if (more.isEmpty()) {
			return this;
		}
		List<List<Condition>> each = more.stream().map(List::of).toList();
		List<List<List<Condition>>> narrowed = this.alternatives.isEmpty() ? List.of(each)
				: this.alternatives.stream().map((all) -> {
					List<List<Condition>> both = new ArrayList<>(all);
					both.addAll(each);
					return both;
				}).toList();
		return new EncodedQuery(narrowed, this.order);
	}

	/** What stands between the signs {@code ^}; two of them are one within a value. */
	private static List<String> terms(String text) {
		List<String> terms = new ArrayList<>();
		StringBuilder term = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) != '^') {
				term.append(text.charAt(i));
			}
			else if (i + 1 < text.length() && text.charAt(i + 1) == '^') {
				term.append('^');
				i++;
			}
			else {
				terms.add(term.toString());
				term.setLength(0);
			}
		}
		terms.add(term.toString());
		return terms;
	}

	private static Condition condition(String term) {
		Matcher parts = CONDITION.matcher(term);
		if (!parts.matches()) {
			throw Refusal.invalid(PARAMETER, "query_unreadable", term);
		}
		String rest = parts.group(2);
		for (Operator operator : Operator.values()) {
			for (String sign : operator.signs()) {
				if (rest.startsWith(sign) && !rest.startsWith(SCRIPT, sign.length())) {
					return new Condition(parts.group(1), operator, rest.substring(sign.length()));
				}
			}
		}
		throw Refusal.invalid(PARAMETER, "query_unreadable", term);
	}

	/**
	 * A comparison.
	 *
	 * @param field the column, perhaps with one of the record that it refers to
	 * @param value empty where the operator needs none
	 */
	public record Condition(String field, Operator operator, String value) {

		/** That the field says exactly this. */
		public static Condition is(String field, String value) {
			return new Condition(field, Operator.IS, value);
		}

		/** The same of another field. */
		Condition of(String other) {
			return new Condition(other, this.operator, this.value);
		}

		/** Whether the whole value is compared, and not a part of it or its place. */
		boolean isOfWhole() {
			return switch (this.operator) {
				case IS, IS_NOT, IN, NOT_IN, EMPTY, NOT_EMPTY -> true;
				default -> false;
			};
		}

		/** Whether it holds of what says nothing. */
		boolean isNegative() {
			return switch (this.operator) {
				case IS_NOT, NOT_IN, NOT_LIKE, EMPTY -> true;
				case IS -> this.value.isEmpty();
				default -> false;
			};
		}

		/** The values of a list, or the one value. */
		List<String> values() {
			return switch (this.operator) {
				case IN, NOT_IN -> List.of(this.value.split(",", -1));
				case BETWEEN -> List.of(this.value.split("@", -1));
				default -> List.of(this.value);
			};
		}

		/** That the comparison is not one that can be made with the field. */
		Refusal refused() {
			return Refusal.invalid(PARAMETER, "query_operator", this.field, this.operator.signs().get(0));
		}

		/** That the field has no such value. */
		Refusal meaningless() {
			return Refusal.invalid(PARAMETER, "query_value", this.field, this.value);
		}

		/** That there is no such field to be asked for. */
		Refusal unknown() {
			return Refusal.invalid(PARAMETER, "query_field", this.field);
		}

		/** Whether it holds of a value that is at hand, in any case of letters. */
		boolean holds(Cell cell) {
			String text = cell.value().toLowerCase(Locale.ROOT);
			String shown = cell.display().toLowerCase(Locale.ROOT);
			String wanted = this.value.toLowerCase(Locale.ROOT);
			return switch (this.operator) {
				case IS -> text.equals(wanted) || shown.equals(wanted);
				case IS_NOT -> !text.equals(wanted) && !shown.equals(wanted);
				case IN -> values().stream().anyMatch((one) -> is(this.field, one).holds(cell));
				case NOT_IN -> values().stream().noneMatch((one) -> is(this.field, one).holds(cell));
				case LIKE -> shown.contains(wanted);
				case NOT_LIKE -> !shown.contains(wanted);
				case STARTS -> shown.startsWith(wanted);
				case ENDS -> shown.endsWith(wanted);
				case EMPTY -> text.isEmpty();
				case NOT_EMPTY -> !text.isEmpty();
				case LESS -> !text.isEmpty() && compare(text, wanted) < 0;
				case GREATER -> !text.isEmpty() && compare(text, wanted) > 0;
				case AT_MOST -> !text.isEmpty() && compare(text, wanted) <= 0;
				case AT_LEAST -> !text.isEmpty() && compare(text, wanted) >= 0;
				case BETWEEN -> {
					if (values().size() != 2) {
						throw meaningless();
					}
					yield new Condition(this.field, Operator.AT_LEAST, values().get(0)).holds(cell)
							&& new Condition(this.field, Operator.AT_MOST, values().get(1)).holds(cell);
				}
			};
		}

	}

	/** Numbers as numbers; times, as they are written, and all else as text. */
	private static int compare(String one, String other) {
		return (NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches())
				? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
	}

	/** How a field is compared; the longer sign is looked for first. */
	public enum Operator {

		NOT_EMPTY("ISNOTEMPTY"), EMPTY("ISEMPTY"), NOT_LIKE("NOT LIKE|NOTLIKE|DOES NOT CONTAIN"), STARTS("STARTSWITH"),
		ENDS("ENDSWITH"), BETWEEN("BETWEEN"), LIKE("LIKE|CONTAINS"), NOT_IN("NOT IN|NOTIN"), IN("IN"), IS_NOT("!="),
		AT_MOST("<="), AT_LEAST(">="), IS("="), LESS("<"), GREATER(">");

		private final String signs;

		Operator(String signs) {
			this.signs = signs;
		}

		private List<String> signs() {
			return List.of(this.signs.split("\\|"));
		}

	}

	/** One criterion of the order. */
	public record Order(String field, boolean descending) {
	}

}
