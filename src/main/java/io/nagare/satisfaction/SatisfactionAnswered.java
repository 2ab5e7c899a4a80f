package io.nagare.satisfaction;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.TicketRef;

/**
 * A reporter said how satisfied he is.
 *
 * @param by who proved to be the reporter; null for whoever had the link
 */
record SatisfactionAnswered(TicketRef ticket, UUID tenant, int score, @Nullable UUID by) implements AuditableEvent {

	@Override
	public String action() {
		return "ticket.rated";
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
		return Map.of("number", this.ticket.number(), "score", this.score);
	}

	@Override
	public UUID owner() {
		return this.tenant;
	}

	@Override
	public @Nullable Doer doer() {
		return (this.by != null) ? null : new Doer(this.tenant, null, null);
	}

}
