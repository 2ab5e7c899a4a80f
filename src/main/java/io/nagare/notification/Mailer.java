package io.nagare.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.User;

/**
 * Mails what people were told, after the commit, on threads of its own. What the server
 * does not take stays in the register of event publications, which delivers it again
 * every minute; after three days a mail is dropped. A mail leaves twice only when a node
 * dies between sending it and writing that down.
 */
@Component
class Mailer {

	private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

	private final MailQueue queue;

	private final MailServer server;

	private final MailComposer composer;

	private final DirectoryQueries register;

	Mailer(MailQueue queue, MailServer server, MailComposer composer, DirectoryQueries register) {
		this.queue = queue;
		this.server = server;
		this.composer = composer;
		this.register = register;
	}

	@Async(MailThreads.NAME)
	@TransactionalEventListener
	void on(MailDue due) {
		long waiting = waiting(due.notifications());
		if (waiting > 0) {
			throw new MailsWait(waiting);
		}
	}

	private long waiting(List<UUID> notifications) {
		long waiting = 0;
		for (UUID notification : notifications) {
			if (!isDone(notification)) {
				waiting++;
			}
		}
		return waiting;
	}

	/** Tries to mail it, and says whether nothing is left to do. */
	private boolean isDone(UUID notification) {
		if (this.server.isOn() && this.server.isPaused()) {
			return false;
		}
		Optional<MailQueue.Mail> mail = this.queue.take(notification);
		return mail.map(this::isDone).orElseGet(() -> !this.queue.waits(notification));
	}

	private boolean isDone(MailQueue.Mail mail) {
		UUID id = mail.notification().id();
		Optional<User> user = this.register.user(mail.user()).filter(User::isActive);
		if (!this.server.isOn() || user.isEmpty()) {
			this.queue.drop(id);
			return true;
		}
		try {
			this.server.send(this.composer.compose(this.server.newMessage(), mail, user.get()));
			this.queue.sent(id);
			return true;
		}
		catch (MessagingException ex) {
			return dropped(id, ex);
		}
		catch (MailException ex) {
			if (mail.old() || isRefusedForGood(ex)) {
				return dropped(id, ex);
			}
			LOG.warn("Notification {} waits to be mailed: {}", id, reason(ex));
			this.queue.giveBack(id);
			return false;
		}
	}

	private boolean dropped(UUID id, Exception ex) {
		LOG.warn("Notification {} is not mailed: {}", id, reason(ex));
		this.queue.drop(id);
		return true;
	}

	/** The server knows no such address. */
	static boolean isRefusedForGood(MailException ex) {
		return ex instanceof MailSendException refused && Stream.of(refused.getMessageExceptions())
			.anyMatch((each) -> each instanceof SendFailedException failed && failed.getInvalidAddresses() != null
					&& failed.getInvalidAddresses().length > 0);
	}

	private static String reason(Exception ex) {
		return NoticeTexts.oneLine(String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()));
	}

	/** Keeps the event for another try; the log has told why. */
	private static final class MailsWait extends RuntimeException {

		private static final long serialVersionUID = 1L;

		MailsWait(long count) {
			super(count + " mails wait", null, false, false);
		}

	}

}
