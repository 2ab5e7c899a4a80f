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
 * @param kept what answers that forms keep must be, said as in lists: {@code system:ERP};
 * null for whatever they are
 * @param createdAfter tickets reported since then
 * @param createdBefore tickets reported before then
 * @param typing whether he is still typing, so that nothing is learnt from what is not
 * found
 */
public record SearchQuestion(String typed, @Nullable String type, @Nullable List<String> kind,
		Map<String, List<String>> only, @Nullable List<String> kept, @Nullable Instant createdAfter,
		@Nullable Instant createdBefore, boolean typing) {

	/** The same, of these kinds and with these values. */
	SearchQuestion with(@Nullable List<String> kinds, Map<String, List<String>> values) {
		return new SearchQuestion(this.typed, this.type, kinds, values, this.kept, this.createdAfter,
				this.createdBefore, this.typing);
	}

	/** Whether only tickets can be meant. */
	boolean isAboutTickets() {
		return !this.only.isEmpty() || this.kept != null || this.createdAfter != null || this.createdBefore != null;
	}

}
