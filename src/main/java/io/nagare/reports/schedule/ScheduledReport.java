package io.nagare.reports.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.directory.Caller;
import io.nagare.shared.DatedEntity;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;
import io.nagare.sla.calendar.RecurringDays;
import io.nagare.sla.calendar.WhenClosed;
import io.nagare.workplace.DashboardCard;

/** Figures or a list that people are mailed each week or month, as their owner chose. */
@Entity
@Table(name = "scheduled_reports")
public class ScheduledReport extends DatedEntity<ScheduledReport> {

	static final String FIGURES = "figures";

	static final String DASHBOARD = "dashboard";

	static final String LIST = "list";

	static final String WEEKLY = "weekly";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ownerId;

	private String name = "";

	private String content = FIGURES;

	@JdbcTypeCode(SqlTypes.JSON)
	private List<DashboardCard> cards = List.of();

	private @Nullable UUID dashboardId;

	private @Nullable String kind;

	private String filter = "";

	private String format = "pdf";

	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] recipientIds = new UUID[0];

	private String repeats = WEEKLY;

	private @Nullable String weekday;

	private @Nullable Integer businessDay;

	private String whenClosed = WhenClosed.NEXT.word();

	private String calendar = Calendars.BUSINESS_HOURS;

	private LocalTime timeOfDay = LocalTime.of(8, 0);

	@Column(name = "is_active")
	private boolean active = true;

	private Instant countsFrom;

	private @Nullable Instant nextAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected ScheduledReport() {
	}

	ScheduledReport(UUID ownerId, Instant now) {
		this.id = UUID.randomUUID();
		this.ownerId = ownerId;
		this.countsFrom = now;
	}

	public UUID id() {
		return this.id;
	}

	/** Who chose it, and whose dashboard it shows. */
	public UUID owner() {
		return this.ownerId;
	}

	/** The subject of its mails. */
	public String name() {
		return this.name;
	}

	/** {@code figures}, {@code dashboard} or {@code list}. */
	public String content() {
		return this.content;
	}

	/** Its own figures. */
	public List<DashboardCard> cards() {
		return this.cards;
	}

	public Optional<UUID> dashboard() {
		return Optional.ofNullable(this.dashboardId);
	}

	/** The path of the type of tickets, for a list. */
	public Optional<String> kind() {
		return Optional.ofNullable(this.kind);
	}

	/** Which tickets, as an address has it. */
	public String filter() {
		return this.filter;
	}

	/** {@code pdf} or {@code xlsx}. */
	public String format() {
		return this.format;
	}

	public List<UUID> recipients() {
		return List.of(this.recipientIds);
	}

	/** {@code weekly} or {@code monthly}. */
	public String repeats() {
		return this.repeats;
	}

	/** For a weekly one. */
	public Optional<String> weekday() {
		return Optional.ofNullable(this.weekday);
	}

	/** Which business day of the month, for a monthly one. */
	public Optional<Integer> businessDay() {
		return Optional.ofNullable(this.businessDay);
	}

	/** {@code keep}, {@code next}, {@code previous} or {@code skip}. */
	public String whenClosed() {
		return this.whenClosed;
	}

	/** Id or key of the business calendar. */
	public String calendar() {
		return this.calendar;
	}

	public LocalTime timeOfDay() {
		return this.timeOfDay;
	}

	public boolean isActive() {
		return this.active;
	}

	/** When it is mailed next; empty where it is not. */
	public Optional<Instant> nextAt() {
		return Optional.ofNullable(this.nextAt);
	}

	boolean isSeenBy(Caller caller) {
		return this.ownerId.equals(caller.userId()) || recipients().contains(caller.userId());
	}

	/** All dates until then are dealt with. */
	Instant countsFrom() {
		return this.countsFrom;
	}

	/** Changes what the fields say; what is absent stays. */
	ScheduledReport edit(ScheduledReportFields fields, Instant now) {
		List<?> before = when();
		fields.name().ifPresent((value) -> this.name = value.strip());
		fields.content().ifPresent((value) -> this.content = value);
		fields.cards().ifPresent((value) -> this.cards = List.copyOf(value));
		fields.dashboardId().ifPresent((value) -> this.dashboardId = value);
		fields.kind().ifPresent((value) -> this.kind = value);
		fields.filter().ifPresent((value) -> this.filter = value);
		fields.format().ifPresent((value) -> this.format = value);
		fields.recipientIds().ifPresent((value) -> this.recipientIds = value.stream().distinct().toArray(UUID[]::new));
		fields.repeats().ifPresent((value) -> this.repeats = value);
		fields.weekday().ifPresent((value) -> this.weekday = value);
		fields.businessDay().ifPresent((value) -> this.businessDay = value);
		fields.whenClosed().ifPresent((value) -> this.whenClosed = value);
		fields.calendar().ifPresent((value) -> this.calendar = value);
		fields.timeOfDay().ifPresent((value) -> this.timeOfDay = LocalTime.parse(value));
		fields.isActive().ifPresent((value) -> this.active = value);
		keepOwn();
		if (!when().equals(before)) {
			// what another plan would have mailed before is not made up for
			this.countsFrom = now;
		}
		return this;
	}

	/** What belongs to another content, or another way to repeat, is no more. */
	private void keepOwn() {
		if (!this.content.equals(FIGURES)) {
			this.cards = List.of();
		}
		if (!this.content.equals(DASHBOARD)) {
			this.dashboardId = null;
		}
		if (!this.content.equals(LIST)) {
			this.kind = null;
			this.filter = "";
		}
		if (this.repeats.equals(WEEKLY)) {
			this.businessDay = null;
			this.weekday = (this.weekday != null) ? this.weekday : "monday";
		}
		else {
			this.weekday = null;
			this.businessDay = (this.businessDay != null) ? this.businessDay : Integer.valueOf(1);
		}
	}

	private List<?> when() {
		return Arrays.asList(this.repeats, this.weekday, this.businessDay, this.whenClosed, this.calendar,
				this.timeOfDay, this.active);
	}

	/** He gets it no more; without anybody who does it is mailed no more. */
	ScheduledReport leave(UUID recipient) {
		this.recipientIds = recipients().stream().filter((one) -> !one.equals(recipient)).toArray(UUID[]::new);
		if (this.recipientIds.length == 0) {
			this.active = false;
			this.nextAt = null;
		}
		return this;
	}

	/** Somebody else's from now on. */
	ScheduledReport handOver(UUID owner) {
		this.ownerId = owner;
		return this;
	}

	/** Says when it is mailed next. */
	ScheduledReport plan(BusinessCalendar calendar, ZoneId zone, Instant after) {
		this.nextAt = this.active ? next(calendar, zone, after).orElse(null) : null;
		return this;
	}

	/** The latest date that is due and not dealt with, however many are. */
	Optional<Instant> latestDue(BusinessCalendar calendar, ZoneId zone, Instant now) {
		Instant latest = null;
		Instant after = this.countsFrom;
		for (Optional<Instant> next = next(calendar, zone, after); next.isPresent()
				&& !next.get().isAfter(now); next = next(calendar, zone, after)) {
			latest = next.get();
			after = latest;
		}
		return Optional.ofNullable(latest);
	}

	/** All dates until then are dealt with. */
	ScheduledReport dealtWithUntil(Instant now) {
		this.countsFrom = now;
		return this;
	}

	/** Its next date after a moment. */
	Optional<Instant> next(BusinessCalendar calendar, ZoneId zone, Instant after) {
		LocalDate first = after.atZone(zone).toLocalDate();
		Iterator<RecurringDays.RecurringDay> days = days(first, calendar).from(first);
		while (days.hasNext()) {
			Instant at = days.next().day().atTime(this.timeOfDay).atZone(zone).toInstant();
			if (at.isAfter(after)) {
				return Optional.of(at);
			}
		}
		return Optional.empty();
	}

	private RecurringDays days(LocalDate first, BusinessCalendar calendar) {
		String rule = (this.weekday != null)
				? "FREQ=WEEKLY;BYDAY=" + this.weekday.substring(0, 2).toUpperCase(Locale.ROOT) : "FREQ=MONTHLY";
		// days before the first can still be moved to it
		return new RecurringDays(rule, this.businessDay, WhenClosed.of(this.whenClosed).orElseThrow(),
				first.minusDays(RecurringDays.FURTHEST), null, calendar);
	}

	/**
	 * Of which days a report tells that is mailed then: the week before, the calendar
	 * month before, or the present one where its days are counted from its end.
	 */
	Period period(Instant at, BusinessCalendar calendar, ZoneId zone) {
		LocalDate day = at.atZone(zone).toLocalDate();
		if (this.businessDay != null && this.businessDay < 0) {
			LocalDate first = day.withDayOfMonth(1);
			return new Period(first, day, first.atStartOfDay(zone).toInstant(), at);
		}
		if (this.repeats.equals(WEEKLY)) {
			return week(day, calendar, zone);
		}
		LocalDate to = day.withDayOfMonth(1);
		return Period.of(to.minusMonths(1), to, zone);
	}

	/**
	 * From where the mail before ended, so that every day is in one report. One that is
	 * sent between tells of the seven days before it.
	 */
	private Period week(LocalDate day, BusinessCalendar calendar, ZoneId zone) {
		LocalDate first = day.minusDays(RecurringDays.FURTHEST);
		RecurringDays.RecurringDay before = null;
		for (Iterator<RecurringDays.RecurringDay> days = days(first, calendar).from(first); days.hasNext();) {
			RecurringDays.RecurringDay one = days.next();
			if (one.day().equals(day)) {
				return Period.of((before != null) ? end(before) : end(one).minusWeeks(1), end(one), zone);
			}
			if (one.day().isAfter(day)) {
				break;
			}
			before = one;
		}
		return Period.of(day.minusWeeks(1), day, zone);
	}

	/**
	 * A week ends on the day of the rule, though a holiday makes the mail later; with the
	 * mail where that is earlier.
	 */
	private static LocalDate end(RecurringDays.RecurringDay mail) {
		return mail.day().isBefore(mail.ruleDay()) ? mail.day() : mail.ruleDay();
	}

	/**
	 * Whole days on the tenant's clock.
	 *
	 * @param to the moment after their last
	 */
	record Period(LocalDate firstDay, LocalDate lastDay, Instant from, Instant to) {

		private static Period of(LocalDate first, LocalDate after, ZoneId zone) {
			return new Period(first, after.minusDays(1), first.atStartOfDay(zone).toInstant(),
					after.atStartOfDay(zone).toInstant());
		}

	}

}
