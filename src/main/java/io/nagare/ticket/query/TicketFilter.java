package io.nagare.ticket.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.ticket.StandingViews;

/**
 * Which tickets a list shows. Every part narrows it; a part that is absent does not.
 *
 * @param status words of the model
 * @param priority words of the table
 * @param phase words of {@link io.nagare.shared.Phase}
 * @param slaState words of {@link io.nagare.sla.SlaState#state}
 * @param q text in title or description, or the number
 * @param view the key of a {@link StandingViews standing view}
 */
public record TicketFilter(@Nullable List<String> status, @Nullable List<String> priority, @Nullable List<String> phase,
		@Nullable List<String> slaState, @Nullable UUID assigneeId, @Nullable UUID teamId, @Nullable UUID categoryId,
		@Nullable UUID reporterId, @Nullable UUID ciId, @Nullable Instant createdAfter, @Nullable Instant createdBefore,
		@Nullable String q, @Nullable String view) {

	/** Narrows nothing. */
	static final TicketFilter NONE = new TicketFilter(null, null, null, null, null, null, null, null, null, null, null,
			null, null);

}
