package io.nagare.change;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.identity.AbsenceTurned;
import io.nagare.identity.Tenants;
import io.nagare.identity.User;
import io.nagare.shared.Tenancy;

/**
 * Hears who left, for a time or for good, or is back, once that is a fact; each change is
 * seated in a transaction of its own. Done twice, it finds everybody seated.
 */
@Component
class AbsenceListener {

	private final ChangeRepository changes;

	private final Voting voting;

	private final Tenants tenants;

	AbsenceListener(ChangeRepository changes, Voting voting, Tenants tenants) {
		this.changes = changes;
		this.voting = voting;
		this.tenants = tenants;
	}

	@Async
	@TransactionalEventListener
	void on(AbsenceTurned turned) {
		Tenancy.as(turned.tenant(), this::seat);
	}

	@Async
	@TransactionalEventListener
	void on(User.Deactivated left) {
		this.tenants.as(left.tenant(), this::seat);
	}

	/**
	 * Who may not vote in his new role has left the board, and may be back in another.
	 */
	@Async
	@TransactionalEventListener
	void on(User.RoleChanged turned) {
		this.tenants.as(turned.tenant(), this::seat);
	}

	private void seat() {
		this.changes.withOpenRounds().forEach(this.voting::seatPresent);
	}

}
