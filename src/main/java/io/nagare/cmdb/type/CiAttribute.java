package io.nagare.cmdb.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal.Detail;

/**
 * Says what may be recorded about every item of a type.
 *
 * @param key its name in API and files
 * @param label its name for people
 * @param type what sort of value it takes
 * @param required whether no item goes without it; absent for no
 * @param choices the values of a choice; empty for every other type
 */
public record CiAttribute(@NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,49}") String key, @NotNull Label label,
		@NotNull CiAttributeType type, @Nullable Boolean required,
		@Size(max = 100) List<@NotBlank @Size(max = 100) String> choices) {

	private static final int LONGEST_TEXT = 1_000;

	/** Up to here a JSON number keeps all its digits everywhere. */
	private static final double GREATEST = 1e15;

	/** What is left out is empty. */
	public CiAttribute {
		choices = Objects.requireNonNullElse(choices, List.of());
	}

	boolean demanded() {
		return Boolean.TRUE.equals(this.required);
	}

	/** What is wrong with a value, named by a field; empty where it fits. */
	Optional<Detail> check(String field, Object value) {
		return Optional.ofNullable(switch (this.type) {
			case STRING -> !(value instanceof String text) ? wrongType(field)
					: (text.length() > LONGEST_TEXT) ? Detail.of(field, "too_long", LONGEST_TEXT) : null;
			case NUMBER ->
				!(value instanceof Number number) ? wrongType(field) : (Math.abs(number.doubleValue()) <= GREATEST)
						? null : Detail.of(field, "out_of_range", -GREATEST, GREATEST);
			case BOOLEAN -> (value instanceof Boolean) ? null : wrongType(field);
			case DATE -> (value instanceof String text && isDay(text)) ? null : wrongType(field);
			case CHOICE -> (value instanceof String && this.choices.contains(value)) ? null
					: Detail.of(field, "not_a_choice", String.join(", ", this.choices));
		});
	}

	private Detail wrongType(String field) {
		return Detail.of(field, "wrong_type", this.type.toString());
	}

	private static boolean isDay(String text) {
		try {
			return text.length() == "2026-11-24".length() && LocalDate.parse(text).getYear() > 0;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	/**
	 * The value that a cell of a file means; the text itself where it means none.
	 * Spreadsheets write booleans in capitals.
	 */
	public Object read(String text) {
		if (this.type == CiAttributeType.BOOLEAN && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
			return Boolean.valueOf(text);
		}
		if (this.type == CiAttributeType.NUMBER && text.matches("-?\\d{1,20}(\\.\\d{1,10})?")) {
			return Double.valueOf(text);
		}
		return text;
	}

	/**
	 * The value in the one form in which it equals itself, whoever said it: JSON, a file
	 * and the database each have several for a number.
	 */
	static Object canonical(Object value) {
		if (!(value instanceof Number number) || !(Math.abs(number.doubleValue()) <= GREATEST)) {
			return value;
		}
		double real = number.doubleValue();
		long whole = (long) real;
		// no conditional: it would make a double of both
		if (whole == real) {
			return whole;
		}
		return real;
	}

}
