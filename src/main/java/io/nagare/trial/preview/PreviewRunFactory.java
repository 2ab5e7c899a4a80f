package io.nagare.trial.preview;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.trial.TrialActors;
import io.nagare.trial.TrialTickets;

/** Begins runs of previews. */
@Component
class PreviewRunFactory {

	private final TrialTickets tickets;

	private final TrialActors actors;

	private final Directory directory;

	PreviewRunFactory(TrialTickets tickets, TrialActors actors, Directory directory) {
		this.tickets = tickets;
		this.actors = actors;
		this.directory = directory;
	}

	/**
	 * Of a ticket of the kind that is not reported yet.
	 * @param reader who is about to report it
	 */
	PreviewRun run(String kind, Caller reader) {
		return new PreviewRun(this.tickets, this.actors, this.directory, kind, reader);
	}

}
