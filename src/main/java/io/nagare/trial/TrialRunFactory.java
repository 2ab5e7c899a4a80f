package io.nagare.trial;

import java.time.Clock;
import java.util.Locale;

import org.springframework.stereotype.Component;

import io.nagare.shared.RefusalWords;

/** Begins runs of trials. */
@Component
class TrialRunFactory {

	private final TrialTickets tickets;

	private final TrialActors actors;

	private final RefusalWords words;

	private final Clock clock;

	TrialRunFactory(TrialTickets tickets, TrialActors actors, RefusalWords words, Clock clock) {
		this.tickets = tickets;
		this.actors = actors;
		this.words = words;
		this.clock = clock;
	}

	/**
	 * Of a ticket of the kind that is not reported yet.
	 * @param locale in which refusals are told
	 */
	TrialRun run(String kind, Locale locale) {
		return new TrialRun(this.tickets, this.actors, this.words, locale, kind, this.clock);
	}

}
