package io.nagare.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
				""").param("id", id).query((row, number) -> read(row)).optional();
	}

	boolean waits(UUID id) {
		return count("id", id) > 0;
	}

	/** Takes likewise those that leave together, the youngest first. */
	List<Mail> takeDigest(UUID digest) {
		return this.jdbc.sql("""
				WITH taken AS (UPDATE notifications SET mail_tried_at = now() WHERE digest_id = :digest AND mail = 'due'
				AND (mail_tried_at IS NULL OR mail_tried_at < now() - interval '2 minutes')
				RETURNING *)
				SELECT *, mail_after < now() - interval '3 days' AS old FROM taken ORDER BY created_at DESC, id DESC
				""").param("digest", digest).query((row, number) -> read(row)).list();
	}

	boolean digestWaits(UUID digest) {
		return count("digest_id", digest) > 0;
	}

	private int count(String column, UUID value) {
		return this.jdbc.sql("SELECT count(*) FROM notifications WHERE mail = 'due' AND " + column + " = :value")
			.param("value", value)
			.query(Integer.class)
			.single();
	}

	static Mail read(ResultSet row) throws SQLException {
		return new Mail(Inbox.read(row), row.getObject("user_id", UUID.class), row.getBoolean("confidential"),
				row.getBoolean("old"));
	}

	void sent(List<UUID> ids) {
		end(ids, "sent");
	}

	/** They will never be mailed. */
	void drop(List<UUID> ids) {
		end(ids, "dropped");
	}

	/** Whoever comes next may try. */
	void giveBack(List<UUID> ids) {
		this.jdbc.sql("UPDATE notifications SET mail_tried_at = NULL WHERE id = ANY (:ids)")
			.param("ids", ids.toArray(UUID[]::new))
			.update();
	}

	private void end(List<UUID> ids, String how) {
		this.jdbc.sql("UPDATE notifications SET mail = :how WHERE id = ANY (:ids) AND mail = 'due'")
			.param("how", how)
			.param("ids", ids.toArray(UUID[]::new))
			.update();
	}

	/**
	 * A notification as it is to be mailed.
	 *
	 * @param user whom to
	 * @param old whether it has waited for so long that one more failure is the last
	 */
	record Mail(Notification notification, UUID user, boolean confidential, boolean old) {

		Mail confidential(boolean confidential) {
			return new Mail(this.notification, this.user, confidential, this.old);
		}

	}

}
