package io.nagare.cmdb;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How an item relates to another, read from the source. Where a fault goes follows from
 * it: from the target to the source, but from a part to the whole.
 */
public enum CiRelationType {

	/** The source needs the target. */
	DEPENDS_ON,

	/** The source is installed on the target. */
	RUNS_ON,

	/** The source is a part of the target. */
	PART_OF,

	/** The source reaches everything else through the target. */
	CONNECTS_TO;

	/** The word in database and API. */
	@Override
	@JsonValue
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The type of that word.
	 * @throws IllegalArgumentException for any other word
	 */
	static CiRelationType of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
