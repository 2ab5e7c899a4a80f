package io.nagare.trial.preview;

import java.time.Duration;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.trial.TrialRoom;

/**
 * Shows whoever is about to report a ticket what comes of it, before it is there: it is
 * reported, everybody agrees, and all of that is taken back. Nobody is told, and no
 * number is used up.
 */
@Component
public class PreviewService {

	/** So long somebody who looks waits for others who do. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final TrialRoom room;

	private final PreviewRunFactory runs;

	private final CurrentCaller callers;

	PreviewService(TrialRoom room, PreviewRunFactory runs, CurrentCaller callers) {
		this.room = room;
		this.runs = runs;
		this.callers = callers;
	}

	/**
	 * Shows it.
	 * @param kind the type of the ticket
	 * @param fields what is said of it, as when it is reported
	 * @throws Refusal as the report would be refused, UNAVAILABLE while others look and
	 * for what takes too long
	 */
	public TicketPreview preview(String kind, Map<String, Object> fields) {
		Caller caller = this.callers.requireMember();
		caller.demand(kind + ":create");
		return this.room.during(TrialRoom.Purpose.PREVIEW, PATIENCE, () -> this.runs.run(kind, caller).of(fields));
	}

}
