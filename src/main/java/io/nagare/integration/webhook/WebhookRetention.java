package io.nagare.integration.webhook;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;
import io.nagare.integration.WebhookSpread;

/** Forgets what webhooks were told long ago. */
@Component
class WebhookRetention {

	private final Tenants tenants;

	private final WebhookDeliveries deliveries;

	private final WebhookSpread spread;

	WebhookRetention(Tenants tenants, WebhookDeliveries deliveries, WebhookSpread spread) {
		this.spread = spread;
		this.tenants = tenants;
		this.deliveries = deliveries;
	}

	@Scheduled(cron = "${nagare.schedule.remove-deliveries}")
	@SchedulerLock(name = "remove-deliveries")
	void removeOld() {
		// and what was for the last webhook, which is gone
		this.spread.spread();
		this.tenants.inTurn("Forgetting old deliveries", this.deliveries::removeOld);
	}

}
