package io.nagare.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.OpenSpan;

/** Reckons when somebody is told what happens at a moment. */
final class DeliveryTimes {

	/** Quiet hours that touch make one quiet time, which lasts a week at most. */
	private static final int MOST_TOUCHING = 8;

	/** A calendar that does not open for so long keeps nothing back. */
	private static final Duration LONGEST_CLOSED = Duration.ofDays(31);

	private final Delivery wanted;

	private final ZoneId zone;

	private final Supplier<BusinessCalendar> businessHours;

	/**
	 * @param zone of the tenant, for who has chosen none
	 * @param businessHours asked where they matter
	 */
	DeliveryTimes(Delivery wanted, ZoneId zone, Supplier<BusinessCalendar> businessHours) {
		this.wanted = wanted;
		this.zone = (wanted.timeZone() != null) ? ZoneId.of(wanted.timeZone()) : zone;
		this.businessHours = businessHours;
	}

	/** When the quiet time ends that the moment lies in; the moment itself in none. */
	Instant awake(Instant moment) {
		return switch (this.wanted.quiet()) {
			case Delivery.HOURS -> afterHours(moment);
			case Delivery.OUTSIDE_BUSINESS_HOURS -> opening(moment);
			default -> moment;
		};
	}

	/** When it is mailed; the moment itself for at once. */
	Instant mailed(Instant moment) {
		ZonedDateTime there = moment.atZone(this.zone);
		return awake(switch (this.wanted.mails()) {
			case Delivery.HOURLY -> there.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
			case Delivery.DAILY -> daily(there);
			default -> moment;
		});
	}

	private Instant daily(ZonedDateTime there) {
		LocalDate today = there.toLocalDate();
		return Stream.of(today, today.plusDays(1))
			.map((day) -> day.atTime(this.wanted.daily()).atZone(this.zone).toInstant())
			.filter(there.toInstant()::isBefore)
			.findFirst()
			.orElseThrow();
	}

	private Instant afterHours(Instant moment) {
		Instant end = moment;
		for (int i = 0; i < MOST_TOUCHING; i++) {
			Optional<Instant> later = endOfHours(end);
			if (later.isEmpty()) {
				return end;
			}
			end = later.get();
		}
		return end;
	}

	private Optional<Instant> endOfHours(Instant moment) {
		LocalDate today = moment.atZone(this.zone).toLocalDate();
		return Stream.of(today.minusDays(1), today)
			.filter((day) -> this.wanted.days().contains(day.getDayOfWeek()))
			.map(this::hours)
			.filter((span) -> !moment.isBefore(span.from()) && moment.isBefore(span.to()))
			.map(OpenSpan::to)
			.max(Comparator.naturalOrder());
	}

	/** Those that begin on the day. */
	private OpenSpan hours(LocalDate day) {
		LocalDate last = this.wanted.to().isAfter(this.wanted.from()) ? day : day.plusDays(1);
		return new OpenSpan(day.atTime(this.wanted.from()).atZone(this.zone).toInstant(),
				last.atTime(this.wanted.to()).atZone(this.zone).toInstant());
	}

	private Instant opening(Instant moment) {
		return this.businessHours.get()
			.open(moment, moment.plus(LONGEST_CLOSED))
			.stream()
			.findFirst()
			.map(OpenSpan::from)
			.filter(moment::isBefore)
			.orElse(moment);
	}

}
