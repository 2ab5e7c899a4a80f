package io.nagare.ticket;

import java.util.List;
import java.util.Optional;
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
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.follower.TicketFollowers;
import io.nagare.ticket.journal.NoteAdded;
import io.nagare.ticket.journal.WorkNoteRepository;

/** Whom a ticket's events concern, whatever its practice. */
@Component
class TicketNotices {

	private static final Label PROCESS = Texts.label("ticket.workflow");

	/** A user name after an at sign, and no address of a mail. */
	private static final Pattern MENTION = Pattern
		.compile("(?<![\\w.@-])@([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)");

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
	 * The reporter reads what is written to him, the assignee what the reporter says,
	 * everybody else whom the table names what is public. Who is mentioned follows the
	 * ticket from then on.
	 */
	@EventListener
	void on(NoteAdded note) {
		if (note.announced()) {
			return;
		}
		Ticket ticket = ticket(note.ticket().id());
		Label content = this.notes.findById(note.note()).orElseThrow(Refusal::notFound).content();
		Optional<UUID> reader = !note.publicNote() ? Optional.empty()
				: note.byReporter() ? ticket.assignee() : Optional.of(ticket.reporter());
		reader.ifPresent(
				(one) -> tell(Notice.of("ticket.note", ticket.title(), name(note.actor()), content).to(one), ticket));
		List<UUID> mentioned = mentioned(content.ja(), ticket, note.publicNote()).stream()
			.filter((one) -> reader.filter(one::equals).isEmpty())
			.toList();
		if (!mentioned.isEmpty()) {
			tell(Notice.of("ticket.mention", ticket.title(), name(note.actor()), content).to(mentioned), ticket);
		}
		if (note.publicNote()) {
			this.events.tellOthers(ticket, "note",
					() -> Notice.of("ticket.public_note", ticket.title(), name(note.actor()), content),
					(readers) -> Stream.concat(reader.stream(), mentioned.stream()).toList());
		}
		this.followers.followedFromNowOn(ticket, mentioned);
	}

	/** Those who are named in a note, as far as they may read it. */
	private List<UUID> mentioned(String content, Ticket ticket, boolean publicNote) {
		List<User> named = MENTION.matcher(content)
			.results()
			.map((found) -> found.group(1))
			.distinct()
			.limit(MOST_MENTIONED)
			.flatMap((name) -> this.directory.userByUsername(name).stream())
			.filter(User::isActive)
			.toList();
		return named.isEmpty() ? List.of() : this.access.readersAmong(named, ticket, publicNote);
	}

	/**
	 * Who has it from the beginning learns so, be it a person or a team, and the reporter
	 * that somebody reported for him.
	 */
	@EventListener
	void on(TicketReported reported) {
		Ticket ticket = ticket(reported.ticket().id());
		if (ticket.assignee().isPresent()) {
			assigned(ticket, reported.actor());
		}
		else {
			ticket.team().ifPresent((team) -> handed(ticket, team));
		}
		UUID actor = reported.actor();
		if (actor != null && !actor.equals(ticket.reporter())) {
			this.events.tell(ticket, "received", Notice.of("ticket.received", ticket.title(), name(actor)));
		}
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
				handed(ticket, UUID.fromString(after));
			}
		}
	}

	private void assigned(Ticket ticket, @Nullable UUID actor) {
		this.events.tell(ticket, "assigned", Notice.of("ticket.assigned", ticket.title(), name(actor)));
	}

	private void handed(Ticket ticket, UUID team) {
		this.directory.team(team)
			.ifPresent((known) -> this.events.tell(ticket, "team",
					Notice.of("ticket.team", ticket.title(), known.name())));
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
