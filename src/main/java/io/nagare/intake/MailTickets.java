package io.nagare.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.intake.mime.ParsedMail;
import io.nagare.intake.mime.QuotedText;
import io.nagare.shared.Sha256;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketSource;
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

	/** The file with all of a long mail's text. */
	private static final String WHOLE = "mail.txt";

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

	/** By whom the mail was written, or for whom it is taken. */
	UUID sender() {
		return this.callers.require().userId();
	}

	boolean isByAgent() {
		return this.callers.require().isAgent();
	}

	/**
	 * Opens a ticket.
	 * @param mailbox that it came to
	 * @param stranger the address it comes from, for which another reports; null where
	 * its sender is known
	 * @param fields what else is said of it
	 */
	Ticket report(Mailbox mailbox, ParsedMail mail, @Nullable String stranger, Map<String, Object> fields) {
		List<String> left = new ArrayList<>();
		String text = head(mail, stranger) + QuotedText.of(mail.text()).shown();
		List<ParsedMail.MailFile> kept = kept(null, withWhole(text, mail.files()), left);
		Map<String, Object> all = new LinkedHashMap<>(fields);
		all.put("title", title(mail));
		String said = fitted(text, after(mail.files(), left));
		if (!said.isBlank()) {
			all.put("description", said);
		}
		UUID id = this.service.report(mailbox.kind(), all, new TicketSource(TicketSource.MAIL, mailbox.address()));
		add(id, kept);
		return this.tickets.readable(id);
	}

	/**
	 * Who wrote the mail, above what he wrote.
	 * @param stranger the address it comes from, for which another reports; null where
	 * its sender is known, which needs no head
	 */
	String head(ParsedMail mail, @Nullable String stranger) {
		return (stranger == null) ? "" : Texts.label("mail.from", (mail.senderName() + " <" + stranger + ">").strip())
			.in(this.directory.language()) + "\n\n";
	}

	/** Writes a note, and adds what was sent along. */
	void answer(UUID ticket, String head, String text, boolean publicNote, List<ParsedMail.MailFile> files) {
		List<String> left = new ArrayList<>();
		String said = head + (text.isBlank() && !files.isEmpty()
				? Texts.label("mail.files_only").in(this.directory.language()) : text);
		List<ParsedMail.MailFile> kept = kept(ticket, withWhole(said, files), left);
		String all = fitted(said, after(files, left));
		this.notes.add(ticket, WorkNote.WORK_NOTE,
				all.isBlank() ? Texts.label("mail.empty").in(this.directory.language()) : all, publicNote);
		add(ticket, kept);
	}

	/**
	 * What does not fit into a ticket's words goes along as a file, before the others.
	 */
	private static List<ParsedMail.MailFile> withWhole(String text, List<ParsedMail.MailFile> files) {
		return (text.length() <= TicketNotes.LONGEST) ? files
				: Stream
					.concat(Stream.of(new ParsedMail.MailFile(WHOLE, text.getBytes(StandardCharsets.UTF_8))),
							files.stream())
					.toList();
	}

	/** As much of a text as there is room for beside what must be said after it. */
	private String fitted(String text, String after) {
		if (text.length() + after.length() <= TicketNotes.LONGEST) {
			return text + after;
		}
		String end = "\n\n" + Texts.label("mail.whole", WHOLE).in(this.directory.language()) + after;
		return shortened(text, TicketNotes.LONGEST - end.length()) + end;
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

	private List<ParsedMail.MailFile> kept(@Nullable UUID ticket, List<ParsedMail.MailFile> files, List<String> left) {
		List<ParsedMail.MailFile> kept = new ArrayList<>();
		long room = files.isEmpty() ? 0 : this.attachments.room(ticket);
		for (ParsedMail.MailFile file : files) {
			if (isThere(ticket, file)) {
				continue;
			}
			long weight = Attachments.weight(file.content().length);
			if (kept.size() < MOST_FILES && weight <= room
					&& this.attachments
						.refusal(file.name(), file.content().length, new ByteArrayResource(file.content()))
						.isEmpty()) {
				kept.add(file);
				room -= weight;
			}
			else {
				left.add(shortened(file.name(), 100));
			}
		}
		return kept;
	}

	/** The logo of a signature comes with each answer. */
	private boolean isThere(@Nullable UUID ticket, ParsedMail.MailFile file) {
		return ticket != null && file.place() == ParsedMail.Place.WITHIN
				&& this.attachments.has(ticket, Sha256.hex(file.content()));
	}

	/** What is to be said of the files of a mail below its text. */
	private String after(List<ParsedMail.MailFile> files, List<String> left) {
		return files.stream()
			.filter((file) -> file.place() == ParsedMail.Place.ENCRYPTED)
			.findFirst()
			.map((file) -> "\n\n"
					+ Texts.label("mail.encrypted", shortened(file.name(), 100)).in(this.directory.language()))
			.orElse("") + left(left);
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
