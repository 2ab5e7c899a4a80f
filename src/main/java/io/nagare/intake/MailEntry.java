package io.nagare.intake;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TicketRef;

/**
 * What became of a mail.
 *
 * @param key by which it is known if it comes again
 * @param messageId as it names itself; null for not at all
 * @param sender its address; null where it names none, or several
 * @param date when it was written, as it says itself; null where it does not
 * @param contentHash of what it says; null where that cannot be read
 * @param outcome {@code ticket}, {@code answer}, {@code note}, {@code duplicate},
 * {@code ignored} or {@code held}
 * @param reason why it was ignored or held; null otherwise
 * @param detail what else is known of it
 * @param ticket the ticket that it became or belongs to; null for none
 * @param at when that was
 */
public record MailEntry(UUID id, UUID mailbox, String key, @Nullable String messageId, long validity, long uid,
		@Nullable String sender, String subject, @Nullable String date, long size, @Nullable String contentHash,
		String outcome, @Nullable String reason, @Nullable String detail, @Nullable TicketRef ticket,
		@Nullable Instant at) {

	public static final String TICKET = "ticket";

	public static final String ANSWER = "answer";

	public static final String NOTE = "note";

	public static final String DUPLICATE = "duplicate";

	public static final String IGNORED = "ignored";

	public static final String HELD = "held";

	/** Whether the other is the same mail in the mailbox. */
	boolean isAt(MailEntry other) {
		return this.validity == other.validity && this.uid == other.uid;
	}

	/**
	 * Whether the other, of the same id, is the same mail on another way: a mailing list
	 * puts something before the subject and below the text, and leaves the date.
	 */
	boolean isPassedOn(MailEntry other) {
		return this.date != null && this.date.equals(other.date) && Objects.equals(this.sender, other.sender)
				&& (this.subject.contains(other.subject) || other.subject.contains(this.subject));
	}

	MailEntry knownBy(String key) {
		return new MailEntry(this.id, this.mailbox, key, this.messageId, this.validity, this.uid, this.sender,
				this.subject, this.date, this.size, this.contentHash, this.outcome, this.reason, this.detail,
				this.ticket, this.at);
	}

	MailEntry became(String outcome, @Nullable String reason, @Nullable String detail, @Nullable TicketRef ticket) {
		return new MailEntry(this.id, this.mailbox, this.key, this.messageId, this.validity, this.uid, this.sender,
				this.subject, this.date, this.size, this.contentHash, outcome, reason, detail, ticket, this.at);
	}

}
