package io.nagare.ticket;

import java.util.Optional;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.journal.Stamps;
import io.nagare.workflow.Processes;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What whoever works on tickets needs: who asks, the time, the ticket's row and record,
 * its notes, its process, and events.
 */
@Component
public class TicketWork {

	private final CurrentCaller callers;

	private final Stamps stamps;

	private final TicketRecords records;

	private final Tickets tickets;

	private final Processes processes;

	private final ApplicationEventPublisher events;

	TicketWork(CurrentCaller callers, Stamps stamps, TicketRecords records, Tickets tickets, Processes processes,
			ApplicationEventPublisher events) {
		this.callers = callers;
		this.stamps = stamps;
		this.records = records;
		this.tickets = tickets;
		this.processes = processes;
		this.events = events;
	}

	/**
	 * Who asks.
	 * @throws io.nagare.shared.Refusal UNAUTHENTICATED where nobody does
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
	 * @throws io.nagare.shared.Refusal NOT_FOUND where the tenant has none of that id and
	 * class
	 */
	public <T extends Ticket> T get(Class<T> kind, UUID id) {
		return this.records.get(kind, id);
	}

	/**
	 * The id of the ticket that the caller's address names by id or number.
	 * @see Tickets#idOf(String, String)
	 */
	UUID idOf(String idOrNumber) {
		return this.tickets.idOf(idOrNumber, "id");
	}

	/**
	 * Takes the row of a ticket of the type for whoever asks.
	 * @see Tickets#take(TicketType, UUID)
	 */
	public <T extends Ticket> T take(TicketType<T, ?> type, UUID id) {
		return this.tickets.take(type, id);
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

	/** Writes a note for the process, such as the comment of a hold. */
	public void note(UUID id, String content, boolean publicNote) {
		this.tickets.note(id, content, publicNote);
	}

	/** Starts the main process of a new ticket, and runs it to its first wait. */
	void begin(String process, UUID id) {
		this.processes.begin(process, id);
		this.tickets.flush();
	}

	/** Lets the ticket's tasks show what it says now. */
	public void refreshTasks(UUID id) {
		this.processes.refreshTasks(id);
	}

	/** Writes everything to the database now, so that SQL of this transaction sees it. */
	public void flush() {
		this.tickets.flush();
	}

	/** Tells what happened. */
	public void publish(Object event) {
		this.events.publishEvent(event);
	}

}
