package io.nagare.directory;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.shared.BatchRunner;

/**
 * Writes down that roles have ended, so that it is on record and whoever waits for people
 * to leave or come hears of it. What somebody may do does not wait for this.
 */
@Component
public class RoleExpiry {

	private final Tenants tenants;

	private final RoleGrants grants;

	RoleExpiry(Tenants tenants, RoleGrants grants) {
		this.tenants = tenants;
		this.grants = grants;
	}

	/** In every tenant. */
	@Scheduled(cron = "${nagare.schedule.end-roles}")
	@SchedulerLock(name = "end-roles")
	public void run() {
		this.tenants.inTurn("Ending roles", () -> BatchRunner.of(this.grants.expired(), this.grants::expire));
	}

}
