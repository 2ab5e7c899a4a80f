package io.nagare.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.intake.mime.ParsedMail;
import io.nagare.masking.PersonalDataMasking;
import io.nagare.masking.PersonalDataPlace;
import io.nagare.shared.Excerpt;
import io.nagare.shared.Label;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;

/** What is known of the mails of a mailbox: which wait, and what became of the others. */
@Component
@Transactional
public class MailLog {

	private static final String COLUMNS = """
			SELECT id, mailbox_id, message_key, message_id, uid_validity, uid, sender, subject, written, size,
			       content_hash, outcome, reason, detail, ticket_id, ticket_kind, ticket_number, created_at FROM mailbox_messages
			""";

	private static final int LONGEST = 500;

	private final JdbcClient jdbc;

	private final NamedParameterJdbcTemplate batches;

	private final PersonalDataMasking masking;

	MailLog(JdbcClient jdbc, NamedParameterJdbcTemplate batches, PersonalDataMasking masking) {
		this.masking = masking;
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * The mail with as much of its subject and text as is kept of it, here and on
	 * tickets.
	 */
	ParsedMail asKept(ParsedMail mail) {
		PersonalDataMasking.Masked masked = this.masking.of(PersonalDataPlace.MAIL_IN);
		return mail.saying(masked.masked(mail.subject()), masked.masked(mail.text()));
	}

	/** How far the mailbox was read. */
	@Transactional(readOnly = true)
	public MailboxState state(UUID mailbox) {
		return this.jdbc.sql("""
				SELECT uid_validity, last_uid, checked_at, failures, failure,
				       (SELECT count(*) FROM mailbox_pending p WHERE p.mailbox_id = s.mailbox_id) AS waiting
				  FROM mailbox_states s WHERE mailbox_id = :mailbox
				""")
			.param("mailbox", mailbox)
			.query((row, number) -> new MailboxState((Long) row.getObject("uid_validity"), row.getLong("last_uid"),
					instant(row, "checked_at"), row.getInt("failures"),
					(row.getString("failure") != null) ? Label.of(row.getString("failure")) : null,
					row.getLong("waiting")))
			.optional()
			.orElse(new MailboxState(null, 0, null, 0, null, 0));
	}

	/** When the oldest of the mails that wait was found; empty where none does. */
	@Transactional(readOnly = true)
	public Optional<Instant> waitingSince(UUID mailbox) {
		return this.jdbc
			.sql("SELECT found_at FROM mailbox_pending WHERE mailbox_id = :mailbox ORDER BY found_at LIMIT 1")
			.param("mailbox", mailbox)
			.query((row, number) -> row.getObject("found_at", OffsetDateTime.class).toInstant())
			.optional();
	}

	/**
	 * Notes which mails are new; from now on they are known, whatever happens. What
	 * waited under numbers that are good no more is forgotten.
	 */
	public void found(UUID mailbox, long validity, Collection<Long> uids, long last) {
		this.jdbc.sql("""
				INSERT INTO mailbox_states (mailbox_id, tenant_id, uid_validity, last_uid, checked_at)
				VALUES (:mailbox, :tenant, :validity, :last, now())
				ON CONFLICT (mailbox_id) DO UPDATE SET uid_validity = :validity, last_uid = :last, checked_at = now()
				""")
			.param("mailbox", mailbox)
			.param("tenant", Tenancy.require().id())
			.param("validity", validity)
			.param("last", last)
			.update();
		this.jdbc.sql("DELETE FROM mailbox_pending WHERE mailbox_id = :mailbox AND uid_validity <> :validity")
			.param("mailbox", mailbox)
			.param("validity", validity)
			.update();
		this.batches.batchUpdate("""
				INSERT INTO mailbox_pending (mailbox_id, tenant_id, uid_validity, uid)
				VALUES (:mailbox, :tenant, :validity, :uid) ON CONFLICT DO NOTHING
				""", uids.stream()
			.map((uid) -> new MapSqlParameterSource(
					Map.of("mailbox", mailbox, "tenant", Tenancy.require().id(), "validity", validity, "uid", uid)))
			.toArray(MapSqlParameterSource[]::new));
	}

	/** Forgets how far the mailbox was read: its numbers are another folder's. */
	public void beginAnew(UUID mailbox) {
		for (String statement : List.of(
				"UPDATE mailbox_states SET uid_validity = NULL, last_uid = 0 WHERE mailbox_id = :mailbox",
				"DELETE FROM mailbox_pending WHERE mailbox_id = :mailbox",
				"UPDATE mailbox_messages SET filed = true WHERE mailbox_id = :mailbox AND NOT filed")) {
			this.jdbc.sql(statement).param("mailbox", mailbox).update();
		}
	}

	/** Nobody is to read it: that it does not work is no news any more. */
	public void rests(UUID mailbox) {
		this.jdbc.sql("UPDATE mailbox_states SET failing_since = NULL, told_at = NULL WHERE mailbox_id = :mailbox")
			.param("mailbox", mailbox)
			.update();
	}

	/** The mails that wait and may be tried now, the oldest first. */
	@Transactional(readOnly = true)
	public List<Long> waiting(UUID mailbox, long validity, int most) {
		return this.jdbc.sql("""
				SELECT uid FROM mailbox_pending WHERE mailbox_id = :mailbox AND uid_validity = :validity
				AND not_before <= now() ORDER BY uid LIMIT :most
				""").param("mailbox", mailbox).param("validity", validity).param("most", most).query(Long.class).list();
	}

	/** A mail waits no more. */
	public void done(UUID mailbox, long validity, long uid) {
		ofMail("DELETE FROM mailbox_pending WHERE mailbox_id = :mailbox AND uid_validity = :validity AND uid = :uid",
				mailbox, validity, uid)
			.update();
	}

	/** A mail is to be looked at once more. */
	public void again(UUID mailbox, long validity, long uid) {
		ofMail("""
				INSERT INTO mailbox_pending (mailbox_id, tenant_id, uid_validity, uid)
				VALUES (:mailbox, :tenant, :validity, :uid)
				ON CONFLICT (mailbox_id, uid_validity, uid) DO UPDATE
				SET not_before = now(), attempts = 0, begun = 0
				""", mailbox, validity, uid).param("tenant", Tenancy.require().id()).update();
	}

	/**
	 * A mail is read now.
	 * @return how often that was begun and came to no end, this time included
	 */
	public int begin(UUID mailbox, long validity, long uid) {
		return ofMail("""
				UPDATE mailbox_pending SET begun = begun + 1
				WHERE mailbox_id = :mailbox AND uid_validity = :validity AND uid = :uid RETURNING begun
				""", mailbox, validity, uid).query(Integer.class).optional().orElse(0);
	}

	/** What kept the mail from being read was its server. */
	public void notItsFault(UUID mailbox, long validity, long uid) {
		ofMail("""
				UPDATE mailbox_pending SET begun = 0
				WHERE mailbox_id = :mailbox AND uid_validity = :validity AND uid = :uid
				""", mailbox, validity, uid).update();
	}

	/**
	 * Something went wrong with a mail that has nothing to do with it.
	 * @return how often that happened by now
	 */
	public int postpone(UUID mailbox, long validity, long uid, Duration pause) {
		return ofMail("""
				UPDATE mailbox_pending SET attempts = attempts + 1, begun = 0,
				    not_before = now() + make_interval(secs => :pause) * (attempts + 1)
				WHERE mailbox_id = :mailbox AND uid_validity = :validity AND uid = :uid RETURNING attempts
				""", mailbox, validity, uid).param("pause", pause.toSeconds())
			.query(Integer.class)
			.optional()
			.orElse(0);
	}

	private JdbcClient.StatementSpec ofMail(String sql, UUID mailbox, long validity, long uid) {
		return this.jdbc.sql(sql).param("mailbox", mailbox).param("validity", validity).param("uid", uid);
	}

	/** Writes down what became of a mail. */
	public void write(MailEntry mail) {
		TicketRef ticket = mail.ticket();
		this.jdbc
			.sql("""
					INSERT INTO mailbox_messages (id, tenant_id, mailbox_id, message_key, message_id, uid_validity, uid, sender,
					    subject, written, size, content_hash, outcome, reason, detail, ticket_id, ticket_kind, ticket_number)
					VALUES (:id, :tenant, :mailbox, :key, :messageId, :validity, :uid, :sender, :subject, :written, :size, :hash,
					    :outcome, :reason, :detail, :ticket, :kind, :number)
					ON CONFLICT (mailbox_id, message_key) DO UPDATE SET uid_validity = :validity, uid = :uid,
					    outcome = :outcome, reason = :reason, detail = :detail, ticket_id = :ticket, ticket_kind = :kind,
					    ticket_number = :number, filed = false
					""")
			.param("id", mail.id())
			.param("tenant", Tenancy.require().id())
			.param("mailbox", mail.mailbox())
			.param("key", mail.key())
			.param("messageId", mail.messageId())
			.param("validity", mail.validity())
			.param("uid", mail.uid())
			.param("sender", mail.sender())
			.param("subject", Excerpt.of(mail.subject(), LONGEST))
			.param("written", mail.date())
			.param("size", mail.size())
			.param("hash", mail.contentHash())
			.param("outcome", mail.outcome())
			.param("reason", mail.reason())
			.param("detail", (mail.detail() != null) ? Excerpt.of(mail.detail(), LONGEST) : null)
			.param("ticket", (ticket != null) ? ticket.id() : null)
			.param("kind", (ticket != null) ? ticket.kind() : null)
			.param("number", (ticket != null) ? ticket.number() : null)
			.update();
	}

	/** What became of the mail of that key in the mailbox. */
	@Transactional(readOnly = true)
	public Optional<MailEntry> find(UUID mailbox, String key) {
		return this.jdbc.sql(COLUMNS + " WHERE mailbox_id = :mailbox AND message_key = :key")
			.param("mailbox", mailbox)
			.param("key", key)
			.query((row, number) -> read(row))
			.optional();
	}

	/** What became of a mail. */
	@Transactional(readOnly = true)
	public Optional<MailEntry> find(UUID mailbox, UUID id) {
		return this.jdbc.sql(COLUMNS + " WHERE mailbox_id = :mailbox AND id = :id")
			.param("mailbox", mailbox)
			.param("id", id)
			.query((row, number) -> read(row))
			.optional();
	}

	/**
	 * The ticket that a mail of another mailbox of the tenant, with this id, belongs to.
	 */
	@Transactional(readOnly = true)
	public Optional<TicketRef> elsewhere(UUID mailbox, String messageId) {
		return ticket("message_id = :what AND mailbox_id <> :mailbox", Map.of("what", messageId, "mailbox", mailbox));
	}

	/** The ticket that the mail of this id belongs to. */
	@Transactional(readOnly = true)
	public Optional<TicketRef> ticketOf(String messageId) {
		return ticket("message_id = :what", Map.of("what", messageId));
	}

	/** Whether a mail from that address opened the ticket. */
	@Transactional(readOnly = true)
	public boolean isOpenedBy(UUID ticket, String sender) {
		return ticket("ticket_id = :ticket AND sender = :sender AND outcome = 'ticket'",
				Map.of("ticket", ticket, "sender", sender))
			.isPresent();
	}

	/** The ticket that the sender opened with the same words in the last hour. */
	@Transactional(readOnly = true)
	public Optional<TicketRef> saidBefore(String sender, String contentHash) {
		return ticket("sender = :sender AND content_hash = :hash AND outcome = 'ticket'"
				+ " AND created_at > now() - interval '1 hour'", Map.of("sender", sender, "hash", contentHash));
	}

	private Optional<TicketRef> ticket(String condition, Map<String, Object> params) {
		return this.jdbc
			.sql("SELECT ticket_id, ticket_kind, ticket_number FROM mailbox_messages WHERE ticket_id IS NOT NULL AND "
					+ condition + " ORDER BY created_at DESC LIMIT 1")
			.params(params)
			.query((row, number) -> new TicketRef(row.getObject("ticket_id", UUID.class), row.getString("ticket_kind"),
					row.getString("ticket_number")))
			.optional();
	}

	/** How many tickets the sender has opened in the last hour. */
	@Transactional(readOnly = true)
	public int ticketsOf(String sender) {
		return this.jdbc.sql("""
				SELECT count(*) FROM mailbox_messages WHERE sender = :sender AND outcome = 'ticket'
				AND created_at > now() - interval '1 hour'
				""").param("sender", sender).query(Integer.class).single();
	}

	/** How many tickets the mailbox has opened in the last hour, whoever wrote. */
	@Transactional(readOnly = true)
	public int ticketsOf(UUID mailbox) {
		return this.jdbc.sql("""
				SELECT count(*) FROM mailbox_messages WHERE mailbox_id = :mailbox AND outcome = 'ticket'
				AND created_at > now() - interval '1 hour'
				""").param("mailbox", mailbox).query(Integer.class).single();
	}

	/** How often the sender wrote to the ticket in the last hour. */
	@Transactional(readOnly = true)
	public int answersOf(String sender, UUID ticket) {
		return this.jdbc.sql("""
				SELECT count(*) FROM mailbox_messages WHERE ticket_id = :ticket AND sender = :sender
				AND outcome IN ('answer', 'note') AND created_at > now() - interval '1 hour'
				""").param("ticket", ticket).param("sender", sender).query(Integer.class).single();
	}

	/** The mailbox and the mails of a ticket, the youngest last, for who answers. */
	@Transactional(readOnly = true)
	public List<MailEntry> of(UUID ticket) {
		return this.jdbc
			.sql("SELECT * FROM (" + COLUMNS
					+ " WHERE ticket_id = :ticket ORDER BY created_at DESC LIMIT 20) last ORDER BY created_at")
			.param("ticket", ticket)
			.query((row, number) -> read(row))
			.list();
	}

	/** Those that the mailbox does not show as taken yet. */
	@Transactional(readOnly = true)
	public List<MailEntry> unfiled(UUID mailbox, long validity, int most) {
		return this.jdbc
			.sql(COLUMNS + " WHERE mailbox_id = :mailbox AND NOT filed AND uid_validity = :validity LIMIT :most")
			.param("mailbox", mailbox)
			.param("validity", validity)
			.param("most", most)
			.query((row, number) -> read(row))
			.list();
	}

	/** The mail lies under another number now, where it is still to be shown as taken. */
	public void renumber(UUID id, long validity, long uid) {
		this.jdbc.sql("UPDATE mailbox_messages SET uid_validity = :validity, uid = :uid, filed = false WHERE id = :id")
			.param("id", id)
			.param("validity", validity)
			.param("uid", uid)
			.update();
	}

	/** The mailbox shows that they are taken. */
	public void filed(Collection<UUID> ids) {
		this.jdbc.sql("UPDATE mailbox_messages SET filed = true WHERE id IN (:ids)").param("ids", ids).update();
	}

	/**
	 * What became of the mails of a mailbox, the youngest first.
	 * @param outcome null for all
	 */
	@Transactional(readOnly = true)
	public Paged<MailEntry> page(UUID mailbox, @Nullable String outcome, PageQuery page) {
		String where = " WHERE mailbox_id = :mailbox AND (CAST(:outcome AS varchar) IS NULL OR outcome = :outcome)";
		List<MailEntry> items = this.jdbc
			.sql(COLUMNS + where + " ORDER BY created_at DESC, id LIMIT :limit OFFSET :offset")
			.param("mailbox", mailbox)
			.param("outcome", outcome)
			.param("limit", page.limit())
			.param("offset", page.offset())
			.query((row, number) -> read(row))
			.list();
		int total = this.jdbc
			.sql("SELECT count(*) FROM (SELECT FROM mailbox_messages" + where + " LIMIT :most) counted")
			.param("mailbox", mailbox)
			.param("outcome", outcome)
			.param("most", Paged.COUNT_LIMIT + 1)
			.query(Integer.class)
			.single();
		return Paged.of(items, page, total);
	}

	private static MailEntry read(ResultSet row) throws SQLException {
		@Nullable UUID ticket = row.getObject("ticket_id", UUID.class);
		return new MailEntry(row.getObject("id", UUID.class), row.getObject("mailbox_id", UUID.class),
				row.getString("message_key"), row.getString("message_id"), row.getLong("uid_validity"),
				row.getLong("uid"), row.getString("sender"), row.getString("subject"), row.getString("written"),
				row.getLong("size"), row.getString("content_hash"), row.getString("outcome"), row.getString("reason"),
				row.getString("detail"), (ticket != null)
						? new TicketRef(ticket, row.getString("ticket_kind"), row.getString("ticket_number")) : null,
				instant(row, "created_at"));
	}

	static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		@Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
		return (at != null) ? at.toInstant() : null;
	}

}
