package io.nagare.ticket;

import java.util.Map;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.TicketRef;

/**
 * An administrator took a ticket out of everybody's sight.
 *
 * @param reason why, in his words
 */
public record TicketDeleted(TicketRef ticket, String reason) implements AuditableEvent {

	@Override
	public String action() {
		return this.ticket.kind() + ".deleted";
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
		return Map.of("number", this.ticket.number(), "reason", this.reason);
	}

}
