package io.nagare.cmdb;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;

/** Where an item stands in its life. */
public enum CiStatus {

	/** Ordered or being built. */
	PLANNED,

	/** In use. */
	LIVE,

	/** No longer in use; lists leave it out unless asked for it. */
	RETIRED;

	/** The word in database and API. */
	@Override
	@JsonValue
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** What people call it. */
	public Label label() {
		return Texts.label("ci.status." + this);
	}

	/** The status of that word; empty for any other. */
	public static Optional<CiStatus> of(String word) {
		return Arrays.stream(values()).filter((status) -> status.toString().equals(word)).findFirst();
	}

}
