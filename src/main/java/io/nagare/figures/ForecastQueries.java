package io.nagare.figures;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.figures.VolumeForecast.ForecastDay;
import io.nagare.figures.VolumeForecast.PastDay;
import io.nagare.figures.forecast.WeeklyForecast;
import io.nagare.shared.Refusal;

/**
 * How many tickets may be reported in the next week, from those that the caller may read.
 */
@Component
public class ForecastQueries {

	private static final String REPORTED = "reported";

	/** So far it looks back. */
	private static final int WEEKS = 52;

	private final FigureQueries figures;

	private final Directory directory;

	private final Clock clock;

	ForecastQueries(FigureQueries figures, Directory directory, Clock clock) {
		this.figures = figures;
		this.directory = directory;
		this.clock = clock;
	}

	/**
	 * The seven days that begin with today, on the tenant's clock.
	 * @param narrowed of which tickets; without a kind, of incidents
	 * @throws Refusal FORBIDDEN for who may read no reports
	 */
	public VolumeForecast reported(FigureQuestion narrowed) {
		this.figures.reader();
		ZoneId zone = this.directory.zone();
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), zone);
		LocalDate first = today.minusWeeks(WEEKS);
		FigureValue counted = this.figures.of(REPORTED,
				narrowed.during(first.atStartOfDay(zone).toInstant(), today.atStartOfDay(zone).toInstant(), "day"));
		Map<String, Long> byDay = counted.series()
			.stream()
			.collect(Collectors.toMap(FigureValue.Part::key, FigureValue.Part::numerator));
		LocalDate begin = byDay.keySet().stream().map(LocalDate::parse).min(LocalDate::compareTo).orElse(today);
		List<PastDay> past = begin.datesUntil(today)
			.map((day) -> new PastDay(day, byDay.getOrDefault(day.toString(), 0L)))
			.toList();
		if (past.size() < WeeklyForecast.LEAST) {
			return new VolumeForecast(false, past, List.of(), null, null, null, 0);
		}
		WeeklyForecast forecast = WeeklyForecast.of(past.stream().mapToDouble(PastDay::count).toArray());
		List<ForecastDay> days = new ArrayList<>();
		for (WeeklyForecast.Day day : forecast.days()) {
			days.add(new ForecastDay(today.plusDays(days.size()), rounded(day.expected()), rounded(day.low()),
					rounded(day.high()), rounded(day.naive()), rounded(day.naiveLow()), rounded(day.naiveHigh())));
		}
		return new VolumeForecast(true, past, days, rounded(forecast.error()), rounded(forecast.naiveError()),
				forecast.isBetter(), forecast.tried());
	}

	private static double rounded(double count) {
		return Math.round(count * 10) / 10.0;
	}

}
