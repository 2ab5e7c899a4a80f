package io.nagare.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.ticket.access.ConfidentialRead;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.journal.Stamps;
import io.nagare.ticket.journal.WorkNote;
import io.nagare.ticket.journal.WorkNoteRepository;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLink;
import io.nagare.ticket.link.TicketLinkRepository;
import io.nagare.ticket.link.TicketsLinked;
import io.nagare.ticket.link.TicketsUnlinked;
import io.nagare.workflow.Processes;
import io.nagare.workflow.TaskAssigned;
import io.nagare.workflow.WaitReached;

/**
 * Tickets of all practices: finding them, taking them for a change, writing notes and
 * links. The engine moves their status here and nowhere else.
 */
@Component
@Transactional(propagation = Propagation.REQUIRED)
public class Tickets {

	/** Characters of one note. */
	public static final int LONGEST_NOTE = 100_000;

	private static final Pattern NUMBER = Pattern.compile("[A-Z]{3}\\d{7,}");

	private final TicketRepository tickets;

	private final WorkNoteRepository notes;

	private final TicketLinkRepository links;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final Directory directory;

	private final Stamps stamps;

	private final EntityManager entities;

	private final Processes processes;

	private final ApplicationEventPublisher events;

	private final TicketRecords records;

	Tickets(TicketRepository tickets, WorkNoteRepository notes, TicketLinkRepository links, TicketAccess access,
			CurrentCaller callers, Directory directory, Stamps stamps, EntityManager entities, Processes processes,
			ApplicationEventPublisher events, TicketRecords records) {
		this.tickets = tickets;
		this.notes = notes;
		this.links = links;
		this.access = access;
		this.callers = callers;
		this.directory = directory;
		this.stamps = stamps;
		this.entities = entities;
		this.processes = processes;
		this.events = events;
		this.records = records;
	}

	/**
	 * The id of the ticket that a caller names by id or number.
	 * @param field how the caller's request names it
	 * @throws Refusal VALIDATION_FAILED where it is neither, NOT_FOUND where no ticket
	 * has the number
	 */
	@Transactional(propagation = Propagation.SUPPORTS)
	public UUID idOf(String idOrNumber, String field) {
		return findId(idOrNumber, field).orElseThrow(Refusal::notFound);
	}

	private Optional<UUID> findId(String idOrNumber, String field) {
		return NUMBER.matcher(idOrNumber).matches() ? this.tickets.findIdByNumber(idOrNumber)
				: Optional.of(uuid(idOrNumber, field));
	}

	/**
	 * The id that a field of the request holds.
	 * @throws Refusal VALIDATION_FAILED naming the field, where it is none
	 */
	public static UUID uuid(String text, String field) {
		try {
			return UUID.fromString(text);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid(field, "wrong_type", "uuid");
		}
	}

	/**
	 * Another ticket that a field of the request refers to by id or number.
	 * @throws Refusal VALIDATION_FAILED naming the field, where there is none that the
	 * caller may read
	 */
	public Ticket referredTo(String idOrNumber, String field) {
		return findId(idOrNumber, field).flatMap(this::findReadable)
			.orElseThrow(() -> Refusal.invalid(field, "unknown_ticket"));
	}

