package io.nagare.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for. What is absent narrows nothing; what narrows tickets finds
 * nothing else.
 *
 * @param typed what he typed, as it is
 * @param type {@code ticket}, {@code person} or {@code item}; null for all
 * @param kind the kinds of tickets, or classes of items
 * @param only which values fields of tickets may have, by the names that lists call them
 * by
 * @param createdAfter tickets reported since then
 * @param createdBefore tickets reported before then
 * @param typing whether he is still typing, so that nothing is learnt from what is not
 * found
 */
public record SearchQuestion(String typed, @Nullable String type, @Nullable List<String> kind,
		Map<String, List<String>> only, @Nullable Instant createdAfter, @Nullable Instant createdBefore,
		boolean typing) {

	/** Whether only tickets can be meant. */
	boolean isAboutTickets() {
		return !this.only.isEmpty() || this.createdAfter != null || this.createdBefore != null;
	}

}
