package io.nagare.ticket.action;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FormField;

/**
 * One field of a form, with all that is needed to draw and to fill it in.
 *
 * @param askedWhen other answers that must be so, else the field is not asked for and
 * takes nothing
 * @param remark what the form says before it, in Markdown; null where it says nothing
 * @param initial what stands there at first
 * @param pattern a regular expression for people's browsers; the server does not compare
 * @param optionsFrom the list of the organisation that it offers, whose entries are
 * answered by their ids; people are looked for with {@code GET /users}, all other lists
 * stand in the options; null where it offers none
 */
@Schema(name = "Field")
public record FieldView(String key, Label label, @Nullable Label remark, @Nullable Label description, String type,
		boolean required, @Nullable Integer minLength, @Nullable Integer maxLength, @Nullable BigDecimal min,
		@Nullable BigDecimal max, @Nullable String pattern, @Nullable Object initial, List<Condition> askedWhen,
		List<Option> options, @Schema(allowableValues = {
				"people", "my_devices", "services", "sites", "departments" }) @Nullable String optionsFrom){

	/**
	 * Reads a field.
	 * @param context the options that depend on the ticket, by their name in the form
	 */
	public static FieldView of(FormField field, Map<String, Object> context) {
		List<FormField.Option> options = (field.optionsFrom() != null) ? options(context.get(field.optionsFrom()))
				: field.options();
		FormField.Limits limits = field.limits();
		Integer longest = (field.isText() && limits.maxLength() == null)
				? Integer.valueOf(FormField.Limits.LONGEST_ANSWER) : limits.maxLength();
		return new FieldView(field.key(), field.label(), field.help().remark(), field.help().description(),
				field.type(), field.required(), limits.minLength(), longest, limits.min(), limits.max(),
				limits.pattern(), field.help().initial(), field.help().askedWhen().stream().map(Condition::of).toList(),
				options.stream().map((option) -> new Option(option.value(), Label.of(option.label()))).toList(),
				field.list().map(ChoiceList::word).orElse(null));
	}

	private static List<FormField.Option> options(@Nullable Object list) {
		return (list instanceof Collection<?> entries)
				? entries.stream().map((entry) -> (FormField.Option) entry).toList() : List.of();
	}

	/**
	 * What another answer must be.
	 *
	 * @param is whether it must be one of the values, or none of them
	 */
	@Schema(name = "FieldCondition")
	public record Condition(String key, boolean is, List<String> values) {

		private static Condition of(FormField.Condition condition) {
			return new Condition(condition.key(), condition.is(), condition.values());
		}

	}

	/** One choice. */
	@Schema(name = "Option")
	public record Option(String value, Label label) {
	}

}
