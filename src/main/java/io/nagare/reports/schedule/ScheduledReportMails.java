package io.nagare.reports.schedule;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Tenancy;

/**
 * Which mails of reports are to leave, and what became of them. Each step is a short
 * transaction: none is open while a report is made or the mail server is spoken to.
 */
@Component
@Transactional
public class ScheduledReportMails {

	private final JdbcClient jdbc;

	ScheduledReportMails(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** One mail for each, unless that date's was there before. */
	void add(UUID report, Collection<UUID> recipients, Instant dueAt) {
		recipients.forEach((recipient) -> this.jdbc.sql("""
				INSERT INTO scheduled_report_mails (id, tenant_id, report_id, recipient_id, due_at)
				VALUES (:id, :tenant, :report, :recipient, :due) ON CONFLICT DO NOTHING
				""")
			.param("id", UUID.randomUUID())
			.param("tenant", Tenancy.require().id())
			.param("report", report)
			.param("recipient", recipient)
			.param("due", time(dueAt))
			.update());
	}

	/** Whether one for him waits to be sent. */
	boolean waits(UUID report, UUID recipient) {
		return this.jdbc.sql("""
				SELECT count(*) FROM scheduled_report_mails
				 WHERE report_id = :report AND recipient_id = :recipient AND state = 'due'
				""").param("report", report).param("recipient", recipient).query(Long.class).single() > 0;
	}

	/** Those that wait, the oldest first. */
	List<UUID> due() {
		return this.jdbc.sql("SELECT id FROM scheduled_report_mails WHERE state = 'due' ORDER BY due_at, id")
			.query(UUID.class)
			.list();
	}

	/**
	 * Takes one that waits, unless somebody else took it less than ten minutes ago:
	 * longer than that no attempt lasts.
	 */
	Optional<Mail> take(UUID id) {
		return this.jdbc.sql("""
				UPDATE scheduled_report_mails SET tried_at = now(), updated_at = now() WHERE id = :id AND state = 'due'
				AND (tried_at IS NULL OR tried_at < now() - interval '10 minutes')
				RETURNING *, created_at < now() - interval '3 days' AS old
				""")
			.param("id", id)
			.query((row, number) -> new Mail(id, row.getObject("report_id", UUID.class),
					row.getObject("recipient_id", UUID.class),
					row.getObject("due_at", OffsetDateTime.class).toInstant(), row.getBoolean("old")))
			.optional();
	}

	/** That is what became of it. */
	void end(UUID id, String state) {
		this.jdbc.sql("UPDATE scheduled_report_mails SET state = :state, updated_at = now() WHERE id = :id")
			.param("state", state)
			.param("id", id)
			.update();
	}

	/** Whoever comes next may try. */
	void giveBack(UUID id) {
		this.jdbc.sql("UPDATE scheduled_report_mails SET tried_at = NULL WHERE id = :id").param("id", id).update();
	}

	/**
	 * What became of a report's mails, the latest first.
	 * @param recipient whose alone; null for everybody's
	 */
	Paged<Told> page(UUID report, @Nullable UUID recipient, PageQuery query) {
		String from = " FROM scheduled_report_mails WHERE report_id = :report"
				+ ((recipient != null) ? " AND recipient_id = :recipient" : "");
		long total = this.jdbc.sql("SELECT count(*)" + from)
			.param("report", report)
			.param("recipient", recipient)
			.query(Long.class)
			.single();
		return Paged.of(this.jdbc
			.sql("SELECT recipient_id, due_at, state, updated_at" + from
					+ " ORDER BY due_at DESC, recipient_id LIMIT :limit OFFSET :offset")
			.param("report", report)
			.param("recipient", recipient)
			.param("limit", query.limit())
			.param("offset", query.offset())
			.query((row, number) -> new Told(row.getObject("recipient_id", UUID.class),
					row.getObject("due_at", OffsetDateTime.class).toInstant(), row.getString("state"),
					row.getObject("updated_at", OffsetDateTime.class).toInstant()))
			.list(), query, total);
	}

	private static OffsetDateTime time(Instant at) {
		return at.atOffset(ZoneOffset.UTC);
	}

	/**
	 * A mail to be sent.
	 *
	 * @param old whether it waited for so long that one more failure is the last
	 */
	record Mail(UUID id, UUID report, UUID recipient, Instant dueAt, boolean old) {
	}

	/**
	 * A mail of a report.
	 *
	 * @param dueAt when it was to leave
	 * @param state {@code due} until it left; {@code sent}; {@code too_large} where it
	 * left without its file; {@code refused} where he may not read it; {@code dropped}
	 * where no server took it
	 * @param updatedAt when that came about
	 */
	@Schema(name = "ScheduledReportMail")
	public record Told(UUID recipientId, Instant dueAt, @Schema(allowableValues = {
			"due", "sent", "too_large", "refused", "dropped" }) String state, Instant updatedAt){
	}

}
