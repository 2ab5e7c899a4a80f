package io.nagare.ticket.sla;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;
import io.nagare.workflow.Processes;

/** Has a ticket escalated when one of its clocks passes a milestone. */
@Component
@Transactional
public class EscalationTrigger {

	/** The id of the process that does what the table sla-escalation says. */
	private static final String ESCALATION = "escalation";

	private final TicketWork work;

	private final TicketRecords records;

	private final ServiceLevels serviceLevels;

	private final Processes processes;

	EscalationTrigger(TicketWork work, TicketRecords records, ServiceLevels serviceLevels, Processes processes) {
		this.work = work;
		this.records = records;
		this.serviceLevels = serviceLevels;
		this.processes = processes;
	}

	/**
	 * Writes down every milestone that a clock of the ticket has passed, starts the
	 * process that escalates it, and sets the ticket's alarm anew.
	 * @return false where there is nothing to do, or somebody else has the ticket now
	 */
	public boolean escalate(UUID ticketId) {
		Ticket ticket = this.records.takeUnlessTaken(ticketId).orElse(null);
		if (ticket == null || ticket.alarm().filter((at) -> !at.isAfter(this.work.now().at())).isEmpty()) {
			return false;
		}
		for (Optional<String> passed = pass(ticket); passed.isPresent(); passed = pass(ticket)) {
			this.processes.start(ESCALATION, ticketId, Map.of("milestone", passed.get()));
		}
		return true;
	}

	/**
	 * Writes down what the next clock has passed, and tells it to whoever listens.
	 * @return clock and milestone; empty once every clock has told, with the alarm set
	 * anew
	 */
	private Optional<String> pass(Ticket ticket) {
		UUID ticketId = ticket.id();
		Optional<String> before = ticket.slaState();
		ServiceLevels.Passing passing = this.serviceLevels.pass(ticketId);
		ticket.measured(passing.standing());
		ticket.wakeAt(passing.standing().alarm());
		if (!ticket.slaState().equals(before)) {
			this.processes.refreshTasks(ticketId);
		}
		Optional<ServiceLevels.Passed> passed = Optional.ofNullable(passing.milestone());
		passed.ifPresent((one) -> publish(ticket, one));
		return passed.map((one) -> one.clock() + " " + one.milestone());
	}

	private void publish(Ticket ticket, ServiceLevels.Passed passed) {
		Stamp stamp = this.work.now();
		this.work.publish(passed.milestone().equals(Escalations.BREACH)
				? new SlaBreached(ticket.ref(), stamp.tenant(), stamp.actor(), stamp.at(), passed.clock(),
						-passed.remaining())
				: new SlaBreachWarning(ticket.ref(), stamp.tenant(), stamp.actor(), stamp.at(), passed.clock(),
						passed.milestone(), passed.remaining()));
	}

}
