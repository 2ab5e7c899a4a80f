package io.nagare.ticket;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down every change of a ticket, in the transaction that makes it. */
@Component
class Journal {

	private final JournalRepository entries;

	Journal(JournalRepository entries) {
		this.entries = entries;
	}

	@EventListener
	void on(FieldChanged change) {
		this.entries.save(new JournalEntry(change));
	}

}
