package io.nagare.ticket;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.identity.Directory;
import io.nagare.identity.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;

/** Whom a ticket's events concern, whatever its practice. */
@Component
class TicketNotices {

	private static final Label PROCESS = new Label("ワークフロー", "The workflow");

	private final TicketRecords records;

	private final WorkNoteRepository notes;

	private final Directory directory;

	private final Notifications notifications;

	TicketNotices(TicketRecords records, WorkNoteRepository notes, Directory directory, Notifications notifications) {
		this.records = records;
		this.notes = notes;
		this.directory = directory;
		this.notifications = notifications;
	}

	/** The reporter reads what is written to him, the assignee what the reporter says. */
	@EventListener
	void on(NoteAdded note) {
		if (!note.publicNote()) {
			return;
		}
		Ticket ticket = ticket(note.ticket().id());
		Optional<UUID> reader = note.byReporter() ? ticket.assignee() : Optional.of(ticket.reporter());
		if (reader.isPresent()) {
			String content = this.notes.findById(note.note()).orElseThrow(Refusal::notFound).content();
			tell(Notice.of("ticket.note", ticket.title(), name(note.actor()), content).to(reader.get()), ticket);
		}
	}

	/** Who takes a ticket himself knows it. */
	@EventListener
	void on(FieldChanged change) {
		String assignee = change.after();
		if (change.field().equals("assignee_id") && assignee != null
				&& !UUID.fromString(assignee).equals(change.actor())) {
			Ticket ticket = ticket(change.ticket().id());
			tell(Notice.of("ticket.assigned", ticket.title(), name(change.actor())).to(UUID.fromString(assignee)),
					ticket);
		}
	}

	private void tell(Notice notice, Ticket ticket) {
		this.notifications.tell(notice.about(ticket.ref()).confidential(ticket.isConfidential()));
	}

	private Ticket ticket(UUID id) {
		return this.records.get(Ticket.class, id);
	}

	private Object name(@Nullable UUID actor) {
		Optional<String> name = Optional.ofNullable(actor).flatMap(this.directory::user).map(User::fullName);
		return name.isPresent() ? name.get() : PROCESS;
	}

}
