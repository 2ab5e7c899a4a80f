package io.nagare.shared;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;

/**
 * Texts that the product writes down for people, in both languages:
 * {@code texts.properties} and {@code texts_ja.properties}.
 */
public final class Texts {

	private static final ResourceBundle EN = bundle(Locale.ROOT);

	private static final ResourceBundle JA = bundle(Locale.JAPANESE);

	private Texts() {
	}

	private static ResourceBundle bundle(Locale locale) {
		return ResourceBundle.getBundle("texts", locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
	}

	/**
	 * The text in both languages.
	 * @param args what it mentions; a {@link Label} is said in the same language
	 * @throws java.util.MissingResourceException for a key without a text
	 */
	public static Label label(String key, Object... args) {
		return new Label(say(JA, key, args, Label::ja, Locale.JAPANESE), say(EN, key, args, Label::en, Locale.ENGLISH));
	}

	/** The text in both languages, where there is one: for words that anybody may add. */
	public static Optional<Label> find(String key) {
		return EN.containsKey(key) ? Optional.of(label(key)) : Optional.empty();
	}

	/**
	 * The text in one line that holds both languages, as notes on tickets keep it, which
	 * are written once for everybody.
	 */
	public static String both(String key, Object... args) {
		return label(key, args).both();
	}

	private static String say(ResourceBundle bundle, String key, Object[] args, Function<Label, String> language,
			Locale locale) {
		Object[] said = Arrays.stream(args)
			.map((arg) -> (arg instanceof Label label) ? language.apply(label) : arg)
			.toArray();
		return new MessageFormat(bundle.getString(key), locale).format(said);
	}

}
