package io.nagare.realtime;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/** Forgets what everybody has heard long ago. */
@Component
class LiveEventRetention {

	private final LiveEventStore store;

	LiveEventRetention(LiveEventStore store) {
		this.store = store;
	}

	@Scheduled(cron = "${nagare.schedule.remove-live-events}")
	@SchedulerLock(name = "remove-live-events")
	void removeOld() {
		Tenancy.asPlatform(this.store::removeOld);
	}

}
