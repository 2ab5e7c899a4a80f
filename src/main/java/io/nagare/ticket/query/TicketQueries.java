package io.nagare.ticket.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Paged;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.action.TicketActions;
import io.nagare.workflow.Processes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the API reads tickets of all types. */
@Component
@Transactional(readOnly = true)
public class TicketQueries {

	private final TicketReads reads;

	private final TicketParts parts;

	private final Tickets tickets;

	private final TicketActions actions;

	private final FilterWords words;

	private final ServiceLevels serviceLevels;

	private final Processes processes;

	private final CurrentCaller callers;

	TicketQueries(TicketReads reads, TicketParts parts, Tickets tickets, TicketActions actions, FilterWords words,
			ServiceLevels serviceLevels, Processes processes, CurrentCaller callers) {
		this.reads = reads;
		this.parts = parts;
		this.tickets = tickets;
		this.actions = actions;
		this.words = words;
		this.serviceLevels = serviceLevels;
		this.processes = processes;
		this.callers = callers;
	}

	/**
	 * A page of those that the caller may read, with {@link TicketReads#EXCERPT}
	 * characters of each text.
	 * @throws Refusal VALIDATION_FAILED naming what is wrong with the question
	 */
	public Paged<? extends TicketRow> page(TicketType<?, ?> type, TicketListing listing) {
		return page(type, listing, false);
	}

	/** The same with all of each text, however long. */
	public Paged<? extends TicketRow> wholePage(TicketType<?, ?> type, TicketListing listing) {
		return page(type, listing, true);
	}

	private Paged<? extends TicketRow> page(TicketType<?, ?> type, TicketListing listing, boolean whole) {
		Caller caller = this.callers.require();
		return this.reads.page(type.selection(caller), filter(type, listing), listing.query(), whole, caller);
	}

	/** Where a list by cursor, newest first, goes on behind the ticket. */
	public static String cursor(TicketSummary ticket) {
		return TicketReads.cursor(ticket.createdAt(), ticket.id());
	}

	/**
	 * Hands over each of those that the caller may read, in the order of the list, as
	 * they are at one moment; a few hundred are held at once. A connection is held for as
	 * long as this takes.
	 * @param all hears first how many there are
	 * @throws Refusal VALIDATION_FAILED naming what is wrong with the question
	 */
	public void each(TicketType<?, ?> type, TicketListing listing, LongConsumer all, Consumer<TicketRow> row) {
		Caller caller = this.callers.require();
		this.reads.each(type.selection(caller), filter(type, listing), listing.query().sort(), caller, all, row);
	}

	/** The keys of what the tickets of a list keep. */
	public List<String> keptKeys(TicketType<?, ?> type, TicketListing listing) {
		return this.reads.keptKeys(type.kind(), filter(type, listing), this.callers.require());
	}

	private TicketFilter filter(TicketType<?, ?> type, TicketListing listing) {
		return this.words.demandKnown(type, listing.filter());
	}

	/**
	 * Checks what a list would be asked for.
	 * @throws Refusal VALIDATION_FAILED naming what is wrong with it
	 */
	public void check(TicketType<?, ?> type, TicketListing listing) {
		this.reads.check(type.kind(), filter(type, listing), this.callers.require());
	}

	/**
	 * The ticket of that id as it is now; empty where the list does not hold it, or the
	 * caller may not read it.
	 */
	public Optional<TicketRow> among(TicketType<?, ?> type, TicketListing listing, UUID id) {
		Caller caller = this.callers.require();
		return this.reads.holds(type.kind(), filter(type, listing), id, caller) ? Optional.of(one(type, id))
				: Optional.empty();
	}

	/**
	 * The tickets before and after one in a list, of those that the caller may read.
	 * @throws Refusal NOT_FOUND where he may not read that one
	 */
	public TicketReads.Neighbours neighbours(TicketType<?, ?> type, String idOrNumber, TicketListing listing) {
		UUID id = this.tickets.find(type, idOrNumber).id();
		return this.reads.neighbours(type.kind(), filter(type, listing), listing.query(), id, this.callers.require());
	}

	/**
	 * How many tickets that the caller may read each of the lists holds, in one
	 * statement; 10,001 stands for more.
	 */
	public List<Long> counts(List<Wanted> lists) {
		return this.reads.counts(lists.stream()
			.map((list) -> new TicketReads.Counted(list.type().kind(), this.words.withEarlier(list.listing().filter())))
			.toList(), this.callers.require());
	}

	/** The ticket as it is now. Whoever calls has checked who asks. */
	public TicketRow one(TicketType<?, ?> type, UUID id) {
		return this.reads.one(type.selection(this.callers.require()), id).orElseThrow(Refusal::notFound);
	}

	/**
	 * The ticket of that id or number with all that hangs on it, in one transaction.
	 * @throws Refusal NOT_FOUND where the caller may not read it, or it is of another
	 * type
	 */
	public TicketDetail detail(TicketType<?, ?> type, String idOrNumber) {
		UUID id = this.tickets.find(type, idOrNumber).id();
		TicketRow ticket = one(type, id);
		boolean internal = this.callers.require().may(type.kind() + ":read");
		TicketParts.All all = this.parts.all(id, internal, this.callers.require().may(type.kind() + ":work"));
		Optional<TicketParts.Worked> worked = all.worked().stream().findFirst();
		return new TicketDetail(ticket, type.parts(id, internal),
				this.parts.names(ticket.ticket().fields(), all.history()), all.history(), all.notes(),
				all.attachments(), all.links(), this.actions.views(id), this.serviceLevels.clocks(id),
				worked.map(TicketParts.Worked::minutes).orElse(null), worked.map(TicketParts.Worked::cost).orElse(null),
				resolutionMinutes(ticket.ticket()), closesAt(ticket.ticket()));
	}

	private @Nullable Instant closesAt(TicketSummary ticket) {
		return ticket.phase().equals(Phase.RESOLVED.word()) ? this.processes.closesAt(ticket.id()).orElse(null) : null;
	}

	private static @Nullable Long resolutionMinutes(TicketSummary ticket) {
		return (ticket.resolvedAt() != null) ? Duration.between(ticket.createdAt(), ticket.resolvedAt()).toMinutes()
				: null;
	}

	/** A list of tickets of a type. */
	public record Wanted(TicketType<?, ?> type, TicketListing listing) {
	}

}
