package io.nagare.ticket.access;

import java.util.Map;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.TicketRef;

/**
 * Somebody looked at a confidential ticket, or at a part of it.
 *
 * @param ticket the ticket
 */
public record ConfidentialRead(TicketRef ticket) implements AuditableEvent {

	@Override
	public String action() {
		return "ticket.read_confidential";
	}

	@Override
	public String entityType() {
		return this.ticket.kind();
	}

	@Override
	public String entityId() {
		return this.ticket.id().toString();
	}

	@Override
	public Map<String, Object> facts() {
		return Map.of("number", this.ticket.number());
	}

}
