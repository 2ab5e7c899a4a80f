package io.nagare.ticket.sla;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Phase;
import io.nagare.sla.ClockCondition;
import io.nagare.sla.ServiceLevels;
import io.nagare.sla.SlaCase;
import io.nagare.sla.SlaState;
import io.nagare.ticket.ConditionChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketRepository;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.journal.Stamps;
import io.nagare.workflow.Processes;

/**
 * Keeps the clocks of tickets of all practices: has them attached, lets them follow what
 * happens to the ticket, and keeps what they say on the ticket, in its tasks and in its
 * alarm.
 */
@Component
@Transactional
public class TicketClocks {

	private static final String ON_HOLD = "on_hold";

	/** Working days in which the reporter says whether it helped. */
	private static final int CONFIRMATION_DAYS = 5;

	private final TicketRepository tickets;

	private final ServiceLevels serviceLevels;

	private final Processes processes;

	private final Stamps stamps;

	private final SlaFacts facts;

	private final TicketRecords records;

	TicketClocks(TicketRepository tickets, ServiceLevels serviceLevels, Processes processes, Stamps stamps,
			SlaFacts facts, TicketRecords records) {
		this.tickets = tickets;
		this.serviceLevels = serviceLevels;
		this.processes = processes;
		this.stamps = stamps;
		this.facts = facts;
		this.records = records;
	}

	/**
	 * When a ticket that waits for its reporter's confirmation is closed without it: so
	 * many working days after it was resolved, which it may be in this moment.
	 */
	public Instant autoCloseAt(Ticket ticket) {
		Instant resolved = ticket.resolved()
			.filter((at) -> !ticket.phase().isActive())
			.orElseGet(() -> this.stamps.now().at());
		return this.serviceLevels.workingDaysAfter(resolved, CONFIRMATION_DAYS);
	}

	/**
	 * Has agreed what the tables say of the ticket now. New clocks begin with the report;
	 * where something else is agreed than before, they take over its history.
	 */
	public void agree(UUID ticketId) {
		agree(ticket(ticketId));
	}

	private void agree(Ticket ticket) {
		SlaCase facts = this.facts.of(ticket);
		if (ticket.slaState().isEmpty()) {
			SlaState standing = this.serviceLevels.attach(facts, condition(ticket));
			ticket.measured(standing);
			ticket.wakeAt(standing.alarm());
		}
		else {
			settle(ticket, this.serviceLevels.agree(facts, condition(ticket)));
		}
	}

	/** The keys of the ticket's clocks that may still run. */
	@Transactional(readOnly = true)
	public List<UUID> open(UUID ticketId) {
		return this.serviceLevels.open(ticketId);
	}

	/**
	 * Takes back that something else was agreed of these clocks, as far as they are not
	 * done.
	 * @param clocks what {@link #open} said before
	 */
	public void restore(UUID ticketId, Collection<UUID> clocks) {
		Ticket ticket = ticket(ticketId);
		settle(ticket, this.serviceLevels.restore(clocks, condition(ticket)));
	}

	/** Lets the ticket's open clocks run by what is in force now. */
	void apply(UUID ticketId, boolean retroactive) {
		Ticket ticket = this.records.take(ticketId);
		if (ticket.phase().isActive()) {
			settle(ticket, this.serviceLevels.apply(this.facts.of(ticket), condition(ticket), retroactive));
		}
	}

	/** The tickets as the tables see them, each with how it stands. */
	@Transactional(readOnly = true)
	Map<SlaCase, ClockCondition> cases(Collection<UUID> ticketIds) {
		Map<UUID, Ticket> tickets = this.tickets.findAllByIdIn(ticketIds)
			.stream()
			.collect(Collectors.toMap(Ticket::id, Function.identity()));
		Map<SlaCase, ClockCondition> cases = new LinkedHashMap<>();
		this.facts.of(tickets.values())
			.forEach((facts) -> cases.put(facts, condition(Objects.requireNonNull(tickets.get(facts.ticketId())))));
		return cases;
	}

	@EventListener
	void on(ConditionChanged change) {
		Ticket ticket = ticket(change.ticketId());
		if (ticket.slaState().isEmpty()) {
			return;
		}
		if (change.handedOver()) {
			agree(ticket);
		}
		else {
			settle(ticket, this.serviceLevels.follow(condition(ticket)));
		}
	}

	private void settle(Ticket ticket, SlaState standing) {
		boolean isOver = ticket.resolved().isPresent() || ticket.phase() == Phase.CANCELLED;
		ticket.measured(standing);
		ticket.wakeAt(isOver ? null : standing.alarm());
		this.processes.refreshTasks(ticket.id());
	}

	private ClockCondition condition(Ticket ticket) {
		Stamp stamp = this.stamps.now();
		String holdReason = (ticket.phase() == Phase.ON_HOLD) ? ticket.holdReason().orElse(ON_HOLD) : null;
		return new ClockCondition(ticket.id(), ticket.responded().orElse(null), ticket.resolved().orElse(null),
				ticket.phase() == Phase.CANCELLED, holdReason, ticket.team().orElse(null),
				ticket.supplier().orElse(null), stamp.at(), stamp.actor());
	}

	private Ticket ticket(UUID id) {
		return this.records.get(Ticket.class, id);
	}

}
