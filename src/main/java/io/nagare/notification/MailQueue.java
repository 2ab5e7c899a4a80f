package io.nagare.notification;

import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which notifications wait to be mailed. Each step is a short transaction: none is open
 * while the mail server is spoken to, so that it keeps nobody from reading.
 */
@Component
@Transactional
class MailQueue {

	private final JdbcClient jdbc;

	MailQueue(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Takes a notification that waits, unless somebody else took it less than two minutes
	 * ago: longer than that no attempt lasts.
	 */
	Optional<Mail> take(UUID id) {
		return this.jdbc.sql("""
				UPDATE notifications SET mail_tried_at = now() WHERE id = :id AND mail = 'due'
				AND (mail_tried_at IS NULL OR mail_tried_at < now() - interval '2 minutes')
				RETURNING *, created_at < now() - interval '3 days' AS old
				""")
			.param("id", id)
			.query((row, number) -> new Mail(Inbox.read(row), row.getObject("user_id", UUID.class),
					row.getBoolean("confidential"), row.getBoolean("old")))
			.optional();
	}

	boolean waits(UUID id) {
		return this.jdbc.sql("SELECT count(*) FROM notifications WHERE id = :id AND mail = 'due'")
			.param("id", id)
			.query(Integer.class)
			.single() > 0;
	}

	void sent(UUID id) {
		end(id, "sent");
	}

	/** It will never be mailed. */
	void drop(UUID id) {
		end(id, "dropped");
	}

	/** Whoever comes next may try. */
	void giveBack(UUID id) {
		this.jdbc.sql("UPDATE notifications SET mail_tried_at = NULL WHERE id = :id").param("id", id).update();
	}

	private void end(UUID id, String how) {
		this.jdbc.sql("UPDATE notifications SET mail = :how WHERE id = :id AND mail = 'due'")
			.param("how", how)
			.param("id", id)
			.update();
	}

	/**
	 * A notification as it is to be mailed.
	 *
	 * @param user whom to
	 * @param old whether it has waited for so long that one more failure is the last
	 */
	record Mail(Notification notification, UUID user, boolean confidential, boolean old) {
	}

}
