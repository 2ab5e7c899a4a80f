package io.nagare.integration.webhook;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.integration.WebhookSpread;

/** Forgets what was for the last webhook, which is gone. */
@Component
class WebhookRetention {

	private final WebhookSpread spread;

	WebhookRetention(WebhookSpread spread) {
		this.spread = spread;
	}

	@Scheduled(cron = "${nagare.schedule.remove-deliveries}")
	@SchedulerLock(name = "remove-deliveries")
	void removeOld() {
		this.spread.spread();
	}

}
