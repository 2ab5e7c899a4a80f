package io.nagare.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/** Tells people of the bound tenant what happened. */
@Component
public class Notifications {

	private final ToldNotices notices;

	private final Directory directory;

	private final CurrentCaller callers;

	private final MailPreferences preferences;

	private final Deliveries deliveries;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	Notifications(ToldNotices notices, Directory directory, CurrentCaller callers, MailPreferences preferences,
			Deliveries deliveries, Clock clock, ApplicationEventPublisher events) {
		this.notices = notices;
		this.directory = directory;
		this.callers = callers;
		this.preferences = preferences;
		this.deliveries = deliveries;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Tells the recipients, each in his language, in the current transaction: when it is
	 * rolled back, nobody was told anything. Mails leave after it has committed, or when
	 * the recipient wants them, unless the notice is urgent. Skipped are people who are
	 * unknown to the tenant or deactivated, and the current caller unless the notice says
	 * otherwise.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void tell(Notice notice) {
		// everybody inserts in the same order, so that two notices with one key never
		// wait for each other
		Set<UUID> recipients = new TreeSet<>(notice.recipients());
		if (!notice.evenToActor()) {
			this.callers.find().map(Caller::userId).ifPresent(recipients::remove);
		}
		if (recipients.isEmpty()) {
			return;
		}
		Map<UUID, User> known = this.directory.users(recipients);
		List<User> users = recipients.stream()
			.map(known::get)
			.filter((user) -> user != null && user.isActive())
			.toList();
		Set<UUID> byMail = this.preferences.byMail(known.keySet(), notice.kind(), notice.urgent());
		TenantId tenant = Tenancy.require();
		Map<UUID, UUID> told = new LinkedHashMap<>();
		users.forEach((user) -> told.put(user.id(), UUID.randomUUID()));
		Map<UUID, Wait> waits = notice.urgent() ? Map.of() : waits(told.keySet());
		this.notices.write(notice, users, byMail, told, waits);
		Set<UUID> quiet = new HashSet<>();
		Set<UUID> held = new HashSet<>();
		waits.forEach((user, wait) -> {
			if (wait.quietUntil() != null) {
				quiet.add(user);
			}
			if (wait.mailAfter() != null) {
				held.add(user);
			}
		});
		this.events.publishEvent(new NoticeTold(tenant, notice.kind(), notice.ticket(), told, quiet, notice.urgent()));
		List<UUID> due = users.stream()
			.map(User::id)
			.filter((user) -> byMail.contains(user) && !held.contains(user))
			.map(told::get)
			.toList();
		if (!due.isEmpty()) {
			this.events.publishEvent(notice.urgent() ? new UrgentMailDue(tenant, due) : new MailDue(tenant, due));
		}
	}

	/** Those of the users who wait for something, and until when. */
	private Map<UUID, Wait> waits(Set<UUID> users) {
		Instant now = this.clock.instant();
		Map<UUID, Wait> waits = new HashMap<>();
		this.deliveries.times(users)
			.forEach((user, times) -> waits.put(user, Wait.of(now, times.mailed(now), times.awake(now))));
		return waits;
	}

	/** The moment as the database takes it. */
	static OffsetDateTime time(Instant moment) {
		return moment.atOffset(ZoneOffset.UTC);
	}

	/**
	 * How long somebody waits.
	 *
	 * @param mailAfter for a mail; null for not at all
	 * @param quietUntil for his browsers; null for not at all
	 */
	record Wait(@Nullable OffsetDateTime mailAfter, @Nullable OffsetDateTime quietUntil) {

		static final Wait NONE = new Wait(null, null);

		static Wait of(Instant now, Instant mailed, Instant awake) {
			return new Wait(mailed.isAfter(now) ? time(mailed) : null, awake.isAfter(now) ? time(awake) : null);
		}

	}

}
