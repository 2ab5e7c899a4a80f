package io.nagare.search.index;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A thing that was found.
 *
 * @param fragments where
 */
public record IndexHit(UUID id, List<Fragment> fragments) {

	/**
	 * A piece of a text.
	 *
	 * @param field {@code title}, {@code text} or {@code internal}
	 */
	@Schema(name = "SearchFragment")
	public record Fragment(String field, List<Part> parts) {
	}

	/**
	 * A part of a piece.
	 *
	 * @param match whether it is what was looked for
	 */
	@Schema(name = "SearchFragmentPart")
	public record Part(String text, boolean match) {
	}

}
