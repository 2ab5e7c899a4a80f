package io.nagare.ticket;

import java.util.Objects;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Trial;

/**
 * The records of tickets as the running transaction has them, whoever asks. An action
 * asks a hundred times for what it has loaded once, so there is no repository's proxy in
 * between: its detours cost more than the rest of most questions of a model.
 */
@Component
public class TicketRecords {

	private static final String LOCK = "SELECT id FROM tickets WHERE id = ? AND deleted_at IS NULL FOR UPDATE";

	private static final String NUMBER = "SELECT ? || lpad(nextval(?::regclass)::text, 7, '0')";

	private static final String OPEN = """
			SELECT id FROM tickets WHERE id = ? AND deleted_at IS NULL AND phase NOT IN ('closed', 'cancelled')
			""";

	private static final Pattern NUMBERED = Pattern.compile("[A-Z]{3}\\d{7,}");

	private final EntityManager entities;

	private final JdbcTemplate jdbc;

	private final TicketRepository tickets;

	TicketRecords(EntityManager entities, JdbcTemplate jdbc, TicketRepository tickets) {
		this.entities = entities;
		this.jdbc = jdbc;
		this.tickets = tickets;
	}

	/**
	 * Takes the ticket's row for this transaction. It is read only afterwards: what one
	 * statement locks and joins would be half as it was before the wait.
	 * @throws Refusal NOT_FOUND where the tenant has no such ticket
	 */
	public Ticket take(UUID id) {
		return takeIfThere(id).orElseThrow(Refusal::notFound);
	}

	/** The same; empty where another transaction has taken it, or there is none. */
	public Optional<Ticket> takeUnlessTaken(UUID id) {
		return this.jdbc.queryForList(LOCK + " SKIP LOCKED", UUID.class, id).isEmpty() ? Optional.empty()
				: find(Ticket.class, id);
	}

	/** The same; empty where the tenant has no such ticket. */
	public Optional<Ticket> takeIfThere(UUID id) {
		return this.jdbc.queryForList(LOCK, UUID.class, id).isEmpty() ? Optional.empty() : find(Ticket.class, id);
	}

	/**
	 * The id of the ticket that a caller names by id or number; empty where no ticket has
	 * the number.
	 * @param field how the caller's request names it
	 * @throws Refusal VALIDATION_FAILED where it is neither
	 */
	Optional<UUID> findId(String idOrNumber, String field) {
		return NUMBERED.matcher(idOrNumber).matches() ? this.tickets.findIdByNumber(idOrNumber)
				: Optional.of(Tickets.uuid(idOrNumber, field));
	}

	/** Those of the ids, each once and in no order. */
	List<Ticket> all(Collection<UUID> ids) {
		return this.tickets.findAllByIdIn(ids);
	}

	/** Writes down what changed on the ticket, and lets its events leave. */
	void save(Ticket ticket) {
		this.tickets.save(ticket);
	}

	/** Writes everything to the database now. */
	void flush() {
		this.entities.flush();
	}

	/** Whether it was not told before; from now on it was. */
	boolean tellOnce(UUID id, String what) {
		return this.tickets.tellOnce(Tenancy.require().id(), id, what) > 0;
	}

	boolean wasTold(UUID id, String what) {
		return this.tickets.wasTold(id, what);
	}

	/**
	 * The next number of the type: its prefix and at least seven digits. In a trial it is
	 * one that no ticket ever has, of eight digits with a nought before them.
	 */
	String nextNumber(TicketType<?, ?> type) {
		if (Trial.isUnderWay()) {
			return type.numberPrefix() + "%08d".formatted(Trial.nextNumber());
		}
		return Objects
			.requireNonNull(this.jdbc.queryForObject(NUMBER, String.class, type.numberPrefix(), type.numberSequence()));
	}

	/**
	 * Whether there is such a ticket that has not ended; of any tenant for the platform.
	 */
	public boolean isOpen(UUID id) {
		return !this.jdbc.queryForList(OPEN, UUID.class, id).isEmpty();
	}

	/** How many go on yet. */
	public int running() {
		return this.tickets.countRunning();
	}

	/** How many of that kind go on yet. */
	public int running(String kind) {
		return this.tickets.countRunning(kind);
	}

	/** How many have a clock with a threshold before it. */
	public int woken() {
		return this.tickets.countWoken();
	}

	/** The ticket; empty where the tenant has none of that id and kind. */
	public <T extends Ticket> Optional<T> find(Class<T> kind, UUID id) {
		return Optional.ofNullable(this.entities.find(kind, id)).filter((ticket) -> !ticket.isDeleted());
	}

	/**
	 * The ticket.
	 * @throws Refusal NOT_FOUND where the tenant has none of that id and kind
	 */
	public <T extends Ticket> T get(Class<T> kind, UUID id) {
		return find(kind, id).orElseThrow(Refusal::notFound);
	}

}
