package io.nagare.ticket.journal;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.workflow.StepReached;

/** Writes down every change and step of a ticket, in the transaction that makes it. */
@Component
class Journal {

	private final JournalRepository entries;

	private final TicketRecords records;

	private final Stamps stamps;

	Journal(JournalRepository entries, TicketRecords records, Stamps stamps) {
		this.entries = entries;
		this.records = records;
		this.stamps = stamps;
	}

	@EventListener
	void on(FieldChanged change) {
		this.entries.save(new JournalEntry(change));
	}

	/** A process may be about something else, such as an absence. */
	@EventListener
	void on(StepReached step) {
		if (this.records.find(Ticket.class, step.businessKey()).isPresent()) {
			this.entries.save(new JournalEntry(step, this.stamps.now()));
		}
	}

}
