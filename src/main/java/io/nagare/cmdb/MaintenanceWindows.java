package io.nagare.cmdb;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.nagare.shared.Refusal.Detail;

/**
 * When an item may be worked on: the time of all windows together.
 *
 * @param zone the IANA time zone of the weekly windows, such as {@code Asia/Tokyo}
 * @param weekly windows of every week
 * @param once windows of one time
 */
public record MaintenanceWindows(@NotBlank @Size(max = 50) String zone,
		@Size(max = 50) List<@NotNull @Valid Weekly> weekly, @Size(max = 200) List<@NotNull @Valid Once> once) {

	private static final String FIELD = "maintenance";

	private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
		.map((day) -> day.name().toLowerCase(Locale.ROOT))
		.toList();

	/** What is left out is empty. */
	public MaintenanceWindows {
		weekly = Objects.requireNonNullElse(weekly, List.of());
		once = Objects.requireNonNullElse(once, List.of());
	}

	/**
	 * A window of every week, on the clock on the wall.
	 *
	 * @param day the weekday on which it opens, {@code monday} to {@code sunday}
	 * @param from when it opens, {@code 22:00}
	 * @param to when it closes, {@code 02:00}; on the next day where that is not after
	 * the opening
	 */
	public record Weekly(@NotBlank String day, @NotBlank String from, @NotBlank String to) {

		private Span starting(LocalDate date, ZoneId zone) {
			LocalTime opens = LocalTime.parse(this.from);
			LocalTime closes = LocalTime.parse(this.to);
			LocalDate last = closes.isAfter(opens) ? date : date.plusDays(1);
			// an hour that the clock shows twice belongs to the window both times
			ZonedDateTime start = date.atTime(opens).atZone(zone).withEarlierOffsetAtOverlap();
			// one that opens in an hour that the clock leaves out moves as a whole
			Duration moved = Duration.between(date.atTime(opens), start.toLocalDateTime());
			return new Span(start.toInstant(),
					last.atTime(closes).plus(moved).atZone(zone).withLaterOffsetAtOverlap().toInstant());
		}

		private DayOfWeek weekday() {
			return DayOfWeek.of(DAYS.indexOf(this.day) + 1);
		}

	}

	/**
	 * A window of one time.
	 *
	 * @param start its first moment
	 * @param end the moment after its last
	 */
	public record Once(@NotNull @JsonFormat(shape = JsonFormat.Shape.STRING) Instant start,
			@NotNull @JsonFormat(shape = JsonFormat.Shape.STRING) Instant end) {
	}

	/** What is wrong, each named by its field. */
	public List<Detail> check() {
		List<Detail> wrong = new ArrayList<>();
		if (!ZoneId.getAvailableZoneIds().contains(this.zone)) {
			wrong.add(Detail.of(FIELD + ".zone", "unknown_zone"));
		}
		for (int i = 0; i < this.weekly.size(); i++) {
			Weekly span = this.weekly.get(i);
			String field = FIELD + ".weekly[" + i + "]";
			if (!DAYS.contains(span.day())) {
				wrong.add(Detail.of(field + ".day", "not_allowed", String.join(", ", DAYS)));
			}
			checkTime(field + ".from", span.from()).ifPresent(wrong::add);
			checkTime(field + ".to", span.to()).ifPresent(wrong::add);
		}
		for (int i = 0; i < this.once.size(); i++) {
			Once span = this.once.get(i);
			if (!span.end().isAfter(span.start())) {
				wrong.add(Detail.of(FIELD + ".once[" + i + "].end", "end_before_start"));
			}
		}
		return wrong;
	}

	private static Optional<Detail> checkTime(String field, String time) {
		try {
			LocalTime.parse(time);
			return Optional.empty();
		}
		catch (DateTimeException ex) {
			return Optional.of(Detail.of(field, "bad_format"));
		}
	}

	/** Whether the windows hold every moment of the period. */
	boolean holds(Instant from, Instant to) {
		Instant covered = from;
		while (covered.isBefore(to)) {
			Instant start = covered;
			Optional<Instant> end = spansAround(start).filter((span) -> span.holds(start))
				.map(Span::end)
				.max(Instant::compareTo);
			if (end.isEmpty()) {
				return false;
			}
			covered = end.get();
		}
		return true;
	}

	/** When the windows are open within the period, in order and without seams. */
	List<Span> open(Instant from, Instant to) {
		ZoneId where = ZoneId.of(this.zone);
		LocalDate last = to.atZone(where).toLocalDate();
		Stream<Span> each = Stream.concat(this.once.stream().map((span) -> new Span(span.start(), span.end())),
				from.atZone(where)
					.toLocalDate()
					.minusDays(1)
					.datesUntil(last.plusDays(1))
					.flatMap((date) -> this.weekly.stream()
						.filter((span) -> span.weekday() == date.getDayOfWeek())
						.map((span) -> span.starting(date, where))));
		List<Span> open = new ArrayList<>();
		each.map((span) -> span.within(from, to))
			.filter((span) -> span.start().isBefore(span.end()))
			.sorted(Comparator.comparing(Span::start))
			.forEach((span) -> {
				Span before = open.isEmpty() ? null : open.get(open.size() - 1);
				if (before == null || before.end().isBefore(span.start())) {
					open.add(span);
				}
				else if (before.end().isBefore(span.end())) {
					open.set(open.size() - 1, new Span(before.start(), span.end()));
				}
			});
		return open;
	}

	/** When none of the windows is open within the period, in order. */
	List<Span> closed(Instant from, Instant to) {
		List<Span> closed = new ArrayList<>();
		Instant shut = from;
		for (Span span : open(from, to)) {
			if (shut.isBefore(span.start())) {
				closed.add(new Span(shut, span.start()));
			}
			shut = span.end();
		}
		if (shut.isBefore(to)) {
			closed.add(new Span(shut, to));
		}
		return closed;
	}

	/** All windows that can be open at a moment. */
	private Stream<Span> spansAround(Instant moment) {
		ZoneId where = ZoneId.of(this.zone);
		// one that opened yesterday may still be open
		LocalDate today = moment.atZone(where).toLocalDate();
		return Stream.concat(this.once.stream().map((span) -> new Span(span.start(), span.end())),
				this.weekly.stream()
					.flatMap((span) -> Stream.of(today, today.minusDays(1))
						.map((day) -> day.with(TemporalAdjusters.previousOrSame(span.weekday())))
						.distinct()
						.map((day) -> span.starting(day, where))));
	}

	/** From its first moment to the one after its last. */
	record Span(Instant start, Instant end) {

		private Span within(Instant from, Instant to) {
			return new Span(this.start.isBefore(from) ? from : this.start, this.end.isAfter(to) ? to : this.end);
		}

		boolean holds(Instant moment) {
			return !moment.isBefore(this.start) && moment.isBefore(this.end);
		}

	}

}
