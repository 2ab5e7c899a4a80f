package io.nagare.ticket.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Transactions;
import io.nagare.ticket.attachment.AttachmentRemoval;
import io.nagare.workflow.Processes;

/**
 * Removes tickets whose time is over with all that is kept of them, a few in each
 * transaction. The log keeps their number, and nobody's name.
 */
@Component
class TicketRemoval {

	private static final Logger LOG = LoggerFactory.getLogger(TicketRemoval.class);

	/** In one transaction, besides their tasks. */
	private static final int AT_ONCE = 50;

	private final RetentionStore store;

	private final Processes processes;

	private final AttachmentRemoval files;

	private final ApplicationEventPublisher events;

	private final Transactions transaction;

	private final Clock clock;

	TicketRemoval(RetentionStore store, Processes processes, AttachmentRemoval files, ApplicationEventPublisher events,
			PlatformTransactionManager transactions, Clock clock) {
		this.store = store;
		this.processes = processes;
		this.files = files;
		this.events = events;
		this.transaction = new Transactions(transactions);
		this.clock = clock;
	}

	/** The keys of those that keep tickets for a time only, asked across all of them. */
	Set<UUID> tenants() {
		return this.transaction.get(this.store::tenantsWithRules);
	}

	/**
	 * Removes some tickets of the bound tenant.
	 * @return whether there were any
	 */
	boolean some() {
		Instant now = this.clock.instant();
		Map<String, Integer> rules = this.transaction.get(this.store::days);
		return rules.entrySet().stream().anyMatch((rule) -> {
			Instant endedBefore = now.minus(Duration.ofDays(rule.getValue()));
			int gone = removed(rule.getKey(), endedBefore);
			if (gone > 0) {
				LOG.info("Removed {} tickets of {} that had ended {} days before", gone, rule.getKey(),
						rule.getValue());
			}
			return gone > 0;
		});
	}

	/** What cannot be removed of one kind stops no other. */
	private int removed(String kind, Instant endedBefore) {
		try {
			return this.transaction.get(() -> remove(kind, endedBefore));
		}
		catch (DataAccessException ex) {
			LOG.error("Tickets of {} whose time is over are not removed", kind, ex);
			return 0;
		}
	}

	private int remove(String kind, Instant endedBefore) {
		List<RetentionStore.Over> over = this.store.over(kind, endedBefore, AT_ONCE);
		if (!over.isEmpty()) {
			List<UUID> ids = over.stream().map(RetentionStore.Over::id).toList();
			this.processes.forget(ids);
			this.files.afterCommit(this.store.remove(ids));
			over.forEach((ticket) -> this.events.publishEvent(new TicketRemoved(ticket)));
		}
		return over.size();
	}

	private record TicketRemoved(RetentionStore.Over ticket) implements AuditableEvent {

		@Override
		public String action() {
			return this.ticket.kind() + ".removed";
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
			return Map.of("number", this.ticket.number(), "closed_at", this.ticket.closedAt().toString());
		}

	}

}
