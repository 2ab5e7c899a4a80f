package io.nagare.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.intake.mime.ParsedMail;
import io.nagare.intake.mime.QuotedText;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.attachment.Attachments;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.journal.WorkNote;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;

/** What a mail does to tickets, as its sender would by himself. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MailTickets {

	private static final int LONGEST_TITLE = 500;

	private static final int MOST_FILES = 50;

	private final TicketService service;

	private final Tickets tickets;

	private final TicketNotes notes;

	private final Attachments attachments;

	private final TicketLinks links;

	private final CurrentCaller callers;

	private final Directory directory;

	MailTickets(TicketService service, Tickets tickets, TicketNotes notes, Attachments attachments, TicketLinks links,
			CurrentCaller callers, Directory directory) {
		this.service = service;
		this.tickets = tickets;
		this.notes = notes;
		this.attachments = attachments;
		this.links = links;
		this.callers = callers;
		this.directory = directory;
	}

	Optional<Ticket> readable(UUID id) {
		return this.tickets.findReadable(id);
	}

	Optional<Ticket> readable(String number) {
		return this.tickets.findReadable(number);
	}

	boolean isReporter(Ticket ticket) {
		return ticket.reporter().equals(this.callers.require().userId());
	}

	boolean isByAgent() {
		return this.callers.require().isAgent();
	}

	/**
	 * Opens a ticket.
	 * @param stranger the address it comes from, for which another reports; null where
	 * its sender is known
	 * @param fields what else is said of it
	 */
	Ticket report(String kind, ParsedMail mail, @Nullable String stranger, Map<String, Object> fields) {
		List<String> left = new ArrayList<>();
		List<ParsedMail.MailFile> kept = kept(mail.files(), left);
		Map<String, Object> all = new LinkedHashMap<>(fields);
		all.put("title", title(mail));
		String head = (stranger == null) ? ""
				: Texts.label("mail.from", (mail.senderName() + " <" + stranger + ">").strip())
					.in(this.directory.language()) + "\n\n";
		String text = head + QuotedText.of(mail.text()).shown() + left(left);
		if (!text.isBlank()) {
			all.put("description", shortened(text, TicketNotes.LONGEST));
		}
		UUID id = this.service.report(kind, all);
		add(id, kept);
		return this.tickets.readable(id);
	}

	/** Writes a note, and adds what was sent along. */
	void answer(UUID ticket, String text, boolean publicNote, List<ParsedMail.MailFile> files) {
		List<String> left = new ArrayList<>();
		List<ParsedMail.MailFile> kept = kept(files, left);
		String said = text.isBlank() && !files.isEmpty() ? Texts.label("mail.files_only").in(this.directory.language())
				: text;
		String all = said + left(left);
		this.notes.add(ticket, WorkNote.WORK_NOTE,
				shortened(all.isBlank() ? Texts.label("mail.empty").in(this.directory.language()) : all,
						TicketNotes.LONGEST),
				publicNote);
		add(ticket, kept);
	}

	void relate(UUID ticket, UUID former) {
		this.links.link(ticket, former, LinkType.FOLLOWS);
	}

	private String title(ParsedMail mail) {
		String title = mail.subject();
		if (title.isBlank()) {
			title = mail.text().lines().map(String::strip).filter((line) -> !line.isEmpty()).findFirst().orElse("");
		}
		return title.isBlank() ? Texts.label("mail.no_subject").in(this.directory.language())
				: shortened(title, LONGEST_TITLE);
	}

	private static String shortened(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
		return text.substring(0, end) + "…";
	}

	private List<ParsedMail.MailFile> kept(List<ParsedMail.MailFile> files, List<String> left) {
		List<ParsedMail.MailFile> kept = new ArrayList<>();
		for (ParsedMail.MailFile file : files) {
			Optional<String> refusal = (kept.size() >= MOST_FILES) ? Optional.of("too_many") : this.attachments
				.refusal(file.name(), file.content().length, new ByteArrayResource(file.content()));
			if (refusal.isPresent()) {
				left.add(shortened(file.name(), 100));
			}
			else {
				kept.add(file);
			}
		}
		return kept;
	}

	private String left(List<String> names) {
		return names.isEmpty() ? ""
				: "\n\n" + Texts
					.label("mail.files_left", String.join(", ", names.subList(0, Math.min(names.size(), 20))))
					.in(this.directory.language());
	}

	private void add(UUID ticket, List<ParsedMail.MailFile> files) {
		files.forEach((file) -> this.attachments.add(ticket, file.name(), null, file.content().length,
				new ByteArrayResource(file.content())));
	}

}
