package io.nagare.notification;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;

import io.nagare.directory.User;

/**
 * Mails files, at once and once: whoever calls keeps what is to be mailed and tries
 * again.
 */
@Component
public class FileMails {

	private static final Logger LOG = LoggerFactory.getLogger(FileMails.class);

	private final MailServer server;

	private final MailFrame frame;

	FileMails(MailServer server, MailFrame frame) {
		this.server = server;
		this.frame = frame;
	}

	/** Whether anything is mailed at all. */
	public boolean isOn() {
		return this.server.isOn();
	}

	/** Whether trying now would be in vain. */
	public boolean isPaused() {
		return this.server.isPaused();
	}

	/**
	 * Hands the mail to the server.
	 * @param id what the mail is known by, however often it is sent
	 */
	public Outcome send(UUID id, User user, FileMail mail) {
		if (!isOn()) {
			return Outcome.REFUSED;
		}
		try {
			this.server.send(compose(id, user, mail));
			return Outcome.SENT;
		}
		catch (MessagingException ex) {
			LOG.warn("Mail {} is not sent: {}", id, ex.getMessage());
			return Outcome.REFUSED;
		}
		catch (MailException ex) {
			LOG.warn("Mail {} was not taken: {}", id, ex.getMessage());
			return Mailer.isRefusedForGood(ex) ? Outcome.REFUSED : Outcome.LATER;
		}
	}

	private MimeMessage compose(UUID id, User user, FileMail mail) throws MessagingException {
		MimeMessage message = this.server.newMessage();
		this.frame.address(message, MailFrame.addressOf(user.email(), user.fullName()), id.toString(), mail.title());
		Map<String, String> links = new LinkedHashMap<>();
		String url = this.frame.url(mail.path());
		if (!url.isEmpty()) {
			links.put("open", url);
		}
		MimeBodyPart text = new MimeBodyPart();
		text.setContent(this.frame.content(mail.title(),
				mail.title() + "\n\n" + mail.body() + "\n\n" + this.frame.plainLinks(links, mail.locale()), "",
				MailComposer.PARAGRAPH.formatted(MailFrame.lines(mail.body()))
						+ this.frame.buttons(links, mail.locale()),
				mail.locale()));
		MimeMultipart parts = new MimeMultipart("mixed", text);
		FileMail.File file = mail.file();
		if (file != null) {
			MimeBodyPart attached = new MimeBodyPart();
			attached.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.type())));
			attached.setFileName(NoticeTexts.oneLine(encoded(file.name())));
			attached.setDisposition(jakarta.mail.Part.ATTACHMENT);
			parts.addBodyPart(attached);
		}
		message.setContent(parts);
		return message;
	}

	/** Programs for mail that know no RFC 2231 read the name so too. */
	private static String encoded(String name) {
		try {
			return jakarta.mail.internet.MimeUtility.encodeText(name, StandardCharsets.UTF_8.name(), "B");
		}
		catch (java.io.UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What became of it. */
	public enum Outcome {

		/** The server has it. */
		SENT,

		/** The server cannot be reached now. */
		LATER,

		/** It will never leave. */
		REFUSED

	}

}
