package io.nagare.client;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the command line says, in the language of who runs it. */
record ClientWords(ResourceBundle bundle, Locale locale) {

	static ClientWords in(Locale locale) {
		return new ClientWords(ResourceBundle.getBundle("client", locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)), locale);
	}

	String of(String key, Object... args) {
		return new MessageFormat(this.bundle.getString("say." + key), this.locale).format(args);
	}

}
