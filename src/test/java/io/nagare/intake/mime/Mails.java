package io.nagare.intake.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Mails byte by byte, as they come over the wire. */
public final class Mails {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	public static Mails from(String sender) {
		return new Mails().line("From: " + sender);
	}

	public Mails line(String ascii) {
		return raw((ascii + "\r\n").getBytes(StandardCharsets.UTF_8));
	}

	public Mails raw(byte[] more) {
		this.bytes.writeBytes(more);
		return this;
	}

	public byte[] bytes() {
		return this.bytes.toByteArray();
	}

	public ParsedMail parsed() {
		try {
			return MailParser.parse(new ByteArrayInputStream(bytes()));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static String base64(byte[] content) {
		return Base64.getEncoder().encodeToString(content);
	}

	public static byte[] in(String charset, String text) {
		return text.getBytes(Charset.forName(charset));
	}

	public static byte[] latin(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
