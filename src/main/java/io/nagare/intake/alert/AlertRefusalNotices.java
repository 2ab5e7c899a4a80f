package io.nagare.intake.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.shared.Tenancy;

/**
 * Tells the administrators of the tenant of a source whose alerts are refused: once,
 * however many there are, and again only after something of it was taken in between, an
 * hour after the last time at the earliest. The name of a hook needs no setting up: of
 * one that nothing was ever taken of, nobody is told.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AlertRefusalNotices {

	private static final Duration PAUSE = Duration.ofHours(1);

	/** Of what is silent for so long, nothing is remembered. */
	private static final Duration KEPT = Duration.ofDays(90);

	private final JdbcClient jdbc;

	private final Notifications notifications;

	private final DirectoryQueries directory;

	private final RefusalWords words;

	private final Clock clock;

	AlertRefusalNotices(JdbcClient jdbc, Notifications notifications, DirectoryQueries directory, RefusalWords words,
			Clock clock) {
		this.jdbc = jdbc;
		this.notifications = notifications;
		this.directory = directory;
		this.words = words;
		this.clock = clock;
	}

	/** Something of a source was refused. */
	void refused(AlertMessage message, Refusal refusal) {
		String source = message.source();
		Instant now = this.clock.instant();
		boolean toBeTold = this.jdbc.sql("""
				INSERT INTO alert_refusals AS known (tenant_id, source, told_at) SELECT :tenant, :source, :now
				 WHERE :device OR EXISTS (SELECT FROM alert_refusals WHERE tenant_id = :tenant AND source = :source)
				    OR EXISTS (SELECT FROM alert_messages
				                WHERE tenant_id = :tenant AND source = :source AND refusal IS NULL)
				ON CONFLICT (tenant_id, source) DO UPDATE SET told_at = excluded.told_at, worked = false
				 WHERE known.worked AND known.told_at <= :before
				RETURNING source
				""")
			.param("tenant", Tenancy.require().id())
			.param("source", source)
			.param("now", time(now))
			.param("device", message.isOfDevice())
			.param("before", time(now.minus(PAUSE)))
			.query(String.class)
			.optional()
			.isPresent();
		if (toBeTold) {
			this.jdbc.sql("DELETE FROM alert_refusals WHERE told_at < :before")
				.param("before", time(now.minus(KEPT)))
				.update();
			this.notifications
				.tell(Notice
					.of("alerts.refused", source,
							new Label(this.words.text(refusal, Locale.JAPANESE),
									this.words.text(refusal, Locale.ENGLISH)))
					.to(this.directory.withRoles(List.of(Roles.ADMIN)).stream().map(User::id).toList())
					.evenToTheActor());
		}
	}

	/** Something of the source was taken. */
	void taken(String source) {
		this.jdbc.sql("UPDATE alert_refusals SET worked = true WHERE source = :source AND NOT worked")
			.param("source", source)
			.update();
	}

	private static OffsetDateTime time(Instant moment) {
		return moment.atOffset(ZoneOffset.UTC);
	}

}
