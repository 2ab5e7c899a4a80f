package io.nagare.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;

/** Keeps what became of mails, and tells who is to know. */
@Component
@Transactional
class MailOutcomes {

	private final MailLog log;

	private final Notifications notifications;

	private final DirectoryQueries directory;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	MailOutcomes(MailLog log, Notifications notifications, DirectoryQueries directory, ApplicationEventPublisher events,
			Clock clock) {
		this.log = log;
		this.notifications = notifications;
		this.directory = directory;
		this.events = events;
		this.clock = clock;
	}

	/** Puts on record that a mail became part of a ticket. */
	MailEntry taken(MailEntry entry) {
		this.events.publishEvent(MailAuditEvent.taken(entry));
		return entry;
	}

	/** Tells a reporter that his mail is a ticket now. */
	void tellTaken(Ticket ticket) {
		this.notifications.tell(Notice.of("mail.taken", ticket.title())
			.to(ticket.reporter())
			.about(ticket.ref())
			.confidential(ticket.isConfidential())
			.evenToTheActor());
	}

	/** Keeps what became of a mail, which is done with so. */
	void write(Mailbox mailbox, MailEntry entry) {
		this.log.write(entry);
		this.log.done(mailbox.id(), entry.validity(), entry.uid());
		if (entry.outcome().equals(MailEntry.HELD)) {
			tellHeld(mailbox, entry);
		}
	}

	/** Once a day and reason: a list tells of each. */
	private void tellHeld(Mailbox mailbox, MailEntry entry) {
		String reason = String.valueOf(entry.reason());
		this.notifications.tell(Notice
			.of("mail.held", entry.subject().isEmpty() ? "-" : entry.subject(), mailbox.name(),
					(entry.sender() != null) ? entry.sender() : "-", Texts.label("mail.reason." + reason))
			.to(this.directory.withRoles(List.of(Roles.ADMIN)).stream().map(User::id).toList())
			.once(mailbox.id() + " " + reason + " " + LocalDate.now(this.clock))
			.evenToTheActor());
	}

}
