package io.nagare.ticket.copy;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.attachment.Attachments;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;

/** What hangs on a ticket and goes on to the one that takes its place. */
@Component
class CarriedParts {

	private final TicketNotes notes;

	private final Attachments attachments;

	private final TicketLinks links;

	private final TicketWork work;

	private final Directory directory;

	CarriedParts(TicketNotes notes, Attachments attachments, TicketLinks links, TicketWork work, Directory directory) {
		this.notes = notes;
		this.attachments = attachments;
		this.links = links;
		this.work = work;
		this.directory = directory;
	}

	/**
	 * Notes, files, and that the reporter was answered, all within the caller's
	 * transaction.
	 */
	void carryOver(Ticket original, Ticket other) {
		this.links.link(other.id(), original.id(), LinkType.RELATED_TO);
		this.notes.carryOver(original.id(), other.id());
		List<String> missing = this.attachments.carryOver(original.id(), other.id());
		this.work.note(other, Texts.label("ticket.note.converted_from", original.number()), false);
		if (!missing.isEmpty()) {
			this.work.note(other, Texts.label("ticket.note.files_missing").with(String.join(", ", missing)), false);
		}
		if (original.responded().isPresent()) {
			other.answered(this.work.now());
			this.work.save(other);
		}
	}

	/**
	 * Where the ticket goes on, in the tenant's language, for whoever reads the first
	 * one.
	 * @param reason why; null or empty for nothing
	 */
	String referenceTo(Ticket other, @Nullable String reason) {
		Label said = Texts.label("ticket.note.converted_to", other.number());
		return ((reason != null && !reason.isBlank()) ? said.with(reason.strip()) : said).in(this.directory.language());
	}

}
