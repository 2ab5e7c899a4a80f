package io.nagare.ticket.sla;

import java.util.Set;

import org.springframework.stereotype.Component;

import io.nagare.ticket.TicketRecords;
import io.nagare.workflow.TicketTables;

/** The table that is asked when a clock passes a threshold, which no model waits for. */
@Component
class EscalationTable implements TicketTables {

	private final TicketRecords records;

	EscalationTable(TicketRecords records) {
		this.records = records;
	}

	@Override
	public Set<String> tables() {
		return Set.of("sla-escalation");
	}

	@Override
	public int tickets() {
		return this.records.woken();
	}

}
