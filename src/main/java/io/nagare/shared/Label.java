package io.nagare.shared;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A text for people in both languages. Models write it in one line,
 * {@code 日本語 / English}.
 *
 * @param ja the Japanese text
 * @param en the English text
 */
public record Label(String ja, String en) {

	private static final String SEPARATOR = " / ";

	/** Both texts as models write them; one where both languages have the same. */
	public String both() {
		return this.ja.equals(this.en) ? this.ja : this.ja + SEPARATOR + this.en;
	}

	/** The text that a reader of that language understands. */
	public String in(Locale locale) {
		return locale.getLanguage().equals(Locale.JAPANESE.getLanguage()) ? this.ja : this.en;
	}

	/** Followed by what somebody said, in his words. */
	public Label with(String said) {
		return new Label(this.ja + "：" + said, this.en + ": " + said);
	}

	/** Followed by another, each in its language. */
	public Label with(Label other) {
		return new Label(this.ja + "：" + other.ja, this.en + ": " + other.en);
	}

	/** All of them, each in its language. */
	public static Label joined(List<Label> all, String betweenJa, String betweenEn) {
		return new Label(all.stream().map(Label::ja).collect(Collectors.joining(betweenJa)),
				all.stream().map(Label::en).collect(Collectors.joining(betweenEn)));
	}

	/** What somebody said, in his words, whoever reads it. */
	public static Label said(String text) {
		return new Label(text, text);
	}

	/**
	 * Splits {@code 日本語 / English}; a text without the separator serves both languages.
	 */
	public static Label of(String text) {
		int at = text.indexOf(SEPARATOR);
		return (at < 0) ? new Label(text.strip(), text.strip())
				: new Label(text.substring(0, at).strip(), text.substring(at + SEPARATOR.length()).strip());
	}

}
