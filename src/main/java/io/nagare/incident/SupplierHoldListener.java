package io.nagare.incident;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.ticket.TicketDeleted;
import io.nagare.vendor.SupplierHolds;

/** Has written down how long suppliers have incidents, with the incident. */
@Component
class SupplierHoldListener {

	private final SupplierHolds holds;

	SupplierHoldListener(SupplierHolds holds) {
		this.holds = holds;
	}

	@EventListener
	void on(SupplierChanged changed) {
		this.holds.end(changed.incident(), changed.at());
		if (changed.supplier() != null) {
			this.holds.begin(changed.incident(), changed.supplier(), changed.at());
		}
	}

	@EventListener
	void on(TicketDeleted deleted) {
		this.holds.forget(deleted.ticket().id());
	}

}
