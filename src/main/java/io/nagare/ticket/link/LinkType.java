package io.nagare.ticket.link;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a ticket relates to another, read from the source. */
public enum LinkType {

	CHILD_OF, DUPLICATE_OF, CAUSED_BY, FOLLOWS, RELATED_TO;

	/** The word in database and API. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The type of that word; empty for any other. */
	public static Optional<LinkType> of(String word) {
		return Arrays.stream(values()).filter((type) -> type.word().equals(word)).findFirst();
	}

}
