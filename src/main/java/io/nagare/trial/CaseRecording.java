package io.nagare.trial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.trial.PastTickets.PastTicket;

/** Finds the course of a ticket that has ended, as far as it can be walked again. */
@Component
class CaseRecording {

	private final PastTickets past;

	private final TrialService trials;

	private final Clock clock;

	CaseRecording(PastTickets past, TrialService trials, Clock clock) {
		this.past = past;
		this.trials = trials;
		this.clock = clock;
	}

	Recorded of(String idOrNumber, Caller caller, Locale locale) {
		PastTicket ticket = this.past.one(idOrNumber);
		Walked walked = walk(ticket, caller, locale, Duration.ZERO);
		if (!walked.begun()) {
			TrialReport.Step refused = walked.report().steps().get(0);
			throw Refusal.conflict("ticket", "case_not_begun",
					(refused.refused() != null) ? refused.refused().message() : "");
		}
		return new Recorded(new NewTrial(ticket.kind(), ticket.start(), null, walked.steps()), ticket.process(),
				walked.whole(), ticket.at());
	}

	/**
	 * Lets a ticket go its way once more by the models in force, as far as it goes.
	 * @param patience how long to wait where others try
	 * @throws Refusal UNAVAILABLE while others try, CONFLICT for one that takes too long
	 */
	Walked walk(PastTicket ticket, Caller caller, Locale locale, Duration patience) {
		Duration later = Duration.between(ticket.at(), this.clock.instant());
		return this.trials.freely(ticket.kind(), locale, patience, (tickets, run) -> {
			CaseRecorder recorder = new CaseRecorder(tickets, run, ticket.lines(), later);
			boolean begun = recorder.record(ticket.start(), caller);
			return new Walked(begun, recorder.isWhole(), recorder.steps(), later, run.told());
		});
	}

	/**
	 * What is to be walked again.
	 *
	 * @param at when the ticket began
	 */
	record Recorded(NewTrial course, String process, boolean whole, Instant at) {
	}

	/**
	 * How a ticket went once more.
	 *
	 * @param begun whether it could be reported
	 * @param whole whether it went to the end
	 * @param steps those that it took, as it took them then
	 * @param later by how much times have moved since then
	 */
	record Walked(boolean begun, boolean whole, List<NewTrial.Step> steps, Duration later, TrialReport report) {
	}

}
