package io.nagare.approval;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.action.DecisionView;
import io.nagare.ticket.action.TicketActions;

/** What waits for the current caller's decision on a ticket, and the decision. */
@Component
@Transactional
public class ApprovalService {

	private final Tickets tickets;

	private final TicketActions actions;

	private final ApplicationEventPublisher events;

	ApprovalService(Tickets tickets, TicketActions actions, ApplicationEventPublisher events) {
		this.tickets = tickets;
		this.actions = actions;
		this.events = events;
	}

	/**
	 * What he is asked.
	 * @throws Refusal NOT_FOUND where there is no such ticket for him, or a confidential
	 * one
	 */
	Asked asked(UUID id) {
		Ticket ticket = this.tickets.readable(id);
		if (ticket.isConfidential()) {
			throw Refusal.notFound();
		}
		return new Asked(ticket.number(), ticket.title(), ticket.description(), this.actions.decisions(id));
	}

	/**
	 * Decides, on record as done by a link.
	 * @throws Refusal as for what he is asked, and as the action itself refuses
	 */
	void decide(UUID id, String action, Map<String, Object> fields) {
		asked(id);
		this.actions.decide(id, action, fields);
		this.events.publishEvent(new Decided(id, action));
	}

	/**
	 * What somebody is asked.
	 *
	 * @param decisions what he may answer; empty where nothing waits for him any more
	 */
	public record Asked(String number, String title, @Nullable String description, List<DecisionView> decisions) {
	}

	private record Decided(UUID ticket, String decision) implements AuditableEvent {

		@Override
		public String action() {
			return "approval.decided_by_link";
		}

		@Override
		public String entityType() {
			return "ticket";
		}

		@Override
		public String entityId() {
			return this.ticket.toString();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("action", this.decision);
		}

	}

}
