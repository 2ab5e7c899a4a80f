package io.nagare.notification;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * Knows how the tickets stand that people were told of some time ago. Tickets lie above.
 */
public interface NoticedTickets {

	/** Those of the tickets that the user may read now. */
	Map<UUID, State> now(UUID user, Collection<UUID> tickets);

	/**
	 * How a ticket stands.
	 *
	 * @param ended whether it is closed or cancelled
	 * @param confidential whether no mail shows more than its kind and number
	 */
	record State(boolean ended, boolean confidential) {
	}

}
