package io.nagare.search;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for. What is absent narrows nothing; what narrows tickets finds
 * nothing else.
 *
 * @param typed what he typed, as it is
 * @param type {@code ticket}, {@code person} or {@code item}; null for all
 * @param kind the kinds of tickets, or classes of items
 * @param knownError whether only known errors are wanted
 * @param typing whether he is still typing, so that nothing is learnt from what is not
 * found
 */
public record SearchQuestion(String typed, @Nullable String type, @Nullable List<String> kind,
		@Nullable List<String> status, @Nullable List<String> phase, @Nullable List<String> priority,
		@Nullable List<String> categoryId, @Nullable List<String> teamId, boolean knownError,
		@Nullable Instant createdAfter, @Nullable Instant createdBefore, boolean typing) {

	/** Whether only tickets can be meant. */
	boolean isAboutTickets() {
		return this.status != null || this.phase != null || this.priority != null || this.categoryId != null
				|| this.teamId != null || this.knownError || this.createdAfter != null || this.createdBefore != null;
	}

}
