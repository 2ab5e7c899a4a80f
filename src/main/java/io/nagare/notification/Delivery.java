package io.nagare.notification;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.TimeZones;
import io.nagare.shared.Refusal;

/**
 * When somebody wants to be mailed and pushed what is not urgent. In the application he
 * is told at once.
 *
 * @param timeZone the IANA name of the clock that his times are of; null for his tenant's
 * @param quiet {@code never}, {@code hours} for the hours below, or
 * {@code outside_business_hours}, as the tenant's calendar {@code business-hours} has
 * them
 * @param quietDays the weekdays on which the quiet hours begin, {@code monday} to
 * {@code sunday}
 * @param quietFrom their first minute, {@code 20:00}
 * @param quietTo the minute after their last, at most {@code 24:00}; on the next day
 * where it is before the first
 * @param mails {@code at_once}, or gathered {@code hourly} or {@code daily}
 * @param dailyAt when the daily mail is wanted
 */
public record Delivery(@Nullable String timeZone, String quiet, List<String> quietDays, String quietFrom,
		String quietTo, String mails, String dailyAt) {

	/** Hours and minutes of a day. */
	public static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

	static final String HOURS = "hours";

	static final String OUTSIDE_BUSINESS_HOURS = "outside_business_hours";

	static final String HOURLY = "hourly";

	static final String DAILY = "daily";

	private static final List<String> DAYS = Arrays.stream(DayOfWeek.values()).map(Delivery::word).toList();

	/** What is usual: at once. The times are those that are offered first. */
	static final Delivery AT_ONCE = new Delivery(null, "never", DAYS, "20:00", "08:00", "at_once", "09:00");

	public Delivery {
		quietDays = List.copyOf(quietDays);
	}

	/**
	 * The same, where it can be.
	 * @throws Refusal VALIDATION_FAILED naming the field that cannot
	 */
	Delivery checked() {
		if (this.timeZone != null) {
			TimeZones.of("time_zone", this.timeZone);
		}
		if (this.quiet.equals(HOURS)) {
			if (this.quietDays.isEmpty()) {
				throw Refusal.invalid("quiet_days", "required");
			}
			if (this.quietFrom.equals(this.quietTo)) {
				throw Refusal.invalid("quiet_to", "same_time");
			}
			if (isWholeDay() && Set.copyOf(this.quietDays).size() == DAYS.size()) {
				throw Refusal.invalid("quiet_to", "quiet_for_ever");
			}
		}
		return this;
	}

	private boolean isWholeDay() {
		return this.quietFrom.equals("00:00") && this.quietTo.equals("24:00");
	}

	Set<DayOfWeek> days() {
		return this.quietDays.stream()
			.map((day) -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
	}

	LocalTime from() {
		return LocalTime.parse(this.quietFrom);
	}

	/** Midnight for the end of the day. */
	LocalTime to() {
		return this.quietTo.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(this.quietTo);
	}

	LocalTime daily() {
		return LocalTime.parse(this.dailyAt);
	}

	private static String word(DayOfWeek day) {
		return day.name().toLowerCase(Locale.ROOT);
	}

}
