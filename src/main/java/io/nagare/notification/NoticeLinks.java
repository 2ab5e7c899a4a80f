package io.nagare.notification;

import java.util.Optional;

/**
 * Knows where somebody can do at once what a mail asks of him. Who takes his answer
 * knows.
 */
public interface NoticeLinks {

	/**
	 * The whole address for the recipient alone, and nobody else; empty for a
	 * notification that asks nothing.
	 */
	Optional<String> of(Notification notification);

}
