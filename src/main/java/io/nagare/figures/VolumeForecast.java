package io.nagare.figures;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How many tickets may be reported in the next week.
 *
 * @param known whether there are days enough to tell; without, all below is absent
 * @param past what was reported day by day, from the first day with a ticket to yesterday
 * @param days today and the six days after it
 * @param error by how much the forecast was wrong on average, a day, when the last weeks
 * were forecast from what was known before each of them
 * @param naiveError by how much the same day a week before was wrong
 * @param better whether the forecast was nearer; where not, take the naive one
 * @param tried with how many days both were tried
 */
public record VolumeForecast(boolean known, List<PastDay> past, List<ForecastDay> days, @Nullable Double error,
		@Nullable Double naiveError, @Nullable Boolean better, int tried) {

	/** A day that is over. */
	public record PastDay(LocalDate day, long count) {
	}

	/**
	 * A day to come.
	 *
	 * @param expected how many tickets
	 * @param low eight of ten days were between this and the next
	 * @param naive as many as on the same day a week before
	 * @param naiveLow its band, as the next
	 */
	public record ForecastDay(LocalDate day, double expected, double low, double high, double naive, double naiveLow,
			double naiveHigh) {
	}

}
