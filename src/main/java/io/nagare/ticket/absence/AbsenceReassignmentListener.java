package io.nagare.ticket.absence;

import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketReopened;
import io.nagare.ticket.TicketReported;
import io.nagare.workflow.Processes;
import io.nagare.workforce.Absence;
import io.nagare.workforce.AbsenceChanged;
import io.nagare.workforce.SubstituteQueries;

/**
 * Lets the tickets of people who are away move to those who stand in. Each ticket moves
 * in a transaction of its own, after what moves it is a fact. Done twice, nothing is left
 * to move.
 */
@Component
class AbsenceReassignmentListener {

	private static final String PROCESS = "absence";

	private final TicketRecords records;

	private final SubstituteAssignmentService standingIn;

	private final SubstituteQueries substitutes;

	private final Processes processes;

	private final ApplicationEventPublisher events;

	AbsenceReassignmentListener(TicketRecords records, SubstituteAssignmentService standingIn,
			SubstituteQueries substitutes, Processes processes, ApplicationEventPublisher events) {
		this.records = records;
		this.standingIn = standingIn;
		this.substitutes = substitutes;
		this.processes = processes;
		this.events = events;
	}

	/** Its process waits for its begin and its end. */
	@EventListener
	void on(Absence.Entered entered) {
		this.processes.start(PROCESS, entered.absence());
	}

	@EventListener
	void on(Absence.Cancelled cancelled) {
		this.processes.send("absenceCancelled", cancelled.absence());
	}

	/** Who takes a ticket himself is not that far away. */
	@EventListener
	void on(FieldChanged change) {
		String assignee = change.after();
		if (change.field().equals("assignee_id") && assignee != null) {
			UUID user = UUID.fromString(assignee);
			if (!user.equals(change.actor()) && this.substitutes.lately(change.ticket().kind()).isAbsent(user)) {
				this.events.publishEvent(new AbsentAssignee(change.tenant(), change.ticket().id()));
			}
		}
	}

	@EventListener
	void on(TicketReported reported) {
		this.records.find(Ticket.class, reported.ticket().id())
			.flatMap(Ticket::assignee)
			.filter((user) -> this.substitutes.lately(reported.ticket().kind()).isAbsent(user))
			.ifPresent(
					(user) -> this.events.publishEvent(new AbsentAssignee(reported.tenant(), reported.ticket().id())));
	}

	/** While it was resolved it did not move. */
	@EventListener
	void on(TicketReopened reopened) {
		this.records.find(Ticket.class, reopened.ticket())
			.filter((ticket) -> ticket.assignedFor().isPresent() || ticket.assignee()
				.filter((user) -> !user.equals(reopened.actor())
						&& this.substitutes.lately(ticket.kind()).isAbsent(user))
				.isPresent())
			.ifPresent((ticket) -> this.events.publishEvent(new AbsentAssignee(reopened.tenant(), ticket.id())));
	}

	@ApplicationModuleListener
	void on(AbsentAssignee given) {
		this.standingIn.settle(given.ticket());
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(AbsenceChanged turned) {
		this.standingIn.concernedBy(turned.user()).forEach(this.standingIn::settle);
	}

}
