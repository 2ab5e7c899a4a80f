package io.nagare.shared;

import java.util.Locale;

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

	/**
	 * Splits {@code 日本語 / English}; a text without the separator serves both languages.
	 */
	public static Label of(String text) {
		int at = text.indexOf(SEPARATOR);
		return (at < 0) ? new Label(text.strip(), text.strip())
				: new Label(text.substring(0, at).strip(), text.substring(at + SEPARATOR.length()).strip());
	}

}
