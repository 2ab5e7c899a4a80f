package io.nagare.notification;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketRef;

/**
 * Knows the tickets that people are told of: how they stand some time later, and what a
 * notice would say of them. Tickets lie above.
 */
public interface NoticedTickets {

	/** Those of the tickets that the user may read now. */
	Map<UUID, State> now(UUID user, Collection<UUID> tickets);

	/**
	 * The ticket that the current caller names by id or number.
	 * @throws Refusal VALIDATION_FAILED naming {@code ticket} where he may read none
	 */
	Subject subject(String idOrNumber);

	/**
	 * What notices of a ticket say.
	 *
	 * @param confidential whether no mail shows more than its kind and number
	 * @param values what stands in the places of texts, as far as the ticket says it
	 */
	record Subject(TicketRef ticket, boolean confidential, Map<String, Label> values) {
	}

	/**
	 * How a ticket stands.
	 *
	 * @param ended whether it is closed or cancelled
	 * @param confidential whether no mail shows more than its kind and number
	 */
	record State(boolean ended, boolean confidential) {
	}

}
