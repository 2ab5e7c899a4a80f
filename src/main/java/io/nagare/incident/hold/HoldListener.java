package io.nagare.incident.hold;

import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

import io.nagare.change.ChangeClosed;
import io.nagare.shared.BatchRunner;

/**
 * Lets the incidents that are held for a change hear how it ended, once it has; each in a
 * transaction of its own. Done twice, it finds none that still waits.
 */
@Component
class HoldListener {

	private final HoldService awaitedWork;

	HoldListener(HoldService awaitedWork) {
		this.awaitedWork = awaitedWork;
	}

	/**
	 * What ended before the hold was there for all to see could not tell it; what ends
	 * later finds it.
	 */
	@ApplicationModuleListener
	void on(HeldForTickets held) {
		this.awaitedWork.settle(held.incident());
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(ChangeClosed closed) {
		Consumer<UUID> tell = closed.outcome().isSuccess() ? this.awaitedWork::settle
				: (incident) -> this.awaitedWork.waitsInVain(incident, closed.ticket());
		BatchRunner.of(this.awaitedWork.heldFor(closed.ticket().id()), tell);
	}

}
