package io.nagare.problem;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

import io.nagare.change.ChangeClosed;

/** Hears how changes ended, once they have. Done twice, it finds nothing that waits. */
@Component
class ChangeListener {

	private final RemedialChanges remedy;

	ChangeListener(RemedialChanges remedy) {
		this.remedy = remedy;
	}

	@ApplicationModuleListener
	void on(ChangeClosed closed) {
		this.remedy.ended(closed.ticket().id(), closed.outcome().isSuccess());
	}

}
