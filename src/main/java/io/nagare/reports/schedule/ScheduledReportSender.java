package io.nagare.reports.schedule;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.notification.FileMail;
import io.nagare.notification.FileMails;
import io.nagare.reports.TicketExportService;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;

/**
 * Mails a report to one of its recipients, of what he may read at that moment. A mail
 * leaves twice only when a node dies between sending it and writing that down.
 */
@Component
class ScheduledReportSender {

	private final ScheduledReportRepository reports;

	private final ScheduledReportMails mails;

	private final ScheduledReportLetters letters;

	private final Callers people;

	private final Directory directory;

	private final FileMails server;

	private final ApplicationEventPublisher events;

	ScheduledReportSender(ScheduledReportRepository reports, ScheduledReportMails mails, ScheduledReportLetters letters,
			Callers people, Directory directory, FileMails server, ApplicationEventPublisher events) {
		this.reports = reports;
		this.mails = mails;
		this.letters = letters;
		this.people = people;
		this.directory = directory;
		this.server = server;
		this.events = events;
	}

	/** Whether no mail leaves at the moment. */
	boolean isPaused() {
		return this.server.isPaused();
	}

	/** Mails one that waits, unless somebody else is about to. */
	void send(UUID id) {
		this.mails.take(id).ifPresent((mail) -> {
			try {
				String state = outcome(mail);
				if (state != null) {
					this.mails.end(id, state);
				}
				else if (mail.old()) {
					this.mails.end(id, "dropped");
				}
				else {
					this.mails.giveBack(id);
				}
			}
			catch (RuntimeException ex) {
				if (Refusal.in(ex).filter((refusal) -> refusal.kind() != Refusal.Kind.UNAVAILABLE).isPresent()) {
					this.mails.end(id, "refused");
					this.events.publishEvent(new ScheduledReportRefused(mail.report(), mail.dueAt()));
				}
				else if (mail.old()) {
					this.mails.end(id, "dropped");
					throw ex;
				}
				else {
					throw ex;
				}
			}
		});
	}

	/** What became of it; null where it is to be tried again. */
	private @Nullable String outcome(ScheduledReportMails.Mail mail) {
		ScheduledReport report = this.reports.findById(mail.report()).orElseThrow(Refusal::notFound);
		Caller recipient = this.people.memberById(mail.recipient()).orElseThrow(Refusal::forbidden);
		recipient.demand(TicketExportService.READS);
		User user = this.directory.user(mail.recipient()).orElseThrow(Refusal::notFound);
		return CurrentCaller.during(recipient, () -> {
			FileMail letter = this.letters.of(report, user, mail.dueAt());
			return switch (this.server.send(mail.id(), user, letter)) {
				case LATER -> null;
				case REFUSED -> "dropped";
				case SENT -> sent(report, mail, letter.file() != null);
			};
		});
	}

	private String sent(ScheduledReport report, ScheduledReportMails.Mail mail, boolean whole) {
		this.events.publishEvent(new Mailed(report.id(), report.name(), mail.dueAt()));
		return whole ? "sent" : "too_large";
	}

	/** Somebody was mailed a report; that is he who read it. */
	private record Mailed(UUID report, String name, Instant dueAt) implements AuditableEvent {

		@Override
		public String action() {
			return "scheduled_report.mailed";
		}

		@Override
		public String entityType() {
			return "scheduled_report";
		}

		@Override
		public String entityId() {
			return this.report.toString();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("name", this.name, "due_at", this.dueAt.toString());
		}

	}

}
