package io.nagare.notification;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;

/**
 * The words of notices, by kind and language: {@code notices.properties} and
 * {@code notices_ja.properties}. Files of the same names in the data directory come
 * first, so that an operator changes a text, or adds a kind, without building anything.
 */
@Component
class NoticeTexts {

	private static final Logger LOG = LoggerFactory.getLogger(NoticeTexts.class);

	private static final int LONGEST_TITLE = 500;

	private static final String TITLE = ".title";

	private static final String PLACES = ".places";

	private final Bundle bundle = new Bundle();

	NoticeTexts(@Value("${nagare.data-dir:data}") Path dataDirectory) {
		this.bundle.setBasenames(dataDirectory.resolve("notices").toUri().toString(), "classpath:notices",
				"classpath:notice-places");
		this.bundle.setDefaultEncoding("UTF-8");
		this.bundle.setFallbackToSystemLocale(false);
		this.bundle.setAlwaysUseMessageFormat(true);
	}

	/** Every kind that has texts. */
	SortedSet<String> kinds() {
		SortedSet<String> kinds = new TreeSet<>();
		for (String key : this.bundle.keys()) {
			if (key.endsWith(TITLE)) {
				kinds.add(key.substring(0, key.length() - TITLE.length()));
			}
		}
		return kinds;
	}

	/** What the kind is called where somebody chooses among kinds. */
	String name(String kind, Locale locale) {
		return say(kind + ".name", kind, locale);
	}

	/** What the texts of the kind mention, in their order. */
	List<String> places(String kind) {
		@Nullable String places = this.bundle.getMessage(kind + PLACES, null, null, Locale.ROOT);
		return (places != null) ? List.of(places.strip().split("\\s*,\\s*")) : List.of();
	}

	/** What people call something that a text mentions. */
	String placeName(String place, Locale locale) {
		return say("place_" + place, place, locale);
	}

	/** What stands there where nothing has happened yet. */
	String sample(String place, Locale locale) {
		return say("sample_" + place, place, locale);
	}

	/** The text that the product brings, with the names of its places in them. */
	NoticeTemplate shipped(String kind, String language) {
		Text text = of(Notice.of(kind, places(kind).stream().<Object>map((place) -> "{" + place + "}").toArray()),
				language, null);
		return new NoticeTemplate(text.title(), text.body());
	}

	/**
	 * What a person is told. A kind without texts is told by its name: an error in a text
	 * must not stop a ticket.
	 * @param language {@code en}; anything else is Japanese
	 * @param own what the tenant says in the place of the shipped text; null for nothing
	 */
	Text of(Notice notice, String language, @Nullable NoticeTemplate own) {
		Locale locale = locale(language);
		Object[] args = notice.args()
			.stream()
			.map((arg) -> (arg instanceof Label label) ? said(label, locale) : arg)
			.toArray();
		if (own != null) {
			List<String> places = places(notice.wording());
			Map<String, String> values = new HashMap<>();
			for (int i = 0; i < Math.min(places.size(), args.length); i++) {
				values.put(places.get(i), String.valueOf(args[i]));
			}
			return shortened(own.filled(values));
		}
		String title = say(notice.wording() + TITLE, notice.wording(), locale, args);
		return shortened(new Text(title, say(notice.wording() + ".body", "", locale, args)));
	}

	/** In one line that a row has room for. */
	static Text shortened(Text text) {
		return new Text(shortened(oneLine(text.title())), text.body());
	}

	/** One of the sentences around a notice in a mail. */
	String around(String key, Locale locale, Object... args) {
		return say("mail." + key, key, locale, args);
	}

	static Locale locale(String language) {
		return language.equals("en") ? Locale.ENGLISH : Locale.JAPANESE;
	}

	/** The text without anything that could end a line, in a header for example. */
	static String oneLine(String text) {
		return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
	}

	private String say(String key, String otherwise, Locale locale, Object... args) {
		try {
			@Nullable String text = this.bundle.getMessage(key, args, null, locale);
			if (text != null) {
				return text;
			}
			LOG.warn("There is no text {} in notices.properties", key);
		}
		catch (IllegalArgumentException ex) {
			LOG.warn("The text {} in notices.properties is broken", key, ex);
		}
		return otherwise;
	}

	private static String said(Label label, Locale locale) {
		return locale.equals(Locale.ENGLISH) ? label.en() : label.ja();
	}

	private static String shortened(String title) {
		int length = title.codePointCount(0, title.length());
		return (length <= LONGEST_TITLE) ? title
				: title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
	}

	/** A notice in one language. */
	record Text(String title, String body) {
	}

	/** Tells its keys, which Spring's does not. */
	private static final class Bundle extends ReloadableResourceBundleMessageSource {

		private List<String> keys() {
			var all = getMergedProperties(Locale.ROOT).getProperties();
			return (all != null) ? List.copyOf(all.stringPropertyNames()) : List.of();
		}

	}

}
