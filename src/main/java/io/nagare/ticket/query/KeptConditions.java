package io.nagare.ticket.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.ticket.query.KeptCondition.Range;
import io.nagare.workflow.KeptFields;
import io.nagare.workflow.KeptFields.KeptField;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.WordList;

/** Reads by which answers that forms keep somebody narrows tickets, each by its type. */
@Component
public class KeptConditions {

	/** The portal tells a field from a value with a comma by the same. */
	private static final Pattern ASKED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,99}):(.*)", Pattern.DOTALL);

	private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

	private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>)?(.+)");

	private static final int MOST_FIELDS = 5;

	private final KeptFields kept;

	private final RetiredWords retired;

	KeptConditions(KeptFields kept, RetiredWords retired) {
		this.kept = kept;
		this.retired = retired;
	}

	/** The text with nothing but the comma itself between what its commas part. */
	public static String plainCommas(String text) {
		return (text.indexOf(',') >= 0) ? COMMA.matcher(text).replaceAll(",") : text;
	}

	/**
	 * What each of the wanted fields must say.
	 * @param wanted a name, a colon and what is asked for; a value with commas may have
	 * been taken apart at them
	 * @throws Refusal VALIDATION_FAILED naming what is no such thing, or of another type
	 */
	public List<KeptCondition> of(@Nullable List<String> wanted) {
		List<String> whole = new ArrayList<>();
		for (String one : (wanted != null) ? wanted : List.<String>of()) {
			if (!ASKED.matcher(one).matches() && !whole.isEmpty()) {
				whole.add(whole.remove(whole.size() - 1) + "," + one);
			}
			else {
				whole.add(one);
			}
		}
		Map<String, KeptField> fields = whole.isEmpty() ? Map.of() : this.kept.fields();
		List<KeptCondition> all = new ArrayList<>();
		for (String one : whole) {
			Matcher said = ASKED.matcher(one);
			if (!said.matches() || all.size() >= MOST_FIELDS) {
				throw Refusal.invalid("field", "name_and_value", MOST_FIELDS);
			}
			KeptField field = fields.get(said.group(1));
			all.add(of(said.group(1), (field != null) ? field.type() : null, said.group(2)));
		}
		return all;
	}

	private KeptCondition of(String key, KeptFields.@Nullable Type type, String value) {
		if (type == null) {
			return new KeptCondition.Equal(key, value);
		}
		return switch (type) {
			case NUMBER -> new KeptCondition.NumberIn(key, range(value, "number", KeptConditions::number));
			case DATE -> new KeptCondition.DayIn(key, range(value, "date", (text) -> LocalDate.parse(text).toString()));
			// what it is used for now with it
			case CHOICE ->
				new KeptCondition.OneOf(key, this.retired.withEarlier(WordList.ofField(key), List.of(value)));
			case PERSON, CI, SITE, DEPARTMENT -> new KeptCondition.OneOf(key, List.of(value));
			case TEXT -> text(key, plainCommas(value));
			case CHECKBOX -> new KeptCondition.Equal(key, value);
		};
	}

	private static KeptCondition text(String key, String wanted) {
		return (wanted.length() > 1 && wanted.startsWith("~")) ? new KeptCondition.Holding(key, wanted.substring(1))
				: new KeptCondition.Equal(key, wanted);
	}

	/** A value, one with a comparison before it, or two with {@code ..} between them. */
	private static <T> Range<T> range(String value, String type, Reader<T> reader) {
		try {
			int between = value.indexOf("..");
			if (between > 0) {
				return new Range<>(reader.read(value.substring(0, between)), true,
						reader.read(value.substring(between + 2)), true);
			}
			Matcher said = COMPARED.matcher(value);
			if (!said.matches()) {
				throw Refusal.invalid("field", "wrong_type", type);
			}
			T one = reader.read(said.group(2));
			return switch (Objects.requireNonNullElse(said.group(1), "=")) {
				case "<" -> new Range<>(null, true, one, false);
				case "<=" -> new Range<>(null, true, one, true);
				case ">" -> new Range<>(one, false, null, true);
				case ">=" -> new Range<>(one, true, null, true);
				default -> new Range<>(one, true, one, true);
			};
		}
		catch (NumberFormatException | DateTimeException ex) {
			throw Refusal.invalid("field", "wrong_type", type);
		}
	}

	/**
	 * Far beyond what anybody counts, a number would be written out with all its zeros.
	 */
	private static BigDecimal number(String text) {
		BigDecimal number = new BigDecimal(text.strip());
		if (number.precision() > 100 || Math.abs((long) number.scale()) > 100) {
			throw new NumberFormatException(text);
		}
		return number;
	}

	/** Reads a value. */
	private interface Reader<T> {

		T read(String text);

	}

}
