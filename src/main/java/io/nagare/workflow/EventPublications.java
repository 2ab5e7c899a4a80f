package io.nagare.workflow;

import java.time.Duration;

import org.springframework.modulith.events.IncompleteEventPublications;

/**
 * What resubmit-events.bpmn may ask: to deliver once more what a listener did not
 * complete.
 */
@ProcessVerbs("eventPublications")
public class EventPublications {

	private static final Duration AGE = Duration.ofMinutes(1);

	private final IncompleteEventPublications publications;

	EventPublications(IncompleteEventPublications publications) {
		this.publications = publications;
	}

	/**
	 * Delivers again every event that is older than a minute and has a listener waiting
	 * for it.
	 */
	public void resubmit() {
		this.publications.resubmitIncompletePublicationsOlderThan(AGE);
	}

}
