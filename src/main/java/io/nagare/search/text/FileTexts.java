package io.nagare.search.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

import javax.xml.stream.XMLStreamException;

import io.nagare.intake.mime.HtmlText;
import io.nagare.intake.mime.MailCharsets;
import io.nagare.intake.mime.MailParser;
import io.nagare.intake.mime.ParsedMail;
import io.nagare.intake.mime.UnreadableMailException;

/** Reads what a file says: PDF, Office, OpenDocument, mails, HTML and plain text. */
public final class FileTexts {

	private static final Set<String> PLAIN = Set.of("application/json", "application/xml", "application/x-yaml",
			"application/sql", "application/javascript");

	/** How files begin that Office has encrypted. */
	private static final long COMPOUND = 0xD0CF11E0A1B11AE1L;

	private FileTexts() {
	}

	/**
	 * What a file says, the beginning of a long one.
	 * @param file its bytes
	 * @param contentType what it is by its bytes
	 * @param name as people call it
	 * @param time how long it may take
	 */
	public static Said of(byte[] file, String contentType, String name, Duration time) {
		ReadText text = new ReadText(time);
		try {
			read(file, contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip(), name, text);
		}
		catch (ReadText.EnoughException ex) {
			return Said.of(text);
		}
		catch (UnreadableFileException ex) {
			return Said.nothing(ex.reason());
		}
		catch (UncheckedIOException | IOException | XMLStreamException | UnreadableMailException ex) {
			return because(ex, text);
		}
		catch (RuntimeException | StackOverflowError ex) {
			// parsers meet with what nobody thought of
			return because(ex, text);
		}
		return Said.of(text);
	}

	private static Said because(Throwable failure, ReadText text) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ReadText.EnoughException) {
				return Said.of(text);
			}
			if (cause instanceof ReadText.TooMuchException tooMuch) {
				return Said.nothing(String.valueOf(tooMuch.getMessage()));
			}
		}
		return Said.nothing("broken");
	}

	private static void read(byte[] file, String type, String name, ReadText text)
			throws IOException, XMLStreamException, UnreadableFileException, UnreadableMailException {
		if (type.equals("application/pdf")) {
			PdfText.read(file, text);
		}
		else if (type.startsWith("application/vnd.openxmlformats-officedocument.")) {
			OfficeText.read(file, text);
		}
		else if (type.startsWith(OpenDocumentText.TYPES)) {
			OpenDocumentText.read(file, text);
		}
		else if (OldOfficeText.isOne(type)) {
			OldOfficeText.read(file, type, text);
		}
		else if (type.equals("message/rfc822")) {
			mail(file, text);
		}
		else if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
			text.add(HtmlText.of(bytes(file, text), null));
		}
		else if (type.startsWith("text/") || PLAIN.contains(type)) {
			text.add(MailCharsets.decode(bytes(file, text), null));
		}
		else {
			throw new UnreadableFileException(isLocked(file, name) ? "encrypted" : "format");
		}
	}

	private static byte[] bytes(byte[] file, ReadText text) throws IOException {
		try (InputStream bytes = text.counted(new ByteArrayInputStream(file))) {
			return bytes.readAllBytes();
		}
	}

	/** Its subject, what it says, and what the files are called that it brings. */
	private static void mail(byte[] file, ReadText text) throws IOException, UnreadableMailException {
		try (InputStream bytes = text.counted(new ByteArrayInputStream(file))) {
			ParsedMail mail = MailParser.parse(bytes);
			text.add(mail.subject());
			text.gap();
			text.add(mail.senderName());
			text.gap();
			text.add(mail.text());
			mail.files().forEach((one) -> {
				text.gap();
				text.add(one.name());
			});
		}
	}

	private static boolean isLocked(byte[] file, String name) {
		if (!name.toLowerCase(Locale.ROOT).matches(".*\\.(?:docx|xlsx|pptx)")) {
			return false;
		}
		return file.length >= Long.BYTES && ByteBuffer.wrap(file).getLong() == COMPOUND;
	}

	/**
	 * What a file says.
	 *
	 * @param text empty where it says nothing
	 * @param reason why searches cannot find it by its text; empty where they can
	 */
	public record Said(String text, String reason) {

		static Said of(ReadText text) {
			return new Said(text.text(), "");
		}

		static Said nothing(String reason) {
			return new Said("", reason);
		}

		/** Whether searches find it by its text. */
		public boolean isSearchable() {
			return this.reason.isEmpty();
		}

	}

}
