package io.nagare.workflow;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * One field of an action, as the form of the model declares it.
 *
 * @param key its name, in forms and in the API
 * @param label what people read
 * @param type the form component: {@code textfield}, {@code textarea}, {@code select}, …;
 * {@code date} or {@code time} where a date-time asks for no more
 * @param required whether the action needs a value, where the field is asked for
 * @param limits what a value must keep to
 * @param help what helps to fill it in
 * @param options what a choice offers; empty where {@code optionsFrom} says so
 * @param optionsFrom which list of the ticket's form context or of the organisation
 * ({@link ChoiceList}) it offers; null for fixed options
 */
public record FormField(String key, Label label, String type, boolean required, Limits limits, Help help,
		List<Option> options, @Nullable String optionsFrom) {

	/** The list of the organisation that it offers; empty where it offers none. */
	public Optional<ChoiceList> list() {
		return ChoiceList.of(this.optionsFrom);
	}

	/** The same, below what its form says before it. */
	public FormField below(@Nullable Label remark) {
		return new FormField(this.key, this.label, this.type, this.required, this.limits,
				new Help(remark, this.help.description, this.help.initial, this.help.askedWhen), this.options,
				this.optionsFrom);
	}

	/** The same, where a value must keep to something else, too. */
	public FormField within(Limits other) {
		return new FormField(this.key, this.label, this.type, this.required, this.limits.within(other), this.help,
				this.options, this.optionsFrom);
	}

	/** Whether people type a text there. */
	public boolean isText() {
		return this.type.equals("textfield") || this.type.equals("textarea");
	}

	/** Whether it is asked for beside these answers. */
	public boolean isAsked(Map<String, ? extends @Nullable Object> answers) {
		return this.help.askedWhen().stream().allMatch((condition) -> condition.holds(answers));
	}

	/**
	 * What a value must keep to, as far as the form says it.
	 *
	 * @param minLength the shortest text it takes, in characters
	 * @param maxLength the longest text it takes, in characters
	 * @param min the least number
	 * @param max the greatest number
	 * @param pattern a regular expression that people's browsers compare a text with; the
	 * server does not
	 */
	public record Limits(@Nullable Integer minLength, @Nullable Integer maxLength, @Nullable BigDecimal min,
			@Nullable BigDecimal max, @Nullable String pattern) {

		/** Nothing. */
		public static final Limits NONE = new Limits(null, null, null, null, null);

		/** The longest text that an answer to a form is. */
		public static final int LONGEST_ANSWER = 4000;

		/** The narrower of each, and the pattern of these. */
		public Limits within(Limits other) {
			return new Limits(greater(this.minLength, other.minLength), lesser(this.maxLength, other.maxLength),
					greater(this.min, other.min), lesser(this.max, other.max), this.pattern);
		}

		private static <T extends Comparable<T>> @Nullable T lesser(@Nullable T one, @Nullable T other) {
			return (one == null) ? other : (other == null || one.compareTo(other) <= 0) ? one : other;
		}

		private static <T extends Comparable<T>> @Nullable T greater(@Nullable T one, @Nullable T other) {
			return (one == null) ? other : (other == null || one.compareTo(other) >= 0) ? one : other;
		}

	}

	/**
	 * What helps to fill it in.
	 *
	 * @param remark what the form says before it, in Markdown
	 * @param description a sentence beside it
	 * @param initial what stands there at first: a text, number or truth value
	 * @param askedWhen other answers that must be so, else it is not asked for
	 */
	public record Help(@Nullable Label remark, @Nullable Label description, @Nullable Object initial,
			List<Condition> askedWhen) {
	}

	/**
	 * What another answer must be for a field to be asked for.
	 *
	 * @param key the other field
	 * @param is whether it must be one of the values, or must be none of them
	 * @param values texts, or {@code true} and {@code false} of a checkbox
	 */
	public record Condition(String key, boolean is, List<String> values) {

		boolean holds(Map<String, ? extends @Nullable Object> answers) {
			Object answer = answers.get(this.key);
			return this.values.contains((answer != null) ? answer.toString() : blank()) == this.is;
		}

		/** A checkbox that nobody touched says no. */
		private String blank() {
			return (this.values.contains("true") || this.values.contains("false")) ? "false" : "";
		}

	}

	/**
	 * One choice.
	 *
	 * @param value what is sent
	 * @param label what people read
	 */
	public record Option(String value, String label) {
	}

}
