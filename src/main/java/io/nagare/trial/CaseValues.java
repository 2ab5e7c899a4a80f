package io.nagare.trial;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.Caller;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FormField;
import io.nagare.workflow.OpenAction;

/** What a case keeps, as it is said now, and what stands for what nobody said. */
public final class CaseValues {

	/** Stands for whoever tries the case. */
	static final String CALLER = "@caller";

	/** Stands for any text. */
	static final String ANY_TEXT = "…";

	/** Its text is no part of the history, and what a ticket waits for may demand one. */
	private static final String COMMENT = "comment";

	private CaseValues() {
	}

	/**
	 * The step as it happens now.
	 * @param later by how much times have moved since the ticket
	 */
	static NewTrial.Step of(NewTrial.Step step, Duration later, Caller caller) {
		Map<String, Object> fields = step.fields();
		return new NewTrial.Step(step.action(), step.element(), (fields != null) ? of(fields, later, caller) : null,
				step.by(), step.timer());
	}

	/** The fields as they are said now. */
	public static Map<String, Object> of(Map<String, Object> fields, Duration later, Caller caller) {
		Map<String, Object> now = new LinkedHashMap<>();
		fields.forEach((key, value) -> now.put(key, of(value, later, caller)));
		return now;
	}

	/** Whether it is a day or a moment, which is said otherwise later. */
	static boolean isTime(Object value) {
		return value instanceof String text && text.length() >= 10 && Character.isDigit(text.charAt(0))
				&& moved(text, Duration.ZERO) != null;
	}

	private static Object of(Object value, Duration later, Caller caller) {
		if (CALLER.equals(value)) {
			return String.valueOf(caller.userId());
		}
		if (value instanceof String text && text.length() >= 10 && Character.isDigit(text.charAt(0))) {
			String moved = moved(text, later);
			return (moved != null) ? moved : value;
		}
		return value;
	}

	private static @Nullable String moved(String text, Duration later) {
		try {
			return (text.length() == 10) ? LocalDate.parse(text).plusDays(later.toDays()).toString()
					: OffsetDateTime.parse(text).plus(later).toString();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * The form of an action that nobody fills in: what is known, and for the rest of what
	 * it demands something that stands for anything. Without that for which nothing can.
	 * @param known what is known of a field, by its key; null for nothing
	 */
	public static Map<String, Object> anything(OpenAction action, Function<String, @Nullable String> known) {
		Map<String, Object> answers = new LinkedHashMap<>();
		for (FormField field : action.fields()) {
			if (field.isAsked(answers)) {
				Object answer = answer(field, known.apply(field.key()));
				if (answer != null) {
					answers.put(field.key(), answer);
				}
			}
		}
		return answers;
	}

	private static @Nullable Object answer(FormField field, @Nullable String known) {
		if (field.optionsFrom() != null) {
			return (field.required() && field.list().filter(ChoiceList.PEOPLE::equals).isPresent()) ? CALLER : null;
		}
		if (!field.options().isEmpty()) {
			List<String> words = field.options().stream().map(FormField.Option::value).toList();
			boolean several = field.type().equals("checklist") || field.type().equals("taglist");
			String word = words.contains(String.valueOf(known)) ? known : field.required() ? words.get(0) : null;
			return (word != null && several) ? List.of(word) : word;
		}
		return switch (field.type()) {
			case "checkbox" -> (known != null) ? Boolean.valueOf(known) : null;
			case "number" -> number(field, known);
			case "date" -> (known != null || field.required())
					? (known != null) ? known : LocalDate.now(ZoneOffset.UTC).toString() : null;
			case "datetime", "time" -> known;
			default -> (field.required() || field.key().equals(COMMENT)) ? text(field) : null;
		};
	}

	private static @Nullable Object number(FormField field, @Nullable String known) {
		if (known != null) {
			return new BigDecimal(known);
		}
		BigDecimal least = field.limits().min();
		return !field.required() ? null : (least != null) ? least : BigDecimal.ONE;
	}

	private static String text(FormField field) {
		Integer least = field.limits().minLength();
		return ANY_TEXT.repeat((least != null) ? Math.max(1, least) : 1);
	}

}
