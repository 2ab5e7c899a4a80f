package io.nagare.ticket.choice;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.KeptFields;
import io.nagare.workflow.KeptFields.KeptField;

/** What forms keep on tickets, as people read it outside the product. */
@Component
public class KeptAnswers {

	/** What the name of one begins with, among the columns and orders of a list. */
	public static final String PREFIX = "field.";

	/** More names than that are looked up anew. */
	private static final int MOST_NAMES = 10_000;

	private final KeptFields kept;

	private final OrganizationChoices choices;

	KeptAnswers(KeptFields kept, OrganizationChoices choices) {
		this.kept = kept;
		this.choices = choices;
	}

	/** The keys of those that the models in force keep, in their order. */
	public List<String> keys() {
		return List.copyOf(this.kept.fields().keySet());
	}

	/** Those of a language, for one file: what models and lists say is looked up once. */
	public Language in(Locale locale) {
		return new Language(locale, this.kept.fields());
	}

	/** A language. */
	public final class Language {

		private final Locale locale;

		private final Map<String, KeptField> fields;

		private final Map<String, String> names = new HashMap<>();

		private Language(Locale locale, Map<String, KeptField> fields) {
			this.locale = locale;
			this.fields = fields;
		}

		/** What the field is called; its key where no model has it any more. */
		public String heading(String key) {
			KeptField field = this.fields.get(key);
			return (field != null) ? field.label().in(this.locale) : key;
		}

		/**
		 * What a cell of a table holds: a number, date or truth value where the answer is
		 * one, else a text, with names in place of ids.
		 */
		public Object cell(String key, @Nullable Object answer) {
			if (answer == null) {
				return "";
			}
			if (answer instanceof Collection<?> all) {
				return all.stream().map((one) -> said(key, one)).collect(Collectors.joining(", "));
			}
			KeptField field = this.fields.get(key);
			if (answer instanceof Number number) {
				return new BigDecimal(number.toString());
			}
			if (field != null && field.type() == KeptFields.Type.DATE) {
				Object date = date(answer.toString());
				return (date != null) ? date : answer.toString();
			}
			return (answer instanceof Boolean) ? answer : said(key, answer);
		}

		/** A cell in words. */
		public String text(Object cell) {
			if (cell instanceof Boolean yes) {
				return (yes ? Texts.label("kept.yes") : Texts.label("kept.no")).in(this.locale);
			}
			return (cell instanceof BigDecimal number) ? number.toPlainString() : cell.toString();
		}

		private String said(String key, Object one) {
			String text = one.toString();
			KeptField field = this.fields.get(key);
			if (field == null) {
				return text;
			}
			ChoiceList list = field.list();
			if (list != null) {
				return name(list, text);
			}
			return field.options()
				.stream()
				.filter((option) -> option.value().equals(text))
				.findFirst()
				.map((option) -> Label.of(option.label()).in(this.locale))
				.orElse(text);
		}

		private String name(ChoiceList list, String id) {
			String key = list + " " + id;
			String known = this.names.get(key);
			if (known != null) {
				return known;
			}
			Optional<Label> found = KeptAnswers.this.choices.name(list, id);
			String name = found.map((label) -> label.in(this.locale)).orElse(id);
			if (this.names.size() < MOST_NAMES) {
				this.names.put(key, name);
			}
			return name;
		}

		private static @Nullable LocalDate date(String text) {
			try {
				return LocalDate.parse(text);
			}
			catch (DateTimeException ex) {
				return null;
			}
		}

	}

}
