package io.nagare.intake;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.User;
import io.nagare.intake.mime.ParsedMail;

/** Who sends a mail, as whom it is taken, and how many are taken. */
@Component
@Transactional(readOnly = true)
class MailSenders {

	private final DirectoryQueries directory;

	private final Callers callers;

	private final MailboxService mailboxes;

	private final MailLog log;

	private final IntakeSettings settings;

	MailSenders(DirectoryQueries directory, Callers callers, MailboxService mailboxes, MailLog log,
			IntakeSettings settings) {
		this.directory = directory;
		this.callers = callers;
		this.mailboxes = mailboxes;
		this.log = log;
		this.settings = settings;
	}

	/** The person of the bound tenant who has the address; empty for nobody at work. */
	Optional<User> known(ParsedMail mail) {
		return Optional.ofNullable(mail.sender()).flatMap(this.directory::userByEmail).filter(User::isActive);
	}

	/** As whom it is taken: its sender, or whom the mailbox names for others. */
	Optional<Caller> caller(Mailbox mailbox, Optional<User> sender) {
		return sender.map(User::id)
			.or(() -> mailbox.unknownSenders().equals(Mailbox.REPORT_AS) ? mailbox.reportAs() : Optional.empty())
			.flatMap(this.callers::byId)
			.filter((one) -> mailbox.tenant().equals((one.tenant() != null) ? one.tenant().id() : null));
	}

	/** Whether the mailbox opened as many tickets in the last hour as it may. */
	boolean isFull(Mailbox mailbox) {
		return this.log.ticketsOf(mailbox.id()) >= this.settings.ticketsPerHour();
	}

	/** Whether the sender wrote as often to the ticket in the last hour as he may. */
	boolean answersTooMuch(UUID ticket, String sender) {
		return this.log.answersOf(sender, ticket) >= this.settings.answersPerHour();
	}

	/** Whether it comes from a mailbox that is read here. */
	boolean isOwn(String address) {
		return this.mailboxes.active().stream().anyMatch((one) -> one.address().equalsIgnoreCase(address));
	}

}
