package io.nagare.notification;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.Tenants;
import io.nagare.shared.BatchRunner;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;

/**
 * Lets go what waited for the end of a quiet time or for the mail that gathers it, each
 * person in a transaction of his own: what leaves is marked and its event kept together
 * or not at all, so that a node that dies loses nothing, and a second one finds nothing
 * more to let go.
 */
@Component
public class HeldNotices {

	private final Tenants tenants;

	private final JdbcClient jdbc;

	private final NoticeReview review;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private final Transactions transaction;

	HeldNotices(Tenants tenants, JdbcClient jdbc, NoticeReview review, Clock clock, ApplicationEventPublisher events,
			PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.jdbc = jdbc;
		this.review = review;
		this.clock = clock;
		this.events = events;
		this.transaction = new Transactions(transactions);
	}

	/** Lets go in every tenant what has waited long enough. */
	@Scheduled(cron = "${nagare.schedule.send-held-notices}")
	@SchedulerLock(name = "send-held-notices")
	public void release() {
		each("Mailing what waited", "mail = 'held' AND mail_after <= :now", this::letMailsGo);
		each("Telling browsers what waited", "quiet_until <= :now", this::letBrowsersHear);
	}

	/** In each tenant in which anything waits so. */
	private void each(String what, String waits, Consumer<UUID> work) {
		this.tenants.inTurn(what, () -> ids("tenant_id", waits), () -> each(waits, work));
	}

	/** Each person of the tenant who has something that waits so. */
	private void each(String waits, Consumer<UUID> work) {
		BatchRunner.of(this.transaction.get(() -> ids("user_id", waits)),
				(user) -> this.transaction.run(() -> work.accept(user)));
	}

	private List<UUID> ids(String of, String waits) {
		return this.jdbc.sql("SELECT DISTINCT " + of + " FROM notifications WHERE " + waits)
			.param("now", now())
			.query(UUID.class)
			.list();
	}

	/** What asks for decisions leaves in one mail, everything else in another. */
	private void letMailsGo(UUID user) {
		this.jdbc
			.sql("""
					UPDATE notifications SET mail = 'due', digest_id = CASE WHEN kind = ANY (:asking) THEN :asked ELSE :told END
					WHERE user_id = :user AND mail = 'held' AND mail_after <= :now RETURNING digest_id
					""")
			.param("asking", this.review.asking().toArray(String[]::new))
			.param("asked", UUID.randomUUID())
			.param("told", UUID.randomUUID())
			.param("user", user)
			.param("now", now())
			.query(UUID.class)
			.set()
			.forEach((digest) -> this.events.publishEvent(new DigestDue(Tenancy.require(), digest)));
	}

	private void letBrowsersHear(UUID user) {
		List<MailQueue.Mail> quiet = this.jdbc.sql("""
				WITH woken AS (UPDATE notifications SET quiet_until = NULL
					WHERE user_id = :user AND quiet_until <= :now RETURNING *)
				SELECT *, false AS old FROM woken ORDER BY created_at DESC, id DESC
				""").param("user", user).param("now", now()).query((row, number) -> MailQueue.read(row)).list();
		List<MailQueue.Mail> news = this.review.news(user, quiet);
		keepConfidential(news);
		if (!news.isEmpty()) {
			Map<UUID, String> kinds = new LinkedHashMap<>();
			news.forEach((one) -> kinds.put(one.notification().id(), one.notification().kind()));
			this.events.publishEvent(new QuietTimeOver(Tenancy.require(), user, kinds));
		}
	}

	/** What has become confidential is so wherever it is shown from now on. */
	private void keepConfidential(List<MailQueue.Mail> news) {
		List<UUID> confidential = news.stream()
			.filter(MailQueue.Mail::confidential)
			.map((one) -> one.notification().id())
			.toList();
		if (!confidential.isEmpty()) {
			this.jdbc.sql("UPDATE notifications SET confidential = true WHERE id = ANY (:ids)")
				.param("ids", confidential.toArray(UUID[]::new))
				.update();
		}
	}

	private OffsetDateTime now() {
		return Notifications.time(this.clock.instant());
	}

}
