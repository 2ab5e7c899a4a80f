package io.nagare.sla.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;
import io.nagare.sla.calendar.CalendarDefinition.Closure;
import org.jspecify.annotations.Nullable;

/**
 * Reads closures from a calendar file (iCalendar, RFC 5545): each event of whole days is
 * one, as often as it recurs until the end of 2100. Cancelled events and what is moved by
 * {@code RECURRENCE-ID} are understood.
 */
final class ClosureFileReader {

	private static final String FIELD = "file";

	private static final int LARGEST_MB = 1;

	private static final int MOST_EVENTS = 1000;

	/** Of a calendar's definition. */
	private static final int MOST_CLOSURES = 1000;

	private static final int LONGEST_NAME = 200;

	/** Far beyond it the library's reckoning overflows. */
	private static final int LONGEST_INTERVAL = 1000;

	/** More would help nobody who has sent the wrong file. */
	private static final int MOST_FINDINGS = 50;

	private static final LocalDate LAST = LocalDate.of(2100, 12, 31);

	private static final Set<Frequency> BY_DAYS = Set.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY,
			Frequency.YEARLY);

	private final List<Closure> closures = new ArrayList<>();

	private final List<Detail> wrong = new ArrayList<>();

	/** Which days of which event others stand in for. */
	private final Map<String, Set<LocalDate>> moved = new HashMap<>();

	private ClosureFileReader() {
	}

	/**
	 * The closures, in order of time.
	 * @throws Refusal TOO_LARGE above a megabyte; VALIDATION_FAILED naming each line that
	 * is wrong
	 */
	static List<Closure> read(byte[] file) {
		if (file.length > LARGEST_MB * 1024 * 1024) {
			throw new Refusal(Refusal.Kind.TOO_LARGE, List.of(Detail.of(FIELD, "too_large", LARGEST_MB)));
		}
		ClosureFileReader reader = new ClosureFileReader();
		reader.events(reader.text(file));
		if (reader.wrong.isEmpty() && reader.closures.isEmpty()) {
			reader.wrong.add(Detail.of(FIELD, "no_closures"));
		}
		if (!reader.wrong.isEmpty()) {
			throw Refusal.invalid(reader.wrong.subList(0, Math.min(reader.wrong.size(), MOST_FINDINGS)));
		}
		return reader.closures.stream().sorted(Comparator.comparing(Closure::from)).toList();
	}

	private String text(byte[] file) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		CharBuffer text = CharBuffer.allocate(file.length);
		CoderResult result = decoder.decode(ByteBuffer.wrap(file), text, true);
		String decoded = text.flip().toString();
		if (result.isError()) {
			this.wrong
				.add(Detail.of(FIELD, "closure_encoding", 1 + (int) decoded.chars().filter((c) -> c == '\n').count()));
		}
		return decoded;
	}

	private void events(String text) {
		if (!this.wrong.isEmpty()) {
			return;
		}
		List<Integer> starts = starts(text);
		List<VEvent> events = parse(text);
		if (this.wrong.isEmpty() && events.size() > MOST_EVENTS) {
			this.wrong.add(Detail.of(FIELD, "closure_count", starts.get(MOST_EVENTS), MOST_EVENTS));
		}
		if (!this.wrong.isEmpty()) {
			return;
		}
		for (int i = 0; i < events.size(); i++) {
			VEvent event = events.get(i);
			withDays(starts.get(i), () -> standIn(event));
		}
		for (int i = 0; i < events.size() && this.closures.size() <= MOST_CLOSURES; i++) {
			int line = starts.get(i);
			VEvent event = events.get(i);
			withDays(line, () -> event(line, event));
		}
	}

	/** The library takes the 45th of a month as it takes others. */
	private void withDays(int line, Runnable work) {
		try {
			work.run();
		}
		catch (DateTimeException ex) {
			this.wrong.add(Detail.of(FIELD, "closure_day", line));
		}
	}

	private void standIn(VEvent event) {
		if (event.getRecurrenceId() != null && event.getUid() != null) {
			this.moved.computeIfAbsent(event.getUid().getValue(), (uid) -> new HashSet<>())
				.add(day(event.getRecurrenceId().getValue()));
		}
	}

	/** The line in which each event begins; the library does not tell. */
	private List<Integer> starts(String text) {
		List<Integer> starts = new ArrayList<>();
		List<String> lines = text.lines().map(String::strip).toList();
		int last = 0;
		for (int line = 1; line <= lines.size(); line++) {
			if (lines.get(line - 1).equalsIgnoreCase("BEGIN:VEVENT")) {
				starts.add(line);
			}
			if (!lines.get(line - 1).isEmpty()) {
				last = line;
			}
		}
		if (last == 0 || !lines.get(last - 1).equalsIgnoreCase("END:VCALENDAR")) {
			this.wrong.add(Detail.of(FIELD, "closure_end", Math.max(last, 1)));
		}
		return starts;
	}

	private List<VEvent> parse(String text) {
		List<VEvent> events = new ArrayList<>();
		try (ICalReader reader = new ICalReader(text)) {
			ICalendar calendar = reader.readNext();
			while (calendar != null) {
				for (ParseWarning warning : reader.getWarnings()) {
					@Nullable Integer line = warning.getLineNumber();
					this.wrong.add(Detail.of(FIELD, "closure_line", (line != null) ? line : 1, warning.getMessage()));
				}
				events.addAll(calendar.getEvents());
				calendar = reader.readNext();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return events;
	}

	private void event(int line, VEvent event) {
		if (event.getStatus() != null && event.getStatus().isCancelled()) {
			return;
		}
		@Nullable ICalDate start = value(event.getDateStart());
		@Nullable ICalDate end = value(event.getDateEnd());
		@Nullable Duration duration = (event.getDuration() != null) ? event.getDuration().getValue() : null;
		if (start == null || start.hasTime() || (end != null && end.hasTime())
				|| (duration != null && (duration.hasTime() || duration.isPrior()))) {
			this.wrong.add(Detail.of(FIELD, "closure_whole_days", line));
			return;
		}
		LocalDate from = day(start);
		// the end is the first day after; programs that mean one day name it twice
		LocalDate to = (end != null) ? day(end).minusDays(day(end).equals(from) ? 0 : 1)
				: from.plusDays((duration != null) ? days(duration) - 1 : 0);
		if (to.isBefore(from)) {
			this.wrong.add(Detail.of(FIELD, "closure_ends_early", line));
			return;
		}
		@Nullable String name = (event.getSummary() != null && event.getSummary().getValue() != null)
				? event.getSummary().getValue().replaceAll("\\s+", " ").strip() : null;
		if (name != null && name.length() > LONGEST_NAME) {
			this.wrong.add(Detail.of(FIELD, "closure_name", line, LONGEST_NAME));
			return;
		}
		long length = to.toEpochDay() - from.toEpochDay();
		for (LocalDate day : days(line, event, from)) {
			this.closures.add(new Closure(day, day.plusDays(length), name));
		}
		if (this.closures.size() > MOST_CLOSURES) {
			this.wrong.add(Detail.of(FIELD, "closure_count", line, MOST_CLOSURES));
		}
	}

	/** On which days the event begins. */
	private Set<LocalDate> days(int line, VEvent event, LocalDate start) {
		Set<LocalDate> days = new TreeSet<>(Set.of(start));
		if (!event.getExceptionRules().isEmpty()) {
			// not in RFC 5545 any more
			this.wrong.add(Detail.of(FIELD, "closure_rule", line));
			return Set.of();
		}
		if (event.getRecurrenceRule() != null) {
			Recurrence rule = event.getRecurrenceRule().getValue();
			int interval = (rule.getInterval() != null) ? rule.getInterval() : 1;
			if (!BY_DAYS.contains(rule.getFrequency()) || interval < 1 || interval > LONGEST_INTERVAL) {
				this.wrong.add(Detail.of(FIELD, "closure_rule", line));
				return Set.of();
			}
			recur(rule, start, days);
		}
		event.getRecurrenceDates().forEach((dates) -> dates.getDates().forEach((date) -> days.add(day(date))));
		event.getExceptionDates().forEach((dates) -> dates.getValues().forEach((date) -> days.remove(day(date))));
		if (event.getRecurrenceId() == null && event.getUid() != null) {
			days.removeAll(this.moved.getOrDefault(event.getUid().getValue(), Set.of()));
		}
		return days;
	}

	/**
	 * The library reckons in instants, so it gets days as midnights in UTC; the last day
	 * of the rule, which it has read in the machine's time zone, is minded here.
	 */
	private static void recur(Recurrence rule, LocalDate start, Set<LocalDate> days) {
		LocalDate until = (rule.getUntil() != null) ? day(rule.getUntil()) : LAST;
		Recurrence endless = new Recurrence.Builder(rule).until((ICalDate) null).build();
		DateIterator iterator = endless.getDateIterator(Date.from(start.atStartOfDay(ZoneOffset.UTC).toInstant()),
				TimeZone.getTimeZone("UTC"));
		while (iterator.hasNext() && days.size() <= MOST_CLOSURES) {
			LocalDate day = iterator.next().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
			if (day.isAfter(until) || day.isAfter(LAST)) {
				return;
			}
			days.add(day);
		}
	}

	private static @Nullable ICalDate value(@Nullable DateOrDateTimeProperty property) {
		return (property != null) ? property.getValue() : null;
	}

	private static LocalDate day(ICalDate date) {
		DateTimeComponents written = date.getRawComponents();
		return LocalDate.of(written.getYear(), written.getMonth(), written.getDate());
	}

	private static long days(Duration duration) {
		long weeks = (duration.getWeeks() != null) ? duration.getWeeks() : 0;
		return 7 * weeks + ((duration.getDays() != null) ? duration.getDays() : 0);
	}

}