	/**
	 * The ticket, if the current caller may read it.
	 * @throws Refusal NOT_FOUND otherwise
	 */
	public Ticket readable(UUID id) {
		return findReadable(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * The ticket of the type, by id or number, if the current caller may read it.
	 * @throws Refusal NOT_FOUND otherwise
	 */
	public Ticket find(TicketType<?, ?> type, String idOrNumber) {
		Ticket ticket = readable(idOf(idOrNumber, "id"));
		if (!ticket.kind().equals(type.kind())) {
			throw Refusal.notFound();
		}
		return ticket;
	}

	/** The same of a type that is not known; empty where he may read none. */
	public Optional<Ticket> findReadable(UUID id) {
		Optional<Ticket> found = this.records.find(Ticket.class, id)
			.filter((ticket) -> this.access.mayRead(this.callers.require(), ticket));
		found.filter(Ticket::isConfidential)
			.ifPresent((ticket) -> this.events.publishEvent(new ConfidentialRead(ticket.ref())));
		return found;
	}

	/**
	 * Takes the ticket's row until the transaction ends, so that changes to one ticket
	 * come one after another, and reads it anew.
	 * @throws Refusal NOT_FOUND where the caller may not read it
	 */
	public Ticket take(UUID id) {
		Ticket ticket = this.records.take(id);
		if (!isOpenToCaller(ticket)) {
			throw Refusal.notFound();
		}
		if (this.callers.find().filter((caller) -> !TicketAccess.isWithinLimits(caller, ticket.kind())).isPresent()) {
			throw Refusal.forbidden();
		}
		return ticket;
	}

	/**
	 * Takes a ticket of one class, as {@link #take(UUID)} does.
	 * @throws Refusal NOT_FOUND for one of another
	 */
	public <T extends Ticket> T take(Class<T> entity, UUID id) {
		Ticket ticket = take(id);
		if (!entity.isInstance(ticket)) {
			throw Refusal.notFound();
		}
		return entity.cast(ticket);
	}

	/**
	 * Takes a ticket of one type, as {@link #take(UUID)} does.
	 * @throws Refusal NOT_FOUND for one of another
	 */
	<T extends Ticket> T take(TicketType<T, ?> type, UUID id) {
		T ticket = take(type.entity(), id);
		if (!ticket.kind().equals(type.kind())) {
			throw Refusal.notFound();
		}
		return ticket;
	}

	/**
	 * Takes the rows of several, always in the same order, so that two who take the same
	 * ones do not wait for each other.
	 * @throws Refusal NOT_FOUND where the caller may not read one of them
	 */
	public void takeAll(Collection<UUID> ids) {
		ids.stream().distinct().sorted().forEach(this::take);
	}

	/**
	 * Takes one for a caller who adds something to it.
	 * @throws Refusal FORBIDDEN for who only reads
	 */
	public Ticket takeToAdd(UUID id) {
		Ticket ticket = take(id);
		this.access.requireContributor(this.callers.require(), ticket);
		return ticket;
	}

	/** The process itself may read every ticket. */
	private boolean isOpenToCaller(Ticket ticket) {
		return this.callers.find().filter((caller) -> !this.access.mayRead(caller, ticket)).isEmpty();
	}

	/**
	 * The number of a ticket, of one that was deleted too.
	 * @throws Refusal NOT_FOUND where the tenant never had it
	 */
	public String numberOf(UUID id) {
		return this.tickets.findNumberById(id).orElseThrow(Refusal::notFound);
	}

	/** Those whose parent the ticket is. */
	public List<UUID> childrenOf(UUID parent) {
		return this.links.childrenOf(parent);
	}

	/**
	 * Those of a kind that are linked with the ticket, in whatever way, and that the
	 * caller may read.
	 */
	@Transactional(readOnly = true)
	public List<Ticket> linkedWith(UUID id, String kind) {
		return all(this.links.linkedWith(id)).stream()
			.filter((ticket) -> ticket.kind().equals(kind) && isOpenToCaller(ticket))
			.toList();
	}

	/** Those of the ids, each once and in no order, whoever asks. */
	@Transactional(readOnly = true)
	public List<Ticket> all(Collection<UUID> ids) {
		return this.tickets.findAllByIdIn(ids);
	}

	/**
	 * Writes a note. An agent's public note is an answer, which stops the response clock.
	 * @param content at most 100,000 characters
	 * @throws Refusal FORBIDDEN where a reporter tries an internal note, and for who only
	 * reads
	 */
	public UUID addNote(UUID id, String noteType, String content, boolean publicNote) {
		Ticket ticket = takeToAdd(id);
		Caller caller = this.callers.require();
		if (!caller.isAgent() && !publicNote) {
			throw Refusal.forbidden("is_public", "reporters_write_publicly");
		}
		UUID note = note(ticket, noteType, content, publicNote);
		if (publicNote && caller.isAgent() && !caller.userId().equals(ticket.reporter())) {
			ticket.answered(this.stamps.now());
			this.tickets.save(ticket);
		}
		return note;
	}

	/**
	 * Gives a ticket that somebody has back to its team, where others find it; nothing
	 * happens where he does not have it any more, or it has ended.
	 * @param reason for the team to read
	 */
	public void handBack(UUID id, UUID from, String reason) {
		Optional<Ticket> held = this.records.takeIfThere(id)
			.filter((ticket) -> ticket.phase().isActive() && ticket.assignee().filter(from::equals).isPresent());
		if (held.isPresent()) {
			Ticket ticket = held.get();
			ticket.assignedTo(null, this.stamps.now());
			this.tickets.save(ticket);
			note(ticket, WorkNote.WORK_NOTE, Texts.both("ticket.note.handed_back") + ": " + reason, false);
			this.processes.refreshTasks(id);
		}
	}

	/** Writes a note for the process, such as the comment of a hold. */
	public void note(UUID id, String content, boolean publicNote) {
		note(this.records.take(id), WorkNote.WORK_NOTE, content, publicNote);
	}

	/** Writes a public note of which the caller tells people himself. */
	public void announce(UUID id, String content) {
		note(this.records.take(id), WorkNote.WORK_NOTE, content, true, true);
	}

	private UUID note(Ticket ticket, String noteType, String content, boolean publicNote) {
		return note(ticket, noteType, content, publicNote, false);
	}

	private UUID note(Ticket ticket, String noteType, String content, boolean publicNote, boolean announced) {
		Stamp stamp = this.stamps.now();
		ticket.grew(stamp);
		return this.notes.save(new WorkNote(ticket, noteType, content, publicNote, announced, stamp)).getId();
	}

	/**
	 * Writes down that something about the ticket is being told, which is told once only.
	 * @param what in words of the caller's, at most 200 characters
	 * @return whether it was not told before
	 */
	public boolean tellsFirst(UUID id, String what) {
		return this.tickets.tellOnce(Tenancy.require().id(), id, what) > 0;
	}

	/** Whether {@link #tellsFirst} was asked before. */
	public boolean wasTold(UUID id, String what) {
		return this.tickets.wasTold(id, what);
	}

	/** Whether the last public note was written by somebody other than the reporter. */
	public boolean awaitsReporter(UUID id) {
		Ticket ticket = this.records.get(Ticket.class, id);
		return this.notes.lastPublicAuthor(id).filter((author) -> !author.equals(ticket.reporter())).isPresent();
	}

	/**
	 * Links a ticket to another.
	 * @throws Refusal where the target is unknown to the caller, the same, or linked so
	 * already
	 */
	public UUID link(UUID source, UUID target, LinkType type) {
		if (source.equals(target)) {
			throw Refusal.invalid("target_id", "links_itself");
		}
		// always in this order, so that two who link the same tickets do not wait for
		// each other
		Stream.of(source, target).sorted().forEach(this.records::takeIfThere);
		Ticket ticket = this.records.get(Ticket.class, source);
		Ticket other = this.records.find(Ticket.class, target)
			.filter(this::isOpenToCaller)
			.orElseThrow(() -> Refusal.invalid("target_id", "unknown_ticket"));
		if (this.links.existsBySourceIdAndTargetIdAndLinkType(source, target, type.word())) {
			throw Refusal.conflict("target_id", "linked_already");
		}
		Stamp stamp = this.stamps.now();
		ticket.grew(stamp);
		other.grew(stamp);
		UUID id = this.links.save(new TicketLink(source, target, type, stamp)).getId();
		this.events.publishEvent(new TicketsLinked(ticket.ref(), other.ref(), type));
		return id;
	}

	/**
	 * Takes a link of the ticket away again, seen from either end.
	 * @throws Refusal NOT_FOUND where it has no such link to a ticket that the caller may
	 * read, CONFLICT where both have ended
	 */
	public void unlink(UUID id, UUID link) {
		TicketLink found = this.links.findById(link).filter((one) -> one.concerns(id)).orElseThrow(Refusal::notFound);
		List<Ticket> ends = Stream.of(found.source(), found.target())
			.sorted()
			.flatMap((end) -> this.records.takeIfThere(end).stream())
			.toList();
		if (ends.size() != 2 || !ends.stream().allMatch(this::isOpenToCaller)) {
			throw Refusal.notFound();
		}
		if (ends.stream().allMatch((end) -> end.phase().isFinal())) {
			throw Refusal.conflict("status", "ended_already", ends.get(0).status());
		}
		Stamp stamp = this.stamps.now();
		ends.forEach((end) -> end.grew(stamp));
		this.entities.remove(found);
		this.events.publishEvent(new TicketsUnlinked(ends.get(0).ref(), ends.get(1).ref()));
	}

	/**
	 * Links a ticket to another of its kind that says the same, where it is not linked
	 * so.
	 * @param original id or number of the other, the field {@code duplicate_of}
	 * @throws Refusal VALIDATION_FAILED naming the field, where there is none for the
	 * caller, it is the same or of another kind, or was cancelled itself
	 */
	public void linkToOriginal(UUID id, String original) {
		Ticket other = referredTo(original.strip(), "duplicate_of");
		if (other.id().equals(id)) {
			throw Refusal.invalid("duplicate_of", "links_itself");
		}
		if (!other.kind().equals(this.records.get(Ticket.class, id).kind())) {
			throw Refusal.invalid("duplicate_of", "unknown_ticket");
		}
		if (other.phase() == Phase.CANCELLED) {
			throw Refusal.invalid("duplicate_of", "given_up", other.number());
		}
		if (!this.links.existsBySourceIdAndTargetIdAndLinkType(id, other.id(), LinkType.DUPLICATE_OF.word())) {
			link(id, other.id(), LinkType.DUPLICATE_OF);
		}
	}

	/** Writes everything to the database now, so that SQL of this transaction sees it. */
	public void flush() {
		this.entities.flush();
	}

	/** Lets the ticket's tasks show what it says now. */
	public void refreshTasks(UUID id) {
		this.processes.refreshTasks(id);
	}

	@EventListener
	void on(WaitReached wait) {
		Ticket ticket = this.records.get(Ticket.class, wait.ticketId());
		ticket.waitsAs(wait.status(), wait.phase(), this.stamps.now());
		this.tickets.save(ticket);
	}

	@EventListener
	void on(TaskAssigned assignment) {
		Ticket ticket = this.records.get(Ticket.class, assignment.ticketId());
		UUID assignee = userId(assignment.assignee());
		if (ticket.phase().isActive() && !ticket.assignee().equals(Optional.ofNullable(assignee))) {
			this.access.requireAgent(this.callers.find().orElse(null), assignee);
			ticket.assignedTo(assignee, this.stamps.now());
			this.tickets.save(ticket);
		}
	}

	private @Nullable UUID userId(@Nullable String username) {
		if (username == null) {
			return null;
		}
		return this.callers.find()
			.filter((caller) -> caller.username().equals(username))
			.map(Caller::userId)
			.or(() -> this.directory.userByUsername(username).map(User::id))
			.orElseThrow(() -> Refusal.invalid("assignee", "unknown_user"));
	}

}
