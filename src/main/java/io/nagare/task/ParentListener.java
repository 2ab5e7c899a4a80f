package io.nagare.task;

import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

import io.nagare.shared.BatchRunner;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketWork;

/**
 * Lets tasks follow the ticket that they are parts of: with its end they are cancelled,
 * and they are as confidential as it becomes. Done twice, it finds nothing left to do.
 */
@Component
class ParentListener {

	private final TaskRepository tasks;

	private final TaskFollowing following;

	private final TicketWork work;

	ParentListener(TaskRepository tasks, TaskFollowing following, TicketWork work) {
		this.tasks = tasks;
		this.following = following;
		this.work = work;
	}

	@EventListener
	void on(StatusChanged changed) {
		if (changed.phase().isFinal()) {
			concern(changed.tenant(), changed.ticket());
		}
	}

	@EventListener
	void on(FieldChanged changed) {
		if (changed.field().equals("confidentiality")) {
			concern(changed.tenant(), changed.ticket());
		}
	}

	private void concern(TenantId tenant, TicketRef ticket) {
		if (!ticket.kind().equals(TicketTask.KIND) && !this.tasks.idsOf(ticket.id()).isEmpty()) {
			this.work.publish(new TasksConcerned(tenant, ticket.id()));
		}
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(TasksConcerned concerned) {
		BatchRunner.of(this.following.of(concerned.parent()),
				(task) -> this.following.follow(task, concerned.parent()));
	}

}
