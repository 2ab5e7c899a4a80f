package io.nagare.notification;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Knows what notices ask somebody to decide, and where he can do so at once. Who takes
 * his answer knows.
 */
public interface NoticeLinks {

	/** The kinds of notices that ask for a decision. */
	Set<String> kinds();

	/**
	 * The whole address for the recipient alone, and nobody else; empty for a
	 * notification that asks nothing.
	 */
	Optional<String> of(Notification notification);

	/** Whether a decision on the ticket, which he may read, still waits for the user. */
	boolean waits(UUID user, UUID ticket);

}
