package io.nagare.change;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.TicketWork;

/** What a change allows to whoever carries it out. */
@Component
@Transactional(readOnly = true)
public class ChangeApprovals {

	private final TicketWork work;

	ChangeApprovals(TicketWork work) {
		this.work = work;
	}

	/**
	 * Whether the change is being carried out as others approved it, whatever its model
	 * looks like: it has begun and not ended, and somebody else than that person approved
	 * it as it stands.
	 * @param author who wants it
	 */
	public boolean allow(UUID changeId, UUID author) {
		Change change = this.work.get(Change.class, changeId);
		return change.phase().isActive() && change.isAuthorised() && change.started().isPresent()
				&& change.outcome().isEmpty()
				&& change.authorisers().stream().anyMatch((approver) -> !approver.equals(author));
	}

}
