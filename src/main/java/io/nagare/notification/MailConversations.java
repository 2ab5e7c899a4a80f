package io.nagare.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Knows the mails that people wrote on tickets, so that what they are told stands beneath
 * them, and where they write back to. Who takes mails in knows.
 */
public interface MailConversations {

	/**
	 * The conversation of a ticket.
	 * @param ticket null for a mail about none
	 * @param address of who is written to
	 */
	Optional<Conversation> of(@Nullable UUID ticket, String address);

	/**
	 * Where a mail belongs.
	 *
	 * @param replyTo where answers are read; null for nowhere
	 * @param answered the ids of the mails that he wrote, the youngest last
	 * @param subject of the first of them, without what answers add to it; null where he
	 * wrote none
	 */
	record Conversation(@Nullable String replyTo, List<String> answered, @Nullable String subject) {
	}

}
