package io.nagare.workflow;

import java.time.Duration;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/**
 * Delivers once more what a listener did not complete. Each delivery binds the tenant of
 * its event.
 */
@Component
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
	@Scheduled(cron = "${nagare.schedule.resubmit-events}")
	@SchedulerLock(name = "resubmit-events")
	public void resubmit() {
		Tenancy.asPlatform(() -> this.publications.resubmitIncompletePublicationsOlderThan(AGE));
	}

}
