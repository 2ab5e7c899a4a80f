package io.nagare.change.board;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

import io.nagare.change.ChangeRepository;
import io.nagare.directory.User;
import io.nagare.workforce.AbsenceChanged;

/**
 * Hears who left, for a time or for good, or is back, once that is a fact; each change is
 * seated in a transaction of its own. Done twice, it finds everybody seated.
 */
@Component
class AbsenceListener {

	private final ChangeRepository changes;

	private final Voting voting;

	AbsenceListener(ChangeRepository changes, Voting voting) {
		this.changes = changes;
		this.voting = voting;
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(AbsenceChanged turned) {
		seat();
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.Deactivated left) {
		seat();
	}

	/**
	 * Who may not vote in his new role has left the board, and may be back in another.
	 */
	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.RoleChanged turned) {
		seat();
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.RoleGranted turned) {
		seat();
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.RoleEnded turned) {
		seat();
	}

	private void seat() {
		this.changes.remaining(this.changes.withOpenRounds()).forEach(this.voting::seatPresent);
	}

}
