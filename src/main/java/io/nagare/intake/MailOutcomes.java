package io.nagare.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.shared.PublicUrl;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;

/** Keeps what became of mails, and tells who is to know. */
@Component
@Transactional
class MailOutcomes {

	private static final Logger LOG = LoggerFactory.getLogger(MailOutcomes.class);

	private final MailLog log;

	private final Notifications notifications;

	private final DirectoryQueries directory;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final ObjectProvider<FirstAnswers> answers;

	private final PublicUrl url;

	MailOutcomes(MailLog log, Notifications notifications, DirectoryQueries directory, ApplicationEventPublisher events,
			Clock clock, ObjectProvider<FirstAnswers> answers, PublicUrl url) {
		this.log = log;
		this.notifications = notifications;
		this.directory = directory;
		this.events = events;
		this.clock = clock;
		this.answers = answers;
		this.url = url;
	}

	/** Puts on record that a mail became part of a ticket. */
	MailEntry taken(MailEntry entry) {
		this.events.publishEvent(MailAuditEvent.taken(entry));
		return entry;
	}

	/** Tells a reporter that his mail is a ticket now, and what may help already. */
	void tellTaken(Ticket ticket) {
		this.notifications.tell(Notice.of("mail.taken", ticket.title(), help(ticket))
			.to(ticket.reporter())
			.about(ticket.ref())
			.confidential(ticket.isConfidential())
			.evenToTheActor());
	}

	/** Nothing where no article is about the same matter, or where none can be found. */
	private Label help(Ticket ticket) {
		List<Label> lines = found(ticket).stream()
			.map((answer) -> Texts.label("mail.article", answer.title(), answer.number(),
					this.url.configured("/tickets/" + answer.number()).map((address) -> "\n  " + address).orElse("")))
			.toList();
		return lines.isEmpty() ? Label.said("") : Texts.label("mail.articles", Label.joined(lines, "\n", "\n"));
	}

	/** A search that does not work keeps no mail from becoming a ticket. */
	private List<FirstAnswers.Answer> found(Ticket ticket) {
		try {
			return this.answers.stream()
				.flatMap((known) -> known
					.to(ticket.id(), ticket.title(), Objects.requireNonNullElse(ticket.description(), ""))
					.stream())
				.toList();
		}
		catch (RuntimeException ex) {
			LOG.warn("No articles are offered to the reporter of {}", ticket.number(), ex);
			return List.of();
		}
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
