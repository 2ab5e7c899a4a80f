package io.nagare.ticket;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.follower.TicketFollowers;
import io.nagare.ticket.journal.NoteAdded;
import io.nagare.ticket.journal.WorkNote;
import io.nagare.ticket.journal.WorkNoteRepository;

/** Whom a ticket's events concern, whatever its practice. */
@Component
class TicketNotices {

	private static final Label PROCESS = Texts.label("ticket.workflow");

	private static final Label RESOLVED = Texts.label("ticket.answered_resolved");

	/**
	 * A user name after an at sign, which may be an address, and no address of a mail.
	 */
	private static final Pattern MENTION = Pattern
		.compile("(?<![\\w.@-])@(NAME)(@NAME)?".replace("NAME", "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"));

	private static final int MOST_MENTIONED = 20;

	private final TicketRecords records;

	private final WorkNoteRepository notes;

	private final Directory directory;

	private final TicketAccess access;

	private final Notifications notifications;

	private final TicketNoticeService events;

	private final TicketFollowers followers;

	TicketNotices(TicketRecords records, WorkNoteRepository notes, Directory directory, TicketAccess access,
			Notifications notifications, TicketNoticeService events, TicketFollowers followers) {
		this.records = records;
		this.notes = notes;
		this.directory = directory;
		this.access = access;
		this.notifications = notifications;
		this.events = events;
		this.followers = followers;
	}

	/**
	 * The reporter reads what is written to him, who has the ticket what others say on
	 * it, everybody else whom the table names what is public. Who is mentioned follows
	 * the ticket from then on.
	 */
	@EventListener
	void on(NoteAdded note) {
		if (note.announced()) {
			return;
		}
		Ticket ticket = ticket(note.ticket().id());
		WorkNote written = this.notes.findById(note.note()).orElseThrow(Refusal::notFound);
		Label content = written.content();
		List<UUID> named = mentioned(content.ja(), ticket, note.publicNote());
		Set<UUID> readers = note.publicNote() ? readers(note, ticket) : colleagues(written, ticket, named);
		if (!readers.isEmpty()) {
			Notice notice = note.publicNote()
					? Notice.of("ticket.note", ticket.title(), name(note.actor()), answer(note, ticket, content))
					: Notice.of("ticket.work_note", ticket.title(), name(note.actor()), content);
			tell(notice.to(readers), ticket);
		}
		List<UUID> mentioned = named.stream().filter((one) -> !readers.contains(one)).toList();
		if (!mentioned.isEmpty()) {
			tell(Notice.of("ticket.mention", ticket.title(), name(note.actor()), content).to(mentioned), ticket);
		}
		if (note.publicNote()) {
			this.events.tellOthers(ticket, "note",
					() -> Notice.of("ticket.public_note", ticket.title(), name(note.actor()), content),
					(others) -> Stream.concat(readers.stream(), mentioned.stream()).toList());
		}
		this.followers.followedFromNowOn(ticket, mentioned);
	}

	/**
	 * What a public note says to those who read it. One by which a reporter answers that
	 * his ticket is resolved may mean that it is not.
	 */
	private static Label answer(NoteAdded note, Ticket ticket, Label content) {
		return (note.byReporter() && ticket.phase() == Phase.RESOLVED)
				? Label.joined(List.of(RESOLVED, content), "\n", "\n") : content;
	}

	/**
	 * Of a public note: the reporter, and the assignee. What the reporter or a colleague
	 * of his says on a ticket that nobody has, its team reads.
	 */
	private Set<UUID> readers(NoteAdded note, Ticket ticket) {
		Set<UUID> readers = new LinkedHashSet<>();
		UUID actor = note.actor();
		if (note.byReporter() || (actor != null && !this.access.isAgent(actor))) {
			readers.addAll(this.events.thoseWhoHave(ticket));
		}
		else {
			ticket.assignee().ifPresent(readers::add);
		}
		if (!note.byReporter()) {
			readers.add(ticket.reporter());
		}
		return readers;
	}

	/**
	 * Of an internal note: the assignee, where a colleague wrote it, which the product's
	 * own notes are not, and does not name him.
	 */
	private static Set<UUID> colleagues(WorkNote written, Ticket ticket, List<UUID> named) {
		return ticket.assignee()
			.filter((one) -> written.isSaid() && !named.contains(one))
			.map(Set::of)
			.orElse(Set.of());
	}

	/** Those who are named in a note, as far as they may read it. */
	private List<UUID> mentioned(String content, Ticket ticket, boolean publicNote) {
		List<User> named = MENTION.matcher(content)
			.results()
			.limit(MOST_MENTIONED)
			.flatMap((found) -> this.directory.userByUsername(found.group().substring(1))
				.or(() -> this.directory.userByUsername(found.group(1)))
				.stream())
			.distinct()
			.filter(User::isActive)
			.toList();
		return named.isEmpty() ? List.of() : this.access.readersAmong(named, ticket, publicNote);
	}

	/**
	 * Who has it from the beginning learns so, be it a person or a team.
	 */
	@EventListener
	void on(TicketReported reported) {
		Ticket ticket = ticket(reported.ticket().id());
		if (ticket.assignee().isPresent()) {
			assigned(ticket, reported.actor());
		}
		else {
			this.events.tellTeam(ticket);
		}
		received(ticket, reported.actor());
	}

	/**
	 * Those whom the table names learn of every report; the reporter himself of one that
	 * somebody else made for him.
	 */
	private void received(Ticket ticket, @Nullable UUID actor) {
		UUID reporter = ticket.reporter();
		if (actor != null && !actor.equals(reporter)) {
			this.events.tellOthers(ticket, "received", () -> Notice.of("ticket.received", ticket.title(), name(actor)),
					(told) -> told.stream().filter((one) -> !one.equals(reporter)).toList());
		}
		this.events.tellOthers(ticket, "received", () -> Notice.of("ticket.reported", ticket.title(), name(reporter)),
				(told) -> List.of(reporter));
	}

	/**
	 * Who gets a ticket learns so, but not who takes it himself; where nobody has it, its
	 * new team does.
	 */
	@EventListener
	void on(FieldChanged change) {
		String after = change.after();
		if (after == null) {
			return;
		}
		if (change.field().equals("assignee_id") && !UUID.fromString(after).equals(change.actor())) {
			assigned(ticket(change.ticket().id()), change.actor());
		}
		else if (change.field().equals("team_id")) {
			Ticket ticket = ticket(change.ticket().id());
			if (ticket.assignee().isEmpty()) {
				this.events.tellTeam(ticket);
			}
		}
	}

	private void assigned(Ticket ticket, @Nullable UUID actor) {
		this.events.tell(ticket, "assigned", Notice.of("ticket.assigned", ticket.title(), name(actor)));
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
