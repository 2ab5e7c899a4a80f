package io.nagare.notification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.nagare.workflow.ProcessVerbs;

/** What remove-notifications.bpmn may ask: to forget what people were told long ago. */
@ProcessVerbs("notificationRetention")
public class NotificationRetention {

	private static final Logger LOG = LoggerFactory.getLogger(NotificationRetention.class);

	private final JdbcClient jdbc;

	NotificationRetention(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Removes every notification older than 90 days, read or not. */
	public void removeOld() {
		int removed = this.jdbc.sql("DELETE FROM notifications WHERE created_at < now() - interval '90 days'").update();
		LOG.info("Removed {} notifications older than 90 days", removed);
	}

}
