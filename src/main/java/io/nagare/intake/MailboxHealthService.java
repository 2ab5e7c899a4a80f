package io.nagare.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Excerpt;
import io.nagare.shared.Label;

/**
 * Keeps how the reading of mailboxes goes, and tells the administrators of the tenant of
 * one that stays unreadable: after half an hour, then once a day, and when it is read
 * again.
 */
@Component
@Transactional
public class MailboxHealthService {

	private static final Duration PATIENCE = Duration.ofMinutes(30);

	private static final Duration PAUSE = Duration.ofDays(1);

	private static final int LONGEST = 500;

	private final JdbcClient jdbc;

	private final Notifications notifications;

	private final DirectoryQueries directory;

	private final Clock clock;

	MailboxHealthService(JdbcClient jdbc, Notifications notifications, DirectoryQueries directory, Clock clock) {
		this.jdbc = jdbc;
		this.notifications = notifications;
		this.directory = directory;
		this.clock = clock;
	}

	/**
	 * The mailbox could not be read.
	 * @param reason why, in words for an administrator
	 * @return how often in a row by now; 0 where it is gone
	 */
	public int failed(Mailbox mailbox, Label reason) {
		Instant now = this.clock.instant();
		Failing failing = this.jdbc.sql("""
				INSERT INTO mailbox_states (mailbox_id, tenant_id, failures, failure, checked_at, failing_since)
				SELECT id, tenant_id, 1, :reason, now(), :now FROM mailboxes WHERE id = :mailbox
				ON CONFLICT (mailbox_id) DO UPDATE SET failures = mailbox_states.failures + 1, failure = :reason,
				    checked_at = now(), failing_since = coalesce(mailbox_states.failing_since, :now)
				RETURNING failures, failing_since, told_at
				""")
			.param("mailbox", mailbox.id())
			.param("reason", Excerpt.of(reason.both(), LONGEST))
			.param("now", time(now))
			.query((row, number) -> new Failing(row.getInt("failures"),
					row.getObject("failing_since", OffsetDateTime.class).toInstant(), MailLog.instant(row, "told_at")))
			.optional()
			.orElse(new Failing(0, now, null));
		if (failing.isToBeTold(now)) {
			this.jdbc.sql("UPDATE mailbox_states SET told_at = :now WHERE mailbox_id = :mailbox")
				.param("mailbox", mailbox.id())
				.param("now", time(now))
				.update();
			tell(Notice.of("mailbox.failing", mailbox.name(), reason));
		}
		return failing.times();
	}

	/** The mailbox was read, and what was taken is shown in it. */
	public void works(Mailbox mailbox) {
		boolean told = this.jdbc.sql("""
				UPDATE mailbox_states s SET failures = 0, failure = NULL, failing_since = NULL, told_at = NULL
				  FROM (SELECT mailbox_id, told_at FROM mailbox_states WHERE mailbox_id = :mailbox FOR UPDATE) former
				 WHERE s.mailbox_id = former.mailbox_id AND s.failures > 0 RETURNING former.told_at IS NOT NULL
				""").param("mailbox", mailbox.id()).query(Boolean.class).optional().orElse(false);
		if (told) {
			tell(Notice.of("mailbox.works_again", mailbox.name()));
		}
	}

	private void tell(Notice notice) {
		this.notifications
			.tell(notice.to(this.directory.withRoles(List.of(Roles.ADMIN)).stream().map(User::id).toList())
				.evenToTheActor());
	}

	private static OffsetDateTime time(Instant moment) {
		return moment.atOffset(ZoneOffset.UTC);
	}

	/**
	 * How a mailbox fails.
	 *
	 * @param times how often in a row
	 * @param told when its administrators were told so last; null for never
	 */
	private record Failing(int times, Instant since, @Nullable Instant told) {

		boolean isToBeTold(Instant now) {
			return (this.told == null) ? !this.since.isAfter(now.minus(PATIENCE))
					: !this.told.isAfter(now.minus(PAUSE));
		}

	}

}
