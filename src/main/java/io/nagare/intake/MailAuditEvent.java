package io.nagare.intake;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.TicketRef;

/**
 * A mail became a ticket, or was added to one, on behalf of its sender.
 *
 * @param facts the mailbox and the mail
 */
record MailAuditEvent(String action, String entityType, @Nullable String entityId,
		Map<String, Object> facts) implements AuditableEvent {

	static MailAuditEvent taken(MailEntry entry) {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("mailbox_id", entry.mailbox().toString());
		facts.put("outcome", entry.outcome());
		facts.put("sender", String.valueOf(entry.sender()));
		if (entry.messageId() != null) {
			facts.put("message_id", entry.messageId());
		}
		TicketRef ticket = entry.ticket();
		return new MailAuditEvent("mail.taken", (ticket != null) ? ticket.kind() : "mailbox",
				(ticket != null) ? ticket.id().toString() : entry.mailbox().toString(), facts);
	}

}
