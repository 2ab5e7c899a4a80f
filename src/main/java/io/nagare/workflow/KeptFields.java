package io.nagare.workflow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * Which answers stay on tickets and of what type they are, as the forms of the bound
 * tenant's models in force say.
 */
public interface KeptFields {

	/** The fields by their keys, in the order of the models. */
	Map<String, KeptField> fields();

	/**
	 * A field whose answers stay on tickets.
	 *
	 * @param label what people read
	 * @param type what its answers are; text where two models do not say the same
	 * @param list whose entries its answers name; null for what is of no list
	 * @param options what a choice offers, in its order; empty for anything else
	 */
	record KeptField(Label label, Type type, @Nullable ChoiceList list, List<FormField.Option> options) {

		/** The field as a form has it. */
		public static KeptField of(FormField field) {
			return new KeptField(field.label(), Type.of(field), field.list().orElse(null), field.options());
		}

		/** What it is where another model has it, too. */
		public KeptField with(KeptField other) {
			return (this.type == other.type && this.list == other.list) ? this
					: new KeptField(this.label, Type.TEXT, null, List.of());
		}

	}

	/** What an answer is. */
	enum Type {

		TEXT, NUMBER,

		/** A day without a time. */
		DATE,

		CHECKBOX,

		/** Words that the form offers, one or several. */
		CHOICE,

		/** The id of somebody. */
		PERSON,

		/** The id of a configuration item. */
		CI,

		SITE, DEPARTMENT;

		/** How the API calls it. */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		private static Type of(FormField field) {
			Optional<ChoiceList> list = field.list();
			if (list.isPresent()) {
				return switch (list.get()) {
					case PEOPLE -> PERSON;
					case MY_DEVICES, SERVICES -> CI;
					case SITES -> SITE;
					case DEPARTMENTS -> DEPARTMENT;
				};
			}
			return switch (field.type()) {
				case "number" -> NUMBER;
				case "date" -> DATE;
				case "checkbox" -> CHECKBOX;
				case "select", "radio", "checklist", "taglist" -> CHOICE;
				default -> TEXT;
			};
		}

	}

}
