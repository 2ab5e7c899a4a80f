package io.nagare.ticket.action;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.notification.ToldNotices;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketDeleted;
import io.nagare.ticket.TicketWork;
import io.nagare.workflow.Processes;

/**
 * Takes tickets out of everybody's sight that should never have been there, such as
 * personal data that was reported by mistake. Their rows stay, and their numbers are
 * never given again.
 */
@Component
@Transactional
public class TicketDeletion {

	private static final String STATUS = "cancelled";

	private final TicketWork work;

	private final Processes processes;

	private final ToldNotices told;

	TicketDeletion(TicketWork work, Processes processes, ToldNotices told) {
		this.work = work;
		this.processes = processes;
		this.told = told;
	}

	/**
	 * Demands that the caller may delete tickets of the kind.
	 * @throws Refusal FORBIDDEN where he may not
	 */
	public void demand(String kind) {
		this.work.caller().demand(kind + ":delete");
	}

	/**
	 * Deletes a ticket. One that has not ended is cancelled with it: its processes and
	 * clocks end, and whoever waits for it hears that it will not come.
	 * @param reason for the audit log
	 * @throws Refusal NOT_FOUND where there is none, FORBIDDEN, STALE; VALIDATION_FAILED
	 * without a reason
	 */
	public void delete(UUID id, @Nullable String reason, IfMatch ifMatch) {
		Ticket ticket = this.work.take(id);
		demand(ticket.kind());
		if (reason == null || reason.isBlank()) {
			throw Refusal.invalid("reason", "required");
		}
		ifMatch.check(ticket.version());
		this.processes.end(id, reason);
		if (!ticket.phase().isFinal()) {
			ticket.waitsAs(STATUS, Phase.CANCELLED, this.work.now());
			this.work.save(ticket);
		}
		ticket.delete(this.work.now());
		this.work.save(ticket);
		this.told.forget(id);
		this.work.publish(new TicketDeleted(ticket.ref(), reason));
	}

}
