package io.nagare.cmdb;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which way to follow the relations of an item, seen as a stream of faults. */
public enum ImpactDirection {

	/** Towards what the item stands on: where its fault can come from. */
	UP,

	/** Towards what stands on the item: whom its fault can reach. */
	DOWN;

	/** The word in the API. */
	@Override
	@JsonValue
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
