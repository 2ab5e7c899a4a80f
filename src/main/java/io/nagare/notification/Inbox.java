package io.nagare.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.TicketRef;

/** What a person was told. Every call names the person and reaches only what is his. */
@Component
@Transactional
public class Inbox {

	private final JdbcClient jdbc;

	private final NoticeTexts texts;

	Inbox(JdbcClient jdbc, NoticeTexts texts) {
		this.jdbc = jdbc;
		this.texts = texts;
	}

	/** What the user was told, newest first. */
	@Transactional(readOnly = true)
	public Paged<Notification> page(UUID user, boolean unreadOnly, PageQuery page) {
		List<Notification> items = this.jdbc.sql("SELECT *" + from(unreadOnly) + """
				 ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset
				""")
			.param("user", user)
			.param("limit", page.limit())
			.param("offset", page.offset())
			.query((row, number) -> read(row))
			.list();
		return Paged.of(items, page, count(user, unreadOnly));
	}

	/** How much the user has not read; counted no further than a list tells. */
	@Transactional(readOnly = true)
	public int unread(UUID user) {
		return Math.min(count(user, true), Paged.COUNT_LIMIT);
	}

	/** One of the user's; empty for anything else. */
	@Transactional(readOnly = true)
	public Optional<Notification> one(UUID user, UUID id) {
		return this.jdbc.sql("SELECT *" + from(false) + " AND id = :id")
			.param("user", user)
			.param("id", id)
			.query((row, number) -> read(row))
			.optional();
	}

	/**
	 * One of the user's as it may be shown where others look on: of what is confidential
	 * no more than its kind. Empty for anything else.
	 * @param language the user's
	 * @param others how many more he is told of at the same time
	 */
	@Transactional(readOnly = true)
	public Optional<Glance> glance(UUID user, UUID id, String language, int others) {
		return this.jdbc.sql("SELECT *" + from(false) + " AND id = :id")
			.param("user", user)
			.param("id", id)
			.query((row, number) -> {
				boolean open = !row.getBoolean("confidential");
				Locale locale = NoticeTexts.locale(language);
				String kind = row.getString("kind");
				String body = open ? row.getString("body") : this.texts.around("confidential", locale);
				return new Glance(kind, open ? row.getString("title") : this.texts.name(kind, locale),
						(others > 0) ? this.texts.around("others", locale, others) + "\n" + body : body,
						row.getString("ticket_number"), row.getObject("created_at", OffsetDateTime.class).toInstant());
			})
			.optional();
	}

	/**
	 * Marks one of the user's as read or unread, and tells how it is then; empty for
	 * anything else. What is read already keeps its time.
	 */
	public Optional<Notification> mark(UUID user, UUID id, boolean read) {
		return this.jdbc.sql("""
				UPDATE notifications SET read_at = CASE WHEN :read THEN coalesce(read_at, now()) END
				WHERE user_id = :user AND id = :id RETURNING *
				""")
			.param("read", read)
			.param("user", user)
			.param("id", id)
			.query((row, number) -> read(row))
			.optional();
	}

	/** Marks everything as read, and tells how much it was. */
	public int markAll(UUID user) {
		// locked in one order, so that two calls at once never wait for each other
		return this.jdbc.sql("""
				UPDATE notifications SET read_at = now() WHERE read_at IS NULL AND id IN (
					SELECT id FROM notifications WHERE user_id = :user AND read_at IS NULL ORDER BY id FOR UPDATE)
				""").param("user", user).update();
	}

	private int count(UUID user, boolean unreadOnly) {
		return this.jdbc.sql("SELECT count(*) FROM (SELECT 1" + from(unreadOnly) + " LIMIT :most) counted")
			.param("user", user)
			.param("most", Paged.COUNT_LIMIT + 1)
			.query(Integer.class)
			.single();
	}

	private static String from(boolean unreadOnly) {
		return " FROM notifications WHERE user_id = :user" + (unreadOnly ? " AND read_at IS NULL" : "");
	}

	static Notification read(ResultSet row) throws SQLException {
		UUID ticket = row.getObject("ticket_id", UUID.class);
		OffsetDateTime readAt = row.getObject("read_at", OffsetDateTime.class);
		return new Notification(row.getObject("id", UUID.class), row.getString("kind"), row.getString("title"),
				row.getString("body"),
				(ticket != null) ? new TicketRef(ticket, row.getString("ticket_kind"), row.getString("ticket_number"))
						: null,
				row.getObject("created_at", OffsetDateTime.class).toInstant(),
				(readAt != null) ? readAt.toInstant() : null);
	}

	/**
	 * What is shown of a notification where others look on.
	 *
	 * @param number of the ticket it is about; null for none
	 */
	public record Glance(String kind, String title, String body, @Nullable String number, Instant createdAt) {
	}

}
