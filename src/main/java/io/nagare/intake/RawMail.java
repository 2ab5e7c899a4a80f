package io.nagare.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.nagare.intake.mime.MailParser;
import io.nagare.intake.mime.ParsedMail;
import io.nagare.intake.mime.UnreadableMailException;
import io.nagare.shared.Sha256;

/**
 * A mail as it lies in a mailbox.
 *
 * @param validity by which the server numbers its mails
 * @param uid its number
 * @param size in bytes
 * @param hash of all its bytes
 * @param mail what it says, or its header alone
 * @param unreadable why it cannot be read, in one word; null where it can
 */
public record RawMail(long validity, long uid, long size, String hash, ParsedMail mail, @Nullable String unreadable) {

	private static final String BROKEN = "broken";

	/**
	 * Reads a mail.
	 * @param whole its bytes
	 */
	public static RawMail of(long validity, long uid, byte[] whole) {
		String hash = Sha256.hex(whole);
		try {
			return new RawMail(validity, uid, whole.length, hash, MailParser.parse(new ByteArrayInputStream(whole)),
					null);
		}
		catch (UnreadableMailException ex) {
			return new RawMail(validity, uid, whole.length, hash, parsed(header(whole)), ex.reason());
		}
		catch (IOException | RuntimeException | StackOverflowError | LinkageError ex) {
			return new RawMail(validity, uid, whole.length, hash, parsed(header(whole)), BROKEN);
		}
	}

	/** A mail that is too large to be read: its header says what it is about. */
	public static RawMail tooLarge(long validity, long uid, long size, byte[] header) {
		return unread(validity, uid, size, header, "too_large");
	}

	/** A mail that nodes end with, of which nobody looks at more than the header. */
	public static RawMail broken(long validity, long uid, long size, byte[] header) {
		return unread(validity, uid, size, header, BROKEN);
	}

	private static RawMail unread(long validity, long uid, long size, byte[] header, String why) {
		return new RawMail(validity, uid, size, Sha256.hex(header), parsed(header(header)), why);
	}

	private static byte[] header(byte[] whole) {
		String latin = new String(whole, 0, Math.min(whole.length, 64 * 1024), StandardCharsets.ISO_8859_1);
		int end = latin.indexOf("\r\n\r\n");
		String head = (end < 0) ? latin : latin.substring(0, end);
		// without what tells of its structure
		return (head.replaceAll("(?im)^content-[a-z-]+:.*(?:\\r?\\n[ \\t].*)*+\\r?\\n?", "") + "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static ParsedMail parsed(byte[] header) {
		try {
			return MailParser.parse(new ByteArrayInputStream(header));
		}
		catch (IOException | UnreadableMailException | RuntimeException | StackOverflowError | LinkageError ex) {
			return nothing();
		}
	}

	private static ParsedMail nothing() {
		try {
			return MailParser.parse(new ByteArrayInputStream(new byte[0]));
		}
		catch (IOException | UnreadableMailException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
