package io.nagare.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.ticket.access.ConfidentialRead;
import io.nagare.ticket.access.TicketAccess;

/** Finds tickets of all practices, for who may read them. */
@Component
@Transactional
public class Tickets {

	private final TicketRepository tickets;

	private final TicketRecords records;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	Tickets(TicketRepository tickets, TicketRecords records, TicketAccess access, CurrentCaller callers,
			ApplicationEventPublisher events) {
		this.tickets = tickets;
		this.records = records;
		this.access = access;
		this.callers = callers;
		this.events = events;
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

	/** The same; null for a field that says nothing. */
	public static @Nullable UUID optionalUuid(@Nullable String text, String field) {
		return (text == null || text.isEmpty()) ? null : uuid(text, field);
	}

	/**
	 * Another ticket that a field of the request refers to by id or number.
	 * @throws Refusal VALIDATION_FAILED naming the field, where there is none that the
	 * caller may read
	 */
	public Ticket referredTo(String idOrNumber, String field) {
		return findReadable(idOrNumber, field).orElseThrow(() -> Refusal.invalid(field, "unknown_ticket"));
	}

	/**
	 * The ticket that a caller names by id or number; empty where he may read none.
	 * @param field how the caller's request names it
	 * @throws Refusal VALIDATION_FAILED where it is neither
	 */
	public Optional<Ticket> findReadable(String idOrNumber, String field) {
		return this.records.findId(idOrNumber, field).flatMap(this::findReadable);
	}

	/**
	 * The ticket, if the current caller may read it.
	 * @throws Refusal NOT_FOUND otherwise
	 */
	public Ticket readable(UUID id) {
		return findReadable(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * The id of the ticket that a caller names by id or number.
	 * @param field how the caller's request names it
	 * @throws Refusal VALIDATION_FAILED where it is neither, NOT_FOUND where no ticket
	 * has the number
	 */
	@Transactional(propagation = Propagation.SUPPORTS)
	public UUID idOf(String idOrNumber, String field) {
		return this.records.findId(idOrNumber, field).orElseThrow(Refusal::notFound);
	}

	/**
	 * The ticket that a caller names by id or number.
	 * @param field how the caller's request names it
	 * @throws Refusal VALIDATION_FAILED where it is neither, NOT_FOUND where the current
	 * caller may read none
	 */
	public Ticket readable(String idOrNumber, String field) {
		return readable(idOf(idOrNumber, field));
	}

	/**
	 * The ticket of the type, by id or number, if the current caller may read it.
	 * @throws Refusal NOT_FOUND otherwise; FORBIDDEN where his token lets him read none
	 * of the type
	 */
	public Ticket find(TicketType<?, ?> type, String idOrNumber) {
		TicketAccess.demandReading(this.callers.require(), type.kind());
		Ticket ticket = readable(idOrNumber, "id");
		if (!ticket.kind().equals(type.kind())) {
			throw Refusal.notFound();
		}
		return ticket;
	}

	/** The ticket of that number; empty where the current caller may read none. */
	public Optional<Ticket> findReadable(String number) {
		return this.tickets.findIdByNumber(number).flatMap(this::findReadable);
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
	 * The number of a ticket, of one that was deleted too.
	 * @throws Refusal NOT_FOUND where the tenant never had it
	 */
	public String numberOf(UUID id) {
		return this.tickets.findNumberById(id).orElseThrow(Refusal::notFound);
	}

	/** Those of the ids, each once and in no order, whoever asks. */
	@Transactional(readOnly = true)
	public List<Ticket> all(Collection<UUID> ids) {
		return this.tickets.findAllByIdIn(ids);
	}

	/** The same, those that were deleted too. */
	@Transactional(readOnly = true)
	public List<Ticket> allEvenDeleted(Collection<UUID> ids) {
		return this.tickets.findAllEvenDeleted(ids);
	}

}
