package io.nagare.intake;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;

/** Forgets what became of mails that nobody answers any more. */
@Component
class MailRetention {

	private final Tenants tenants;

	private final MailLog log;

	MailRetention(Tenants tenants, MailLog log) {
		this.tenants = tenants;
		this.log = log;
	}

	@Scheduled(cron = "${nagare.schedule.remove-mail-log}")
	@SchedulerLock(name = "remove-mail-log")
	void removeOld() {
		this.tenants.inTurn("Forgetting old mails", this.log::removeOld);
	}

}
