package io.nagare.signin.link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.Caller;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Tenancy;

/**
 * Somebody who is signed in opened the link of a mail to another person.
 *
 * @param ticket what the link is about
 * @param facts whom it was sent to, and the sign-in of the browser
 * @param doer nobody for a caller of another tenant, whose people this log never names
 */
record LinkRefusedEvent(UUID ticket, Map<String, Object> facts, @Nullable Doer doer) implements AuditableEvent {

	static LinkRefusedEvent to(Caller caller, Optional<UUID> session, UUID recipient, UUID ticket) {
		UUID tenant = Tenancy.require().id();
		boolean foreign = caller.tenant() != null && !tenant.equals(caller.tenantId());
		Map<String, Object> facts = new LinkedHashMap<>(Map.of("recipient", recipient.toString()));
		session.filter((id) -> !foreign).ifPresent((id) -> facts.put("session", id.toString()));
		return new LinkRefusedEvent(ticket, facts, foreign ? new Doer(tenant, null, null) : null);
	}

	@Override
	public String action() {
		return "link.refused";
	}

	@Override
	public String entityType() {
		return "ticket";
	}

	@Override
	public String entityId() {
		return this.ticket.toString();
	}

}
