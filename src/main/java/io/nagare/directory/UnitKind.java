package io.nagare.directory;

import java.util.Locale;

/** The trees in which an organisation is told apart. */
public enum UnitKind {

	/** Where people work and things stand. */
	SITE,

	/** To whom people and things belong. */
	DEPARTMENT;

	/** The word of the API for a reference to one, such as {@code site_id}. */
	public String field() {
		return word() + "_id";
	}

	/** The code of a refusal of one that is not there, or no longer in use. */
	public String unknown() {
		return "unknown_" + word();
	}

	/** Its word. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static UnitKind of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
