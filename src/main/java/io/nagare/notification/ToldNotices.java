package io.nagare.notification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.User;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;

import io.nagare.notification.Notifications.Wait;

/** What people of the bound tenant were told. */
@Component
public class ToldNotices {

	private static final String INSERT = """
			INSERT INTO notifications (id, tenant_id, user_id, kind, ticket_id, ticket_kind, ticket_number,
				title, body, confidential, once_key, mail, mail_after, quiet_until)
			VALUES (:id, :tenant, :user, :kind, :ticketId, :ticketKind, :ticketNumber,
				:title, :body, :confidential, :onceKey, :mail, :mailAfter, :quietUntil)
			ON CONFLICT DO NOTHING
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final NoticeTexts texts;

	ToldNotices(NamedParameterJdbcTemplate jdbc, NoticeTexts texts) {
		this.jdbc = jdbc;
		this.texts = texts;
	}

	/** Writes what each is told, unless it was told before. */
	void write(Notice notice, List<User> users, Set<UUID> byMail, Map<UUID, UUID> ids, Map<UUID, Wait> waits) {
		List<MapSqlParameterSource> rows = new ArrayList<>();
		Map<String, NoticeTemplate> own = own(notice.wording());
		for (User user : users) {
			NoticeTexts.Text text = this.texts.of(notice, user.locale(), own.get(user.locale()));
			@Nullable TicketRef ticket = notice.ticket();
			Wait wait = waits.getOrDefault(user.id(), Wait.NONE);
			boolean mailed = byMail.contains(user.id());
			rows.add(new MapSqlParameterSource().addValue("id", ids.get(user.id()))
				.addValue("tenant", Tenancy.require().id())
				.addValue("user", user.id())
				.addValue("kind", notice.kind())
				.addValue("ticketId", (ticket != null) ? ticket.id() : null)
				.addValue("ticketKind", (ticket != null) ? ticket.kind() : null)
				.addValue("ticketNumber", (ticket != null) ? ticket.number() : null)
				.addValue("title", text.title())
				.addValue("body", text.body())
				.addValue("confidential", notice.confidential())
				.addValue("onceKey", notice.onceKey())
				.addValue("mail", !mailed ? null : (wait.mailAfter() != null) ? "held" : "due")
				.addValue("mailAfter", mailed ? wait.mailAfter() : null)
				.addValue("quietUntil", wait.quietUntil()));
		}
		this.jdbc.batchUpdate(INSERT, rows.toArray(MapSqlParameterSource[]::new));
	}

	/**
	 * Those of the people whom the running transaction has told something of the ticket.
	 * @param but kinds that do not count
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<UUID> justTold(UUID ticket, Collection<UUID> people, Set<String> but) {
		// every row is as old as the transaction that wrote it
		return this.jdbc.queryForList("""
				SELECT user_id FROM notifications WHERE user_id = ANY (:people) AND created_at = now()
				   AND ticket_id = :ticket AND kind <> ALL (:but)
				""", Map.of("people", people.toArray(UUID[]::new), "ticket", ticket, "but", but.toArray(String[]::new)),
				UUID.class);
	}

	/** Everybody whom a transaction that began at that moment told something. */
	@Transactional(propagation = Propagation.MANDATORY)
	public Set<UUID> toldAt(Instant moment) {
		return new TreeSet<>(this.jdbc.queryForList("SELECT user_id FROM notifications WHERE created_at = :moment",
				Map.of("moment", OffsetDateTime.ofInstant(moment, ZoneOffset.UTC)), UUID.class));
	}

	/** Who was told by that notification, of which ticket; empty for none. */
	@Transactional(readOnly = true)
	public Optional<Told> told(UUID notification) {
		return this.jdbc
			.query("""
					SELECT user_id, ticket_id, kind, confidential, created_at FROM notifications
					WHERE id = :id AND ticket_id IS NOT NULL
					""", Map.of("id", notification), (row, number) -> new Told(row.getObject("user_id", UUID.class),
					row.getObject("ticket_id", UUID.class), row.getString("kind"), row.getBoolean("confidential"),
					row.getObject("created_at", OffsetDateTime.class).toInstant()))
			.stream()
			.findFirst();
	}

	/**
	 * Takes back what others than the readers were told of a ticket, mailed or not; to
	 * the readers it is confidential from now on.
	 * @param readers those of the people who may read it
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void keepFor(UUID ticket, UnaryOperator<List<UUID>> readers) {
		List<UUID> people = this.jdbc.queryForList(
				"SELECT DISTINCT user_id FROM notifications WHERE ticket_id = :ticket", Map.of("ticket", ticket),
				UUID.class);
		if (people.isEmpty()) {
			return;
		}
		Map<String, Object> params = Map.of("ticket", ticket, "readers", readers.apply(people).toArray(UUID[]::new));
		this.jdbc.update("DELETE FROM notifications WHERE ticket_id = :ticket AND user_id <> ALL (:readers)", params);
		this.jdbc.update("UPDATE notifications SET confidential = true WHERE ticket_id = :ticket", params);
	}

	/** Takes back whatever anybody was told of a ticket, mailed or not. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void forget(UUID ticketId) {
		this.jdbc.update("DELETE FROM notifications WHERE ticket_id = :ticket", Map.of("ticket", ticketId));
	}

	/** What the tenant says itself of the kind, by language. */
	private Map<String, NoticeTemplate> own(String kind) {
		Map<String, NoticeTemplate> own = new HashMap<>();
		this.jdbc.query("SELECT title_ja, body_ja, title_en, body_en FROM notice_texts WHERE kind = :kind",
				Map.of("kind", kind), (RowCallbackHandler) (row) -> {
					NoticeText.of(row.getString("title_ja"), row.getString("body_ja"))
						.ifPresent((text) -> own.put("ja", text));
					NoticeText.of(row.getString("title_en"), row.getString("body_en"))
						.ifPresent((text) -> own.put("en", text));
				});
		return own;
	}

	/**
	 * That somebody was told of a ticket.
	 *
	 * @param confidential whether others may not see of what
	 */
	public record Told(UUID user, UUID ticket, String kind, boolean confidential, Instant at) {
	}

}
