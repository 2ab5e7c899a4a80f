package io.nagare.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
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

	/** So long a mail is news, whoever may read what. */
	private static final Duration FRESH = Duration.ofMinutes(1);

	private final MailQueue queue;

	private final MailServer server;

	private final MailComposer composer;

	private final DigestComposer digests;

	private final NoticeReview review;

	private final DirectoryQueries register;

	Mailer(MailQueue queue, MailServer server, MailComposer composer, DigestComposer digests, NoticeReview review,
			DirectoryQueries register) {
		this.queue = queue;
		this.server = server;
		this.composer = composer;
		this.digests = digests;
		this.review = review;
		this.register = register;
	}

	@Async(MailThreads.NAME)
	@TransactionalEventListener
	void on(MailDue due) {
		mail(due.notifications());
	}

	@Async(MailThreads.URGENT)
	@TransactionalEventListener
	void on(UrgentMailDue due) {
		mail(due.notifications());
	}

	private void mail(List<UUID> notifications) {
		long waiting = waiting(notifications);
		if (waiting > 0) {
			throw new MailsWait(waiting);
		}
	}

	/** What waited is looked at again, and leaves as one mail. */
	@Async(MailThreads.NAME)
	@TransactionalEventListener
	void on(DigestDue due) {
		if (isPaused()) {
			throw new MailsWait(1);
		}
		List<MailQueue.Mail> waited = this.queue.takeDigest(due.digest());
		boolean done = waited.isEmpty() ? !this.queue.digestWaits(due.digest()) : isDone(due.digest(), waited);
		if (!done) {
			throw new MailsWait(1);
		}
	}

	private boolean isDone(UUID digest, List<MailQueue.Mail> waited) {
		UUID recipient = waited.get(0).user();
		List<MailQueue.Mail> news = this.review.news(recipient, waited);
		List<UUID> told = ids(news);
		List<UUID> over = ids(waited).stream().filter((id) -> !told.contains(id)).toList();
		boolean done = news.isEmpty() || isDone(news,
				(user) -> (news.size() == 1) ? this.composer.compose(this.server.newMessage(), news.get(0), user)
						: this.digests.compose(this.server.newMessage(), digest, news, areDecisions(news), user));
		if (done) {
			this.queue.drop(over);
		}
		else {
			this.queue.giveBack(over);
		}
		return done;
	}

	private boolean areDecisions(List<MailQueue.Mail> news) {
		Set<String> asking = this.review.asking();
		return news.stream().allMatch((mail) -> asking.contains(mail.notification().kind()));
	}

	private static List<UUID> ids(List<MailQueue.Mail> mails) {
		return mails.stream().map((mail) -> mail.notification().id()).toList();
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
		if (isPaused()) {
			return false;
		}
		Optional<MailQueue.Mail> mail = this.queue.take(notification);
		return mail.map(this::isDone).orElseGet(() -> !this.queue.waits(notification));
	}

	/**
	 * What had to wait is looked at again: its reader may have no right to it any more.
	 */
	private boolean isDone(MailQueue.Mail mail) {
		boolean waited = mail.notification().createdAt().isBefore(Instant.now().minus(FRESH));
		List<MailQueue.Mail> news = waited ? this.review.news(mail.user(), List.of(mail)) : List.of(mail);
		if (news.isEmpty()) {
			this.queue.drop(ids(List.of(mail)));
			return true;
		}
		return isDone(news, (user) -> this.composer.compose(this.server.newMessage(), news.get(0), user));
	}

	private boolean isPaused() {
		return this.server.isOn() && this.server.isPaused();
	}

	/** The same for what one mail tells one person. */
	private boolean isDone(List<MailQueue.Mail> told, Letter letter) {
		List<UUID> ids = ids(told);
		Optional<User> user = this.register.user(told.get(0).user()).filter(User::isActive);
		if (!this.server.isOn() || user.isEmpty()) {
			this.queue.drop(ids);
			return true;
		}
		try {
			this.server.send(letter.to(user.get()));
			this.queue.sent(ids);
			return true;
		}
		catch (MessagingException ex) {
			return dropped(ids, ex);
		}
		catch (MailException ex) {
			if (told.stream().anyMatch(MailQueue.Mail::old) || isRefusedForGood(ex)) {
				return dropped(ids, ex);
			}
			ids.forEach((id) -> LOG.warn("Notification {} waits to be mailed: {}", id, reason(ex)));
			this.queue.giveBack(ids);
			return false;
		}
	}

	private boolean dropped(List<UUID> ids, Exception ex) {
		ids.forEach((id) -> LOG.warn("Notification {} is not mailed: {}", id, reason(ex)));
		this.queue.drop(ids);
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

	/** What is written to somebody. */
	@FunctionalInterface
	private interface Letter {

		MimeMessage to(User user) throws MessagingException;

	}

	/** Keeps the event for another try; the log has told why. */
	private static final class MailsWait extends RuntimeException {

		private static final long serialVersionUID = 1L;

		MailsWait(long count) {
			super(count + " mails wait", null, false, false);
		}

	}

}
