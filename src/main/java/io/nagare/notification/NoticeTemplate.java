package io.nagare.notification;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

import io.nagare.shared.Refusal.Detail;

/**
 * A text of a notice as an owner writes it, with places such as {@code {title}} that the
 * event fills.
 *
 * @param title one line, at most 200 characters
 * @param body plain text, at most 4,000 characters
 */
@Schema(name = "NotificationTemplate")
public record NoticeTemplate(@NotNull String title, @NotNull String body) {

	static final int LONGEST_TITLE = 200;

	static final int LONGEST_BODY = 4000;

	private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

	private static final Pattern BRACE = Pattern.compile("[{}]");

	private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n\\x0B\\f\\u0085\\u2028\\u2029]");

	/** Line breaks apart, which the body may have. */
	private static final Pattern INVISIBLE = Pattern
		.compile("[\\p{Cntrl}&&[^\\n]]|[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

	private static final Pattern MARKUP = Pattern.compile("<[A-Za-z/!?]|&#?\\w+;");

	/** The same, as it is kept. */
	NoticeTemplate tidy() {
		return new NoticeTemplate(this.title.strip(), this.body.replace("\r\n", "\n").strip());
	}

	/**
	 * Adds what is wrong, each named by its field below this one.
	 * @param places the names that the event fills
	 */
	void check(String field, List<String> places, List<Detail> wrong) {
		if (LINE_BREAK.matcher(this.title).find()) {
			wrong.add(Detail.of(field + ".title", "one_line"));
		}
		check(field + ".title", this.title, LONGEST_TITLE, places, wrong);
		check(field + ".body", this.body, LONGEST_BODY, places, wrong);
	}

	/**
	 * Adds what is wrong with one text, named by its field.
	 * @param places the names that the event fills
	 */
	public static void check(String field, String text, int longest, List<String> places, List<Detail> wrong) {
		if (text.isBlank()) {
			wrong.add(Detail.of(field, "required"));
		}
		if (text.length() > longest) {
			wrong.add(Detail.of(field, "too_long", longest));
		}
		if (INVISIBLE.matcher(LINE_BREAK.matcher(text).replaceAll("")).find()) {
			wrong.add(Detail.of(field, "invisible_characters"));
		}
		if (MARKUP.matcher(text).find()) {
			wrong.add(Detail.of(field, "plain_text"));
		}
		PLACE.matcher(text)
			.results()
			.map((found) -> found.group(1))
			.filter((place) -> !places.contains(place))
			.distinct()
			.limit(1)
			.forEach((place) -> wrong.add(Detail.of(field, "unknown_place", place, written(places))));
		if (BRACE.matcher(PLACE.matcher(text).replaceAll("")).find()) {
			wrong.add(Detail.of(field, "broken_place", written(places)));
		}
	}

	private static String written(List<String> places) {
		return String.join(", ", places.stream().map((place) -> "{" + place + "}").toList());
	}

	/** The text with what stands in its places; a place that nothing fills stays. */
	NoticeTexts.Text filled(Map<String, String> values) {
		return new NoticeTexts.Text(filled(this.title, values), filled(this.body, values));
	}

	/** A text with what stands in its places; a place that nothing fills stays. */
	public static String filled(String text, Map<String, String> values) {
		return PLACE.matcher(text)
			.replaceAll((place) -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
	}

}
