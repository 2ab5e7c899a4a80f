package io.nagare.sdk;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One page of a list.
 *
 * @param items the things on it
 * @param pagination where it stands among the others, as the API says it
 */
public record Page<T>(List<T> items, JsonNode pagination) {

	/** Whether there is another page behind this one. */
	public boolean hasNext() {
		return this.pagination.path("has_next").asBoolean();
	}

	/** How many things there are in all; 0 where the list does not count them. */
	public long total() {
		return this.pagination.path("total_items").asLong();
	}

}
