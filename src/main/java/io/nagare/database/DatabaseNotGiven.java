package io.nagare.database;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;

/** The configuration names no database, or not with both of its roles. */
final class DatabaseNotGiven extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String action;

	private DatabaseNotGiven(Label message, Label action) {
		super(lines(message));
		this.action = lines(action);
	}

	private static String lines(Label text) {
		return text.en() + "\n" + text.ja();
	}

	static DatabaseNotGiven noDataSource() {
		return new DatabaseNotGiven(Texts.label("start.no_database"), Texts.label("start.no_database.action"));
	}

	static DatabaseNotGiven noOwner() {
		return new DatabaseNotGiven(Texts.label("start.no_owner"), Texts.label("start.no_owner.action"));
	}

	static DatabaseNotGiven notAboard() {
		return new DatabaseNotGiven(Texts.label("start.no_embedded"), Texts.label("start.no_embedded.action"));
	}

	/** What the administrator can do about it, in English and Japanese. */
	String action() {
		return this.action;
	}

}
