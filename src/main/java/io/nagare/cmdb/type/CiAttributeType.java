package io.nagare.cmdb.type;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What sort of value an attribute takes. */
public enum CiAttributeType {

	/** A text of at most 1,000 characters. */
	STRING,

	/** A number between ±10¹⁵, whole or not. */
	NUMBER,

	/** {@code true} or {@code false}. */
	BOOLEAN,

	/** A day, {@code 2026-11-24}. */
	DATE,

	/** One of the texts that the attribute lists. */
	CHOICE;

	/** The word in database and API. */
	@Override
	@JsonValue
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
