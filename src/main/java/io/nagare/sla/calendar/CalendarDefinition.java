package io.nagare.sla.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says about a calendar. Times are {@code 09:00} or, at the end of a day,
 * {@code 24:00}.
 *
 * @param name {@code 日本語 / English}
 * @param zone an IANA time zone such as {@code Asia/Tokyo}
 * @param publicHolidays the country whose public holidays are closed, {@code JP}; null
 * where only uploaded ones are
 * @param hours the week; none, one or several spans a day
 * @param closures days that are closed besides
 * @param yearlyClosures days that are closed every year
 * @param openings spans that are open whatever else is said about their day
 */
public record CalendarDefinition(@NotBlank @Size(max = 200) String name, @NotBlank @Size(max = 50) String zone,
		@Nullable @Size(max = 2) String publicHolidays, @NotNull @Size(max = 200) List<@NotNull @Valid Weekly> hours,
		@Nullable @Size(max = 1000) List<@NotNull @Valid Closure> closures,
		@Nullable @Size(max = 100) List<@NotNull @Valid YearlyClosure> yearlyClosures,
		@Nullable @Size(max = 1000) List<@NotNull @Valid Opening> openings) {

	private static final String JAPAN = "JP";

	private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
		.map((day) -> day.name().toLowerCase(Locale.ROOT))
		.toList();

	/**
	 * A span of every such weekday.
	 *
	 * @param day {@code monday} to {@code sunday}
	 */
	public record Weekly(@NotBlank String day, @NotBlank String from, @NotBlank String to) {
	}

	/** Whole days, the last included. */
	public record Closure(@NotNull LocalDate from, @NotNull LocalDate to, @Nullable @Size(max = 200) String name) {
	}

	/**
	 * Whole days of every year, the last included.
	 *
	 * @param from month and day, {@code 12-29}
	 * @param to month and day; before the first where it lies in the next year
	 */
	public record YearlyClosure(@NotBlank String from, @NotBlank String to, @Nullable @Size(max = 200) String name) {
	}

	/** A span of one day. */
	public record Opening(@NotNull LocalDate date, @NotBlank String from, @NotBlank String to,
			@Nullable @Size(max = 200) String name) {
	}

	/** What is left out is empty. */
	public CalendarDefinition {
		hours = List.copyOf(Objects.requireNonNullElse(hours, List.of()));
		closures = List.copyOf(Objects.requireNonNullElse(closures, List.of()));
		yearlyClosures = List.copyOf(Objects.requireNonNullElse(yearlyClosures, List.of()));
		openings = List.copyOf(Objects.requireNonNullElse(openings, List.of()));
	}

	@Override
	@JsonProperty // the list is never null
	public List<Closure> closures() {
		return Objects.requireNonNullElse(this.closures, List.of());
	}

	@Override
	@JsonProperty // the list is never null
	public List<YearlyClosure> yearlyClosures() {
		return Objects.requireNonNullElse(this.yearlyClosures, List.of());
	}

	@Override
	@JsonProperty // the list is never null
	public List<Opening> openings() {
		return Objects.requireNonNullElse(this.openings, List.of());
	}

	/** The same with these closures and no others; the yearly ones stay. */
	CalendarDefinition closedOn(List<Closure> closures) {
		return new CalendarDefinition(this.name, this.zone, this.publicHolidays, this.hours, closures,
				this.yearlyClosures, this.openings);
	}

	/**
	 * The calendar.
	 * @param uploaded holidays that were uploaded; a year of which some were is taken
	 * from them alone
	 * @throws Refusal VALIDATION_FAILED naming everything that is wrong
	 */
	BusinessCalendar calendar(Map<LocalDate, String> uploaded) {
		List<Detail> wrong = new ArrayList<>();
		if (this.publicHolidays != null && !JAPAN.equals(this.publicHolidays)) {
			wrong.add(Detail.of("public_holidays", "not_allowed", JAPAN));
		}
		Holidays national = JAPAN.equals(this.publicHolidays) ? JapaneseHolidays.SHIPPED : Holidays.NONE;
		BusinessCalendar calendar = BusinessCalendar.in(zone(wrong)).closedOn(Holidays.listed(uploaded, national));
		Map<Object, List<BusinessHours>> taken = new HashMap<>();
		for (int i = 0; i < this.hours.size(); i++) {
			Weekly weekly = this.hours.get(i);
			String field = "hours[" + i + "]";
			int day = DAYS.indexOf(weekly.day());
			if (day < 0) {
				wrong.add(Detail.of(field + ".day", "not_allowed", String.join(", ", DAYS)));
			}
			Optional<BusinessHours> span = span(field, weekly.from(), weekly.to(), taken, weekly.day(), wrong);
			if (day >= 0 && span.isPresent()) {
				calendar = calendar.open(List.of(DayOfWeek.of(day + 1)), span.get());
			}
		}
		for (int i = 0; i < openings().size(); i++) {
			Opening opening = openings().get(i);
			Optional<BusinessHours> span = span("openings[" + i + "]", opening.from(), opening.to(), taken,
					opening.date(), wrong);
			if (span.isPresent()) {
				calendar = calendar.opened(opening.date(), span.get());
			}
		}
		calendar = closed(calendar, wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return calendar;
	}

	private BusinessCalendar closed(BusinessCalendar open, List<Detail> wrong) {
		BusinessCalendar calendar = open;
		for (int i = 0; i < closures().size(); i++) {
			Closure closure = closures().get(i);
			if (closure.to().isBefore(closure.from())) {
				wrong.add(Detail.of("closures[" + i + "].to", "end_before_start"));
			}
			calendar = calendar.closed(closure.from(), closure.to());
		}
		for (int i = 0; i < yearlyClosures().size(); i++) {
			YearlyClosure closure = yearlyClosures().get(i);
			Optional<MonthDay> from = monthDay("yearly_closures[" + i + "].from", closure.from(), wrong);
			Optional<MonthDay> to = monthDay("yearly_closures[" + i + "].to", closure.to(), wrong);
			if (from.isPresent() && to.isPresent()) {
				calendar = calendar.closedEveryYear(from.get(), to.get());
			}
		}
		return calendar;
	}

	private ZoneId zone(List<Detail> wrong) {
		if (ZoneId.getAvailableZoneIds().contains(this.zone)) {
			return ZoneId.of(this.zone);
		}
		wrong.add(Detail.of("zone", "unknown_zone"));
		return ZoneId.of("UTC");
	}

	private static Optional<BusinessHours> span(String field, String from, String to,
			Map<Object, List<BusinessHours>> taken, Object day, List<Detail> wrong) {
		Optional<Integer> start = second(field + ".from", from, wrong);
		Optional<Integer> end = second(field + ".to", to, wrong);
		if (start.isEmpty() || end.isEmpty()) {
			return Optional.empty();
		}
		if (end.get() <= start.get()) {
			wrong.add(Detail.of(field + ".to", "end_before_start"));
			return Optional.empty();
		}
		BusinessHours span = new BusinessHours(start.get(), end.get());
		List<BusinessHours> others = taken.computeIfAbsent(day, (key) -> new ArrayList<>());
		others.stream()
			.filter(span::overlaps)
			.findFirst()
			.ifPresent((other) -> wrong.add(Detail.of(field, "spans_overlap", BusinessHours.text(other.from()),
					BusinessHours.text(other.to()))));
		others.add(span);
		return Optional.of(span);
	}

	private static Optional<Integer> second(String field, String time, List<Detail> wrong) {
		try {
			return Optional.of(BusinessHours.second(time));
		}
		catch (DateTimeException ex) {
			wrong.add(Detail.of(field, "bad_format"));
			return Optional.empty();
		}
	}

	private static Optional<MonthDay> monthDay(String field, String text, List<Detail> wrong) {
		try {
			return Optional.of(MonthDay.parse("--" + text));
		}
		catch (DateTimeException ex) {
			wrong.add(Detail.of(field, "bad_format"));
			return Optional.empty();
		}
	}

}
