package io.nagare.notification;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Tenants;

/** Forgets what people were told long ago. */
@Component
class NotificationRetention {

	private static final Logger LOG = LoggerFactory.getLogger(NotificationRetention.class);

	private final Tenants tenants;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	NotificationRetention(Tenants tenants, JdbcClient jdbc, PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Removes every notification older than 90 days, read or not. */
	@Scheduled(cron = "${nagare.schedule.remove-notifications}")
	@SchedulerLock(name = "remove-notifications")
	void removeOld() {
		this.tenants.inTurn("Removing old notifications",
				() -> this.transaction.executeWithoutResult((status) -> remove()));
	}

	private void remove() {
		int removed = this.jdbc.sql("DELETE FROM notifications WHERE created_at < now() - interval '90 days'").update();
		if (removed > 0) {
			LOG.info("Removed {} notifications older than 90 days", removed);
		}
	}

}
