package io.nagare.ticket.journal;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.masking.PersonalDataMasking;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.access.TicketAccess;

/** What people write on tickets. */
@Component
@Transactional
public class TicketNotes {

	/** Characters of one note. */
	public static final int LONGEST = 100_000;

	private final TicketWork work;

	private final WorkNoteRepository notes;

	private final PersonalDataMasking masking;

	TicketNotes(TicketWork work, WorkNoteRepository notes, PersonalDataMasking masking) {
		this.masking = masking;
		this.work = work;
		this.notes = notes;
	}

	/**
	 * Writes a note. An agent's public note is an answer, which stops the response clock.
	 * @param content at most 100,000 characters
	 * @throws Refusal FORBIDDEN where a reporter tries an internal note, and for who only
	 * reads
	 */
	public UUID add(UUID id, String noteType, String content, boolean publicNote) {
		Ticket ticket = this.work.takeToAdd(id);
		Caller caller = this.work.caller();
		if (!publicNote && !TicketAccess.mayWriteInternally(caller, ticket)) {
			throw Refusal.forbidden("is_public", "reporters_write_publicly");
		}
		UUID note = this.work.note(ticket, noteType, content, publicNote);
		if (publicNote && caller.isAgent() && !caller.userId().equals(ticket.reporter())) {
			ticket.answered(this.work.now());
			this.work.save(ticket);
		}
		this.masking.remark(Map.of("content", content));
		return note;
	}

	/**
	 * Writes the notes of a ticket on another too, by whom and when they were written;
	 * nobody is told of them again.
	 */
	public void carryOver(UUID from, UUID to) {
		Ticket ticket = this.work.takeToAdd(to);
		this.notes.findByTicketIdOrderByCreatedAt(from)
			.forEach((note) -> this.notes.save(note.carriedTo(ticket, this.work.now())));
	}

	/** Whether the last public note was written by somebody other than the reporter. */
	public boolean awaitReporter(Ticket ticket) {
		return this.notes.lastPublicAuthor(ticket.id())
			.filter((author) -> !author.equals(ticket.reporter()))
			.isPresent();
	}

}
