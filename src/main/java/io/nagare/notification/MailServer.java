package io.nagare.notification;

import java.time.Instant;

import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * The one SMTP server, where there is one. When it cannot be reached it is left alone for
 * a while, so that a thousand mails do not wait for a thousand time-outs.
 */
@Component
class MailServer {

	private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);

	private final ObjectProvider<JavaMailSender> sender;

	private final MailSettings settings;

	private final boolean on;

	private volatile Instant pausedUntil = Instant.MIN;

	MailServer(ObjectProvider<JavaMailSender> sender, MailSettings settings,
			@Value("${spring.mail.host:}") String host) {
		this.sender = sender;
		this.settings = settings;
		this.on = !host.isBlank();
		if (this.on) {
			LOG.info("Notices are mailed through {}", host);
		}
		else {
			LOG.info("No mail server is set (spring.mail.host): notices stay in the application");
		}
	}

	/** Whether anything is mailed at all. */
	boolean isOn() {
		return this.on;
	}

	/** Whether trying would be in vain. */
	boolean isPaused() {
		return Instant.now().isBefore(this.pausedUntil);
	}

	MimeMessage newMessage() {
		return this.sender.getObject().createMimeMessage();
	}

	/**
	 * Hands a mail over.
	 * @throws MailException where the server does not take it
	 */
	void send(MimeMessage message) {
		try {
			this.sender.getObject().send(message);
		}
		catch (MailException ex) {
			if (isUnreachable(ex)) {
				this.pausedUntil = Instant.now().plus(this.settings.pause());
				LOG.warn("The mail server cannot be reached and is left alone for {}", this.settings.pause());
			}
			throw ex;
		}
	}

	/** What concerns single mails comes without a cause of its own. */
	private static boolean isUnreachable(MailException ex) {
		return ex instanceof MailAuthenticationException || (ex instanceof MailSendException && ex.getCause() != null);
	}

}
