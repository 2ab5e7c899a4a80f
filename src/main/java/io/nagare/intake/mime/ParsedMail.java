package io.nagare.intake.mime;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A mail as people read it.
 *
 * @param headers its header
 * @param messageId without the angle brackets; null where it has none
 * @param references the mails it answers, by their ids, the nearest last
 * @param sender the one address it says it comes from; null where it names none, several,
 * or one that can be read in two ways
 * @param senderName as the sender calls himself; empty for nothing
 * @param subject one line; empty for none
 * @param text what is written, as plain text
 * @param files what is attached, pictures within the text too
 */
public record ParsedMail(MailHeaders headers, @Nullable String messageId, List<String> references,
		@Nullable String sender, String senderName, String subject, String text, List<MailFile> files) {

	/** Its subject alone sounds like a machine's. */
	public static final String PERHAPS_MACHINE = "perhaps_machine";

	/** The same mail in other words. */
	public ParsedMail saying(String subject, String text) {
		return new ParsedMail(this.headers, this.messageId, this.references, this.sender, this.senderName, subject,
				text, this.files);
	}

	/** Why it was sent by a machine, in one word; empty for a person's. */
	public Optional<String> machine() {
		return MachineMail.reason(this);
	}

	/** Whether its From holds addresses of which none is plainly the sender's. */
	public boolean isSenderAmbiguous() {
		return this.sender == null && this.headers.all("from").stream().anyMatch((from) -> from.indexOf('@') >= 0);
	}

	/**
	 * Whether a person wrote it to a list that passes it on, as groups that stand before
	 * a mailbox do; not what is sent in bulk or answers by itself.
	 */
	public boolean isPassedOnByList() {
		return MachineMail.isPassedOn(this);
	}

	/**
	 * Something attached.
	 *
	 * @param name as the sender calls it
	 * @param content its bytes
	 * @param place what it is to the mail
	 */
	@SuppressWarnings("ArrayRecordComponent") // told apart by identity alone
	public record MailFile(String name, byte[] content, Place place) {

		/** Something beside the text. */
		public MailFile(String name, byte[] content) {
			this(name, content, Place.BESIDE);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

		@Override
		public String toString() {
			return "MailFile[" + this.name + ", " + this.content.length + " bytes]";
		}

	}

	/** What a file is to its mail. */
	public enum Place {

		/** Attached to it. */
		BESIDE,

		/** A picture that the text shows, such as the logo of a signature. */
		WITHIN,

		/** What the mail says, for another to decrypt. */
		ENCRYPTED

	}

}
