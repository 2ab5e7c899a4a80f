package io.nagare.incident.hold;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

import io.nagare.shared.BatchRunner;
import io.nagare.ticket.Ticket;

/**
 * Lets children be held and go on with their parent, each in a transaction of its own.
 * Done twice, it finds nothing left to do.
 */
@Component
class ParentHoldListener {

	private final ParentHolds holds;

	ParentHoldListener(ParentHolds holds) {
		this.holds = holds;
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(ParentHeld held) {
		List<Ticket> left = new ArrayList<>();
		BatchRunner.of(this.holds.openChildrenOf(held.parent()), (child) -> {
			if (!this.holds.hold(held.parent(), child.id())) {
				left.add(child);
			}
		});
		this.holds.tellOfThoseLeft(held.parent(), left);
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(ParentResumed resumed) {
		UUID parent = resumed.parent();
		BatchRunner.of(this.holds.heldWith(parent), (child) -> this.holds.resume(parent, child));
	}

}
