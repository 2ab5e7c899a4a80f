package io.nagare.ticket.absence;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketRepository;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.Stamps;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.Processes;
import io.nagare.workforce.AvailabilityService;
import io.nagare.workforce.SubstituteQueries;

/** Gives tickets to whoever is present for the one whose they are. */
@Component
@Transactional
class SubstituteAssignmentService {

	private final TicketRepository tickets;

	private final TicketRecords records;

	private final SubstituteQueries substitutes;

	private final AvailabilityService presence;

	private final TicketAccess access;

	private final Processes processes;

	private final Stamps stamps;

	SubstituteAssignmentService(TicketRepository tickets, TicketRecords records, SubstituteQueries substitutes,
			AvailabilityService presence, TicketAccess access, Processes processes, Stamps stamps) {
		this.tickets = tickets;
		this.records = records;
		this.substitutes = substitutes;
		this.presence = presence;
		this.access = access;
		this.processes = processes;
		this.stamps = stamps;
	}

	/** The open tickets that may have to move when somebody leaves or is back. */
	@Transactional(readOnly = true)
	List<UUID> concernedBy(UUID user) {
		return this.tickets.ofAbsent(user, this.substitutes.passingBy(user));
	}

	/**
	 * Gives an open ticket to the one whose it is, or to who stands in for him; to nobody
	 * where all of them are away, or the model takes its task from who is present, so
	 * that its team takes it from the queue.
	 */
	void settle(UUID id) {
		// who leaves meanwhile looks for this ticket among those that are his afterwards
		this.presence.hold();
		Ticket ticket = this.records.take(id);
		Optional<UUID> owner = ticket.assignedFor().or(ticket::assignee);
		if (ticket.phase().isActive() && owner.isPresent()) {
			List<OpenAction> tasks = this.processes.openActions(id)
				.stream()
				.filter((action) -> action.handle().taskId() != null)
				.toList();
			Optional<UUID> present = this.substitutes.now(ticket.kind())
				.present(owner.get(),
						(user) -> this.access.isAgent(user) && !this.access.isBarred(user, ticket, tasks));
			if (!present.equals(ticket.assignee())) {
				ticket.standIn(present.orElse(null), owner.get(), this.stamps.now());
				this.tickets.save(ticket);
			}
		}
	}

}
