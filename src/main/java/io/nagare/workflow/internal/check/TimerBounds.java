package io.nagare.workflow.internal.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

import org.camunda.bpm.engine.impl.calendar.BusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DateTimeUtil;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.limit.ModelBudget;

/** When a timer may ring, and how often: at most once a minute. */
public final class TimerBounds {

	private static final Duration SHORTEST = Duration.ofMinutes(1);

	/** Seconds, minutes and so on; the seconds are one number. */
	private static final Pattern CRON = Pattern.compile("[0-9]{1,2}(\\s+\\S+){5,6}");

	private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*");

	private static final Pattern REPEAT = Pattern.compile("R[0-9]{0,9}");

	/** Characters for which the engine's table has room. */
	private static final int MAX_TIME = 255;

	/** How often a time of day is asked when it rings next. */
	private static final int RINGS = 4;

	/** Periods that the engine may count through when a token comes to the timer. */
	private static final int MAX_PERIODS = 10_000;

	/** The same when it rings again: two years of minutes. */
	private static final int MAX_PERIODS_SO_FAR = 1_000_000;

	private static final DatatypeFactory DURATIONS = durations();

	private TimerBounds() {
	}

	private static DatatypeFactory durations() {
		try {
			return DatatypeFactory.newInstance();
		}
		catch (DatatypeConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static boolean isTimeOfDay(String time) {
		return CRON.matcher(time).matches();
	}

	static boolean isDate(String time) {
		return TIME.matcher(time).matches();
	}

	static boolean isRepeat(String part) {
		return REPEAT.matcher(part).matches();
	}

	/**
	 * @throws IllegalArgumentException for what is no duration
	 */
	static boolean isTooShort(String duration) {
		return DURATIONS.newDuration(duration).getTimeInMillis(new GregorianCalendar()) < SHORTEST.toMillis();
	}

	/**
	 * Whether a timer may ring so often, whoever says so.
	 * @param again whether it has rung before
	 */
	static boolean isBounded(String cycle, boolean again) {
		if (isTimeOfDay(cycle)) {
			return again || isRead(cycle, true, Kind.CYCLE);
		}
		try {
			List<String> parts = List.of(cycle.split("/", -1));
			return parts.get(0).startsWith("R")
					&& parts.stream().noneMatch((part) -> part.startsWith("P") && isTooShort(part))
					&& isBrief(cycle, again ? MAX_PERIODS_SO_FAR : MAX_PERIODS);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/** As the engine reads it when a token comes there; what rings again comes again. */
	static boolean isRead(String time, boolean cron, Kind kind) {
		if (time.length() > MAX_TIME || !isBrief(time, MAX_PERIODS)) {
			return false;
		}
		try {
			Instant next = Instant.now();
			for (int rings = 0; rings < (cron ? RINGS : 1); rings++) {
				Date due = kind.calendar().resolveDuedate(time, Date.from(next));
				Duration until = (due != null) ? Duration.between(next, due.toInstant()) : Duration.ZERO;
				if (due == null || (cron && until.compareTo((rings > 0) ? SHORTEST : Duration.ofMillis(1)) < 0)) {
					return false;
				}
				next = due.toInstant();
			}
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Whether few periods lie between now and the date from which a cycle counts: the
	 * engine goes from one to the next.
	 */
	private static boolean isBrief(String time, long periods) {
		List<String> parts = List.of(time.split("/", -1));
		Instant now = Instant.now();
		for (String part : parts.get(0).startsWith("R") ? parts : List.<String>of()) {
			if (TIME.matcher(part).matches()) {
				try {
					long apart = Duration.between(now, DateTimeUtil.parseDate(part).toInstant()).abs().toMillis();
					long period = parts.stream()
						.filter((one) -> one.startsWith("P"))
						.mapToLong((one) -> DURATIONS.newDuration(one).getTimeInMillis(new GregorianCalendar()))
						.min()
						.orElse(1);
					if (apart / Math.max(1, period) > periods) {
						return false;
					}
				}
				catch (IllegalArgumentException ex) {
					return false;
				}
			}
		}
		return true;
	}

	/** Whether it is a date on which nobody waits any more. */
	static boolean isOver(String time) {
		return isDate(time) && DateTimeUtil.parseDate(time).toInstant().isBefore(Instant.now());
	}

	/** What is said of when it rings, and who reads it at run time. */
	enum Kind {

		DATE, DURATION, CYCLE;

		private BusinessCalendar calendar() {
			return switch (this) {
				case DATE -> new DueDateBusinessCalendar();
				case DURATION -> new DurationBusinessCalendar();
				case CYCLE -> new CycleBusinessCalendar();
			};
		}

	}

	/**
	 * Reads how often a timer rings, when a token comes to it: what an expression
	 * answered is bounded as what is written out.
	 */
	public static final class Cycles extends CycleBusinessCalendar {

		@Override
		public Date resolveDuedate(String cycle, @Nullable Date from) {
			return bounded(cycle, false, from, 0);
		}

		/** It has rung before, and may have been told anew how often. */
		@Override
		public Date resolveDuedate(String cycle, @Nullable Date from, long offset) {
			return bounded(cycle, true, from, offset);
		}

		private Date bounded(String cycle, boolean again, @Nullable Date from, long offset) {
			if (!isBounded(cycle.strip(), again)) {
				throw ModelBudget.exceeded("timer_unbounded", cycle);
			}
			return super.resolveDuedate(cycle, from, offset);
		}

	}

}
