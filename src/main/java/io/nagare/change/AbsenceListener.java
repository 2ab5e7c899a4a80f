package io.nagare.change;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.identity.AbsenceTurned;
import io.nagare.shared.Tenancy;

/**
 * Hears who left or is back, once that is a fact; each change is seated in a transaction
 * of its own. Done twice, it finds everybody seated.
 */
@Component
class AbsenceListener {

	private final VotingRoundRepository rounds;

	private final Voting voting;

	AbsenceListener(VotingRoundRepository rounds, Voting voting) {
		this.rounds = rounds;
		this.voting = voting;
	}

	@Async
	@TransactionalEventListener
	void on(AbsenceTurned turned) {
		Tenancy.as(turned.tenant(), () -> this.rounds.changesWithOpenRounds().forEach(this.voting::seatPresent));
	}

}
