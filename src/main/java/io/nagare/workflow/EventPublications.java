package io.nagare.workflow;

import java.time.Duration;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
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

	private final ListableBeanFactory beans;

	EventPublications(IncompleteEventPublications publications, ListableBeanFactory beans) {
		this.publications = publications;
		this.beans = beans;
	}

	/**
	 * Delivers again events that are older than a minute, that nobody tried for a minute,
	 * and that a listener waits for: some of them, and none while so many wait for a
	 * thread of this node.
	 */
	@Scheduled(cron = "${nagare.schedule.resubmit-events}")
	@SchedulerLock(name = "resubmit-events")
	public void resubmit() {
		if (queued() < WaitingPublications.MOST) {
			Tenancy.asPlatform(() -> this.publications.resubmitIncompletePublicationsOlderThan(AGE));
		}
	}

	private int queued() {
		return this.beans.getBeansOfType(ThreadPoolTaskExecutor.class)
			.values()
			.stream()
			.mapToInt(ThreadPoolTaskExecutor::getQueueSize)
			.sum();
	}

}
