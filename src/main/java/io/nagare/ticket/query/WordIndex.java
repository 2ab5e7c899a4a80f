package io.nagare.ticket.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Knows which tickets may hold words, so that a list need not look through all of them. A
 * higher module keeps it.
 */
public interface WordIndex {

	/**
	 * The tickets of the bound tenant that may hold all of the words in their number,
	 * title or description; whoever asks looks at each again.
	 * @param words each in its ways, of which one will do
	 * @return empty where it does not know, or where they are too many to be named
	 */
	Optional<Holding> holding(String kind, List<Set<String>> words);

	/**
	 * Tickets by their ids.
	 *
	 * @param asOf what changed since then is not known yet
	 */
	record Holding(List<UUID> ids, Instant asOf) {
	}

}
