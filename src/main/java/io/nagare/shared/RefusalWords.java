package io.nagare.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says a refusal in the caller's language, the same at every door. */
@Component
public class RefusalWords {

	/** So many lines of findings are read in a window. */
	private static final int MOST_LINES = 10;

	private static final int MOST_PLACES = 5;

	private final MessageSource messages;

	RefusalWords(MessageSource messages) {
		this.messages = messages;
	}

	/**
	 * What is said on the whole.
	 * @param code the error's code, mostly the name of a {@link Refusal.Kind}
	 * @param args what its sentence mentions
	 */
	public String summary(String code, Locale locale, Object... args) {
		return sentence("refusal." + code, "refusal.OTHER", locale, args);
	}

	/** What exactly is wrong. */
	public String sentence(Refusal.Detail detail, Locale locale) {
		return sentence("detail." + detail.code(), "detail.invalid", locale, detail.args().toArray());
	}

	/** What exactly is wrong, one by one, as fields of an answer. */
	public List<Map<String, Object>> details(Refusal refusal, Locale locale) {
		return refusal.details().stream().map((detail) -> {
			Map<String, Object> told = new LinkedHashMap<>();
			if (detail.field() != null) {
				told.put("field", detail.field());
			}
			told.put("code", detail.code());
			told.put("message", sentence(detail, locale));
			return told;
		}).toList();
	}

	/** All of it, as part of an answer. */
	public ToldRefusal told(Refusal refusal, Locale locale) {
		String code = refusal.kind().name();
		return new ToldRefusal(code, summary(code, locale),
				refusal.details()
					.stream()
					.map((detail) -> new ToldRefusal.Reason(detail.field(), detail.code(), sentence(detail, locale)))
					.toList());
	}

	/**
	 * All of it as one text, a line for each detail, where there is no place for more.
	 */
	public String text(Refusal refusal, Locale locale) {
		return text(refusal.kind().name(), refusal.details(), locale);
	}

	/** The same of a refusal of which these are kept. */
	public String text(String code, List<Refusal.Detail> details, Locale locale) {
		StringBuilder text = new StringBuilder(summary(code, locale));
		for (Refusal.Detail detail : details) {
			text.append("\n* ");
			if (detail.field() != null) {
				text.append(detail.field()).append(": ");
			}
			text.append(sentence(detail, locale));
		}
		return text.toString();
	}

	/**
	 * The same for somebody who reads it in a small window: what is said of several
	 * places is said once, and not all of it where there is much.
	 * @param code the error's code, for what is said on the whole
	 * @param place how people call a field
	 */
	public String grouped(Refusal refusal, String code, UnaryOperator<String> place, Locale locale) {
		Map<String, List<String>> places = new LinkedHashMap<>();
		refusal.details()
			.forEach((detail) -> places.computeIfAbsent(sentence(detail, locale), (said) -> new ArrayList<>())
				.add((detail.field() != null) ? detail.field() : ""));
		StringBuilder text = new StringBuilder(summary(code, locale));
		places.entrySet().stream().limit(MOST_LINES).forEach((line) -> {
			String named = line.getValue()
				.stream()
				.filter((field) -> !field.isEmpty())
				.limit(MOST_PLACES)
				.map(place)
				.collect(Collectors.joining(", "));
			text.append("\n* ").append(named).append((line.getValue().size() > MOST_PLACES) ? ", …" : "");
			text.append(named.isEmpty() ? "" : ": ").append(line.getKey());
		});
		int more = places.size() - MOST_LINES;
		return (more > 0)
				? text.append("\n* ").append(sentence("refusal.more", "refusal.more", locale, more)).toString()
				: text.toString();
	}

	private String sentence(String key, String otherwise, Locale locale, Object... args) {
		String fallback = this.messages.getMessage(otherwise, null, locale);
		String sentence = this.messages.getMessage(key, args, fallback, locale);
		return (sentence != null) ? sentence : key;
	}

}
