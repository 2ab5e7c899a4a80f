package io.nagare.incident;

import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.change.ChangeClosed;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.Tickets;

/**
 * Lets the incidents that are held for a change hear how it ended, once it has; each in a
 * transaction of its own. Done twice, it finds none that still waits.
 */
@Component("incidentChangeListener")
class ChangeListener {

	private final Tickets tickets;

	private final IncidentManagement incidents;

	ChangeListener(Tickets tickets, IncidentManagement incidents) {
		this.tickets = tickets;
		this.incidents = incidents;
	}

	@Async
	@TransactionalEventListener
	void on(ChangeClosed closed) {
		Consumer<UUID> tell = closed.outcome().isSuccess() ? this.incidents::awaitedChangeDone
				: (incident) -> this.incidents.awaitedChangeFailed(incident, closed.ticket().number());
		Tenancy.as(closed.tenant(), () -> this.tickets.linkedWith(closed.ticket().id(), Incident.KIND).forEach(tell));
	}

}
