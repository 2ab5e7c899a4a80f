package io.nagare.realtime;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;

/** Forgets who has left a ticket without saying so. */
@Component
class PresenceRetention {

	private final PresenceService presence;

	private final Tenants tenants;

	PresenceRetention(PresenceService presence, Tenants tenants) {
		this.presence = presence;
		this.tenants = tenants;
	}

	@Scheduled(cron = "${nagare.schedule.remove-presence}")
	@SchedulerLock(name = "remove-presence", lockAtMostFor = "PT1M")
	void removeOld() {
		Tenancy.asPlatform(this.presence::tenantsOfTheSilent)
			.forEach((tenant) -> this.tenants.as(tenant, this.presence::forgetTheSilent));
	}

}
