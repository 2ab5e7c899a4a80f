package io.nagare.search.index;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A thing that was found.
 *
 * @param fragments where
 */
public record IndexHit(UUID id, List<Fragment> fragments) {

	/**
	 * A piece of a text.
	 *
	 * @param field {@code title}, {@code text} or {@code internal}; for what is attached
	 * the word attachment
	 * @param attachmentId of an attachment; null for others, as its name
	 */
	@Schema(name = "SearchFragment")
	public record Fragment(String field, List<Part> parts, @Nullable UUID attachmentId, @Nullable String fileName) {

		Fragment(String field, List<Part> parts) {
			this(field, parts, null, null);
		}

		Fragment in(UUID attachment, String name) {
			return new Fragment(this.field, this.parts, attachment, name);
		}

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
