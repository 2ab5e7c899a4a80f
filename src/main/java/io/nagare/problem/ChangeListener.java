package io.nagare.problem;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.change.ChangeClosed;
import io.nagare.shared.Tenancy;

/** Hears how changes ended, once they have. Done twice, it finds nothing that waits. */
@Component
class ChangeListener {

	private final Remedy remedy;

	ChangeListener(Remedy remedy) {
		this.remedy = remedy;
	}

	@Async
	@TransactionalEventListener
	void on(ChangeClosed closed) {
		Tenancy.as(closed.tenant(), () -> this.remedy.ended(closed.ticket().id(), closed.outcome().isSuccess()));
	}

}
