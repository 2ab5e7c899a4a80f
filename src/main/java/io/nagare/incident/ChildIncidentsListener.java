package io.nagare.incident;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

import io.nagare.shared.BatchRunner;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.link.TicketLinks;

/**
 * Lets children follow their parent. The listener has no transaction of its own: each
 * child is resolved in its own, whatever becomes of the others. Done twice, it finds
 * nothing left to do.
 */
@Component
class ChildIncidentsListener {

	private final TicketLinks links;

	private final IncidentProcess process;

	ChildIncidentsListener(TicketLinks links, IncidentProcess process) {
		this.links = links;
		this.process = process;
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(ParentResolved resolved) {
		BatchRunner.of(this.links.childrenOf(resolved.parent())
			.stream()
			.filter(ChildIncidentsListener::follows)
			.map(Ticket::id)
			.toList(), this.process::parentResolved);
	}

	/** Tickets of other kinds may be linked so too, and nothing becomes of them. */
	private static boolean follows(Ticket child) {
		return child instanceof Incident incident && !incident.isMajor();
	}

}
