package io.nagare.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.sla.calendar.Calendars;

/** When people want to be mailed and pushed what is not urgent. */
@Component
@Transactional
public class Deliveries {

	private static final String KEEP = """
			INSERT INTO notification_deliveries (tenant_id, user_id, time_zone, quiet, quiet_days, quiet_from, quiet_to,
				mails, daily_at)
			VALUES (:tenant, :user, :zone, :quiet, :days, :from, :to, :mails, :dailyAt)
			ON CONFLICT (user_id) DO UPDATE SET time_zone = excluded.time_zone, quiet = excluded.quiet,
				quiet_days = excluded.quiet_days, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
				mails = excluded.mails, daily_at = excluded.daily_at
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final Directory directory;

	private final Calendars calendars;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	Deliveries(NamedParameterJdbcTemplate jdbc, Directory directory, Calendars calendars, Clock clock,
			ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.directory = directory;
		this.calendars = calendars;
		this.clock = clock;
		this.events = events;
	}

	/** What the user chose, else what is usual. */
	@Transactional(readOnly = true)
	public Delivery of(UUID user) {
		return chosen(List.of(user)).getOrDefault(user, Delivery.AT_ONCE);
	}

	/** When those of the users are told who are not told everything at once. */
	Map<UUID, DeliveryTimes> times(Collection<UUID> users) {
		Map<UUID, DeliveryTimes> times = new HashMap<>();
		chosen(users).forEach((user, wanted) -> times.put(user, times(wanted)));
		return times;
	}

	private DeliveryTimes times(Delivery wanted) {
		return new DeliveryTimes(wanted, this.directory.zone(),
				() -> this.calendars.calendar(Calendars.BUSINESS_HOURS).orElseThrow());
	}

	private Map<UUID, Delivery> chosen(Collection<UUID> users) {
		Map<UUID, Delivery> chosen = new HashMap<>();
		this.jdbc.query("SELECT * FROM notification_deliveries WHERE user_id = ANY (:users)",
				Map.of("users", users.toArray(UUID[]::new)),
				(RowCallbackHandler) (row) -> chosen.put(row.getObject("user_id", UUID.class), new Delivery(
						row.getString("time_zone"), row.getString("quiet"),
						Arrays.stream(row.getString("quiet_days").split(",")).filter((day) -> !day.isEmpty()).toList(),
						row.getString("quiet_from"), row.getString("quiet_to"), row.getString("mails"),
						row.getString("daily_at"))));
		return chosen;
	}

	/**
	 * From now on he is told so; what waits already leaves when it would by that choice.
	 * @throws Refusal VALIDATION_FAILED naming the field that cannot be
	 */
	public Delivery choose(UUID user, Delivery wanted) {
		Delivery checked = wanted.checked();
		this.jdbc.update(KEEP,
				new MapSqlParameterSource().addValue("tenant", Tenancy.require().id())
					.addValue("user", user)
					.addValue("zone", checked.timeZone())
					.addValue("quiet", checked.quiet())
					.addValue("days", String.join(",", checked.quietDays()))
					.addValue("from", checked.quietFrom())
					.addValue("to", checked.quietTo())
					.addValue("mails", checked.mails())
					.addValue("dailyAt", checked.dailyAt()));
		DeliveryTimes times = times(checked);
		Instant now = this.clock.instant();
		this.jdbc.update("""
				UPDATE notifications SET mail_after = CASE WHEN mail = 'held' THEN :mailed ELSE mail_after END,
					quiet_until = CASE WHEN quiet_until IS NOT NULL THEN :awake END
				WHERE user_id = :user AND (mail = 'held' OR quiet_until IS NOT NULL)
				""",
				new MapSqlParameterSource().addValue("user", user)
					.addValue("mailed", Notifications.time(times.mailed(now)))
					.addValue("awake", Notifications.time(times.awake(now))));
		this.events.publishEvent(new Chosen(user, checked));
		return checked;
	}

	/** Somebody chose when he is told. */
	private record Chosen(UUID user, Delivery wanted) implements AuditableEvent {

		@Override
		public String action() {
			return "notification_delivery.chosen";
		}

		@Override
		public String entityType() {
			return "user";
		}

		@Override
		public String entityId() {
			return this.user.toString();
		}

		@Override
		public Map<String, Object> facts() {
			Map<String, Object> facts = new HashMap<>(
					Map.of("quiet", this.wanted.quiet(), "mails", this.wanted.mails()));
			if (this.wanted.quiet().equals(Delivery.HOURS)) {
				facts.put("quiet_hours", String.join(",", this.wanted.quietDays()) + " " + this.wanted.quietFrom() + "-"
						+ this.wanted.quietTo());
			}
			if (this.wanted.mails().equals(Delivery.DAILY)) {
				facts.put("daily_at", this.wanted.dailyAt());
			}
			@Nullable String zone = this.wanted.timeZone();
			if (zone != null) {
				facts.put("time_zone", zone);
			}
			return facts;
		}

	}

}
