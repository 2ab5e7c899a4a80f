package io.nagare.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.journal.Stamps;
import io.nagare.ticket.journal.WorkNote;
import io.nagare.ticket.journal.WorkNoteRepository;
import io.nagare.workflow.FilledForm;
import io.nagare.workflow.Processes;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What whoever works on tickets needs, within a transaction of his: who asks, the time,
 * the ticket's row and record, its notes, its process, and events.
 */
@Component
public class TicketWork {

	/** Whoever opens a ticket reads all of them at once. */
	private static final long MOST_BYTES_OF_NOTES = 3_000_000;

	private final CurrentCaller callers;

	private final Stamps stamps;

	private final TicketRecords records;

	private final TicketAccess access;

	private final WorkNoteRepository notes;

	private final Processes processes;

	private final ApplicationEventPublisher events;

	TicketWork(CurrentCaller callers, Stamps stamps, TicketRecords records, TicketAccess access,
			WorkNoteRepository notes, Processes processes, ApplicationEventPublisher events) {
		this.callers = callers;
		this.stamps = stamps;
		this.records = records;
		this.access = access;
		this.notes = notes;
		this.processes = processes;
		this.events = events;
	}

	/**
	 * Who asks.
	 * @throws Refusal UNAUTHENTICATED where nobody does
	 */
	public Caller caller() {
		return this.callers.require();
	}

	/** Who asks; empty inside a job. */
	public Optional<Caller> findCaller() {
		return this.callers.find();
	}

	/** Now, by who asks. */
	public Stamp now() {
		return this.stamps.now();
	}

	/**
	 * The ticket, whoever asks.
	 * @throws Refusal NOT_FOUND where the tenant has none of that id and class
	 */
	public <T extends Ticket> T get(Class<T> kind, UUID id) {
		return this.records.get(kind, id);
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
		this.callers.find().ifPresent((caller) -> TicketAccess.demandWithinLimits(caller, ticket.kind()));
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
	private <T extends Ticket> T take(TicketType<T, ?> type, UUID id) {
		T ticket = take(type.entity(), id);
		if (!ticket.kind().equals(type.kind())) {
			throw Refusal.notFound();
		}
		return ticket;
	}

	/**
	 * The same of the one that the caller's address names by id or number.
	 */
	public <T extends Ticket> T take(TicketType<T, ?> type, String idOrNumber) {
		return take(type, this.records.findId(idOrNumber, "id").orElseThrow(Refusal::notFound));
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

	/** Those of the ids, each once and in no order, whoever asks. */
	public List<Ticket> all(Collection<UUID> ids) {
		return this.records.all(ids);
	}

	/** Whether who asks may read the ticket; the process itself may read every one. */
	public boolean isOpenToCaller(Ticket ticket) {
		return this.callers.find().filter((caller) -> !this.access.mayRead(caller, ticket)).isEmpty();
	}

	/** The next number of the type. */
	String nextNumber(TicketType<?, ?> type) {
		return this.records.nextNumber(type);
	}

	/** Writes down what the ticket's verbs changed, and lets its events leave. */
	public <T extends Ticket> T save(T ticket) {
		this.records.save(ticket);
		return ticket;
	}

	/** Writes what somebody said as a note, such as the comment of a hold. */
	public void note(UUID id, String content, boolean publicNote) {
		note(id, Label.said(content), publicNote);
	}

	/** Writes a note of the product's, which each reads in his language. */
	public void note(UUID id, Label content, boolean publicNote) {
		note(this.records.take(id), content, publicNote);
	}

	/** Writes a note of the product's on a ticket that was taken before. */
	public void note(Ticket ticket, Label content, boolean publicNote) {
		note(ticket, WorkNote.WORK_NOTE, content, publicNote, false);
	}

	/**
	 * Writes what somebody said on a ticket that was taken before.
	 * @throws Refusal CONFLICT where all that was said on it would be more than anybody
	 * can open
	 */
	public UUID note(Ticket ticket, String noteType, String content, boolean publicNote) {
		if (this.notes.bytesOf(ticket.id()) > MOST_BYTES_OF_NOTES) {
			throw Refusal.conflict("content", "too_much_said");
		}
		return note(ticket, noteType, Label.said(content), publicNote, false);
	}

	/** Writes a public note of which the caller tells people himself. */
	public void announce(UUID id, Label content) {
		note(this.records.take(id), WorkNote.WORK_NOTE, content, true, true);
	}

	private UUID note(Ticket ticket, String noteType, Label content, boolean publicNote, boolean announced) {
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
		return this.records.tellOnce(id, what);
	}

	/** Whether {@link #tellsFirst} was asked before. */
	public boolean wasTold(UUID id, String what) {
		return this.records.wasTold(id, what);
	}

	/**
	 * Starts the main process of a new ticket with what was filled in to report it, and
	 * runs it to its first wait.
	 */
	void begin(String process, UUID id, FilledForm filled) {
		this.processes.begin(process, id, filled);
		flush();
	}

	/** Writes everything to the database now, so that SQL of this transaction sees it. */
	public void flush() {
		this.records.flush();
	}

	/** Tells what happened. */
	public void publish(Object event) {
		this.events.publishEvent(event);
	}

}
