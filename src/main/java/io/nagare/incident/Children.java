package io.nagare.incident;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.shared.Tenancy;
import io.nagare.ticket.Tickets;

/**
 * Lets children follow their parent. The listener has no transaction of its own: its
 * tenant must be bound before one begins, and each child is resolved in its own. Done
 * twice, it finds nothing left to do.
 */
@Component
class Children {

	private final Tickets tickets;

	private final IncidentHandling incidents;

	private final IncidentProcess process;

	Children(Tickets tickets, IncidentHandling incidents, IncidentProcess process) {
		this.tickets = tickets;
		this.incidents = incidents;
		this.process = process;
	}

	@Async
	@TransactionalEventListener
	void on(ParentResolved resolved) {
		Tenancy.as(resolved.tenant(),
				() -> this.tickets.childrenOf(resolved.parent())
					.stream()
					.filter((child) -> !this.incidents.incident(child).isMajor())
					.forEach(this.process::parentResolved));
	}

}
