package io.nagare.sla;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.BusinessHours;
import io.nagare.sla.calendar.JapaneseHolidays;

/**
 * How long it takes to work out one due date and one elapsed time, by the age of the
 * ticket. Office hours in Japan, with their holidays. Public for JMH.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DueDateBenchmark {

	private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

	@Param({ "1", "365", "20000" })
	private int ageInDays;

	private BusinessCalendar calendar = BusinessCalendar.always();

	private Instant reported = NOW;

	private Duration target = Duration.ZERO;

	@Setup
	public void aTicketThatIsDueInFourHours() {
		this.calendar = BusinessCalendar.in(ZoneId.of("Asia/Tokyo"))
			.open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), BusinessHours.of("09:00", "12:00"),
					BusinessHours.of("13:00", "18:00"))
			.closedOn(JapaneseHolidays.SHIPPED)
			.closedEveryYear(MonthDay.of(12, 29), MonthDay.of(1, 3));
		this.reported = NOW.minus(Duration.ofDays(this.ageInDays));
		this.target = this.calendar.elapsed(this.reported, NOW).plusHours(4);
	}

	@Benchmark
	public Instant due() {
		return this.calendar.due(this.reported, this.target);
	}

	@Benchmark
	public Duration elapsed() {
		return this.calendar.elapsed(this.reported, NOW);
	}

	/** Runs it in a JVM of its own; microseconds by what was asked and for which age. */
	public static Map<String, Double> microseconds() throws RunnerException {
		Map<String, Double> figures = new TreeMap<>();
		for (RunResult result : new Runner(new OptionsBuilder().include(DueDateBenchmark.class.getName())
			.forks(1)
			.warmupIterations(2)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(3)
			.measurementTime(TimeValue.seconds(1))
			.build()).run()) {
			figures.put(result.getPrimaryResult().getLabel() + ", ticket of " + result.getParams().getParam("ageInDays")
					+ " days", result.getPrimaryResult().getScore());
		}
		return figures;
	}

}
