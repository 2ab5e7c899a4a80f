package io.nagare.figures.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many come on each of the next seven days: Holt-Winters' additive exponential
 * smoothing with a week as its season and a trend that fades (Holt 1957, Winters 1960,
 * Gardner and McKenzie 1985), beside what came on the same day a week before. Both are
 * tried with the last weeks, each of them forecast from what was known before it.
 *
 * @param days of the next seven, in order
 * @param error by how much it was wrong on average, a day, when it was tried
 * @param naiveError by how much the day a week before was wrong
 * @param tried with how many days
 */
public record WeeklyForecast(List<Day> days, double error, double naiveError, int tried) {

	/** The season. */
	public static final int WEEK = 7;

	/** A season is learnt from at least so many days. */
	public static final int LEAST = 5 * WEEK;

	private static final int WEEKS_TRIED = 8;

	private static final double[] LEVELS = { 0.05, 0.15, 0.3, 0.5 };

	private static final double[] TRENDS = { 0, 0.05, 0.15 };

	private static final double[] SEASONS = { 0.05, 0.15, 0.3 };

	private static final double FADING = 0.9;

	/** Of ten days eight lie within the band, as far as the tried ones tell. */
	private static final double LOW = 0.1;

	private static final double HIGH = 0.9;

	/**
	 * Forecasts the week after the last day.
	 * @param counts a day each, in order, at least {@value #LEAST}
	 */
	public static WeeklyForecast of(double[] counts) {
		if (counts.length < LEAST) {
			throw new IllegalArgumentException("Too few days");
		}
		List<Double> misses = new ArrayList<>();
		List<Double> naiveMisses = new ArrayList<>();
		int weeks = Math.min(WEEKS_TRIED, (counts.length - 4 * WEEK) / WEEK);
		for (int week = weeks; week > 0; week--) {
			int now = counts.length - week * WEEK;
			double[] known = Arrays.copyOf(counts, now);
			double[] said = next(known);
			for (int day = 0; day < WEEK; day++) {
				misses.add(counts[now + day] - said[day]);
				naiveMisses.add(counts[now + day] - counts[now + day - WEEK]);
			}
		}
		double[] said = next(counts);
		double low = quantile(misses, LOW);
		double high = quantile(misses, HIGH);
		double naiveLow = quantile(naiveMisses, LOW);
		double naiveHigh = quantile(naiveMisses, HIGH);
		List<Day> days = new ArrayList<>();
		for (int day = 0; day < WEEK; day++) {
			double naive = counts[counts.length - WEEK + day];
			days.add(new Day(said[day], Math.max(0, said[day] + Math.min(0, low)), said[day] + Math.max(0, high), naive,
					Math.max(0, naive + Math.min(0, naiveLow)), naive + Math.max(0, naiveHigh)));
		}
		return new WeeklyForecast(days, mean(misses), mean(naiveMisses), misses.size());
	}

	/** Whether it was nearer than the day a week before when both were tried. */
	public boolean isBetter() {
		return this.error < this.naiveError;
	}

	/** The next week, with those parameters that came nearest one day ahead so far. */
	private static double[] next(double[] counts) {
		double[] best = new double[WEEK];
		double least = Double.MAX_VALUE;
		for (double level : LEVELS) {
			for (double trend : TRENDS) {
				for (double season : SEASONS) {
					double[] said = new double[WEEK];
					double missed = smooth(counts, level, trend, season, said);
					if (missed < least) {
						least = missed;
						best = said;
					}
				}
			}
		}
		return best;
	}

	/**
	 * Smooths the counts.
	 * @param said gets the next week
	 * @return the sum of the squares by which each day was missed from those before
	 */
	private static double smooth(double[] counts, double alpha, double beta, double gamma, double[] said) {
		double level = mean(counts, 0, 2 * WEEK);
		double trend = 0;
		double[] season = new double[WEEK];
		for (int day = 0; day < WEEK; day++) {
			season[day] = (counts[day] + counts[day + WEEK]) / 2 - level;
		}
		double missed = 0;
		for (int day = 2 * WEEK; day < counts.length; day++) {
			double expected = level + FADING * trend + season[day % WEEK];
			missed += (counts[day] - expected) * (counts[day] - expected);
			double before = level;
			level = alpha * (counts[day] - season[day % WEEK]) + (1 - alpha) * (level + FADING * trend);
			trend = beta * (level - before) + (1 - beta) * FADING * trend;
			season[day % WEEK] = gamma * (counts[day] - level) + (1 - gamma) * season[day % WEEK];
		}
		double fading = 0;
		for (int ahead = 0; ahead < WEEK; ahead++) {
			fading += Math.pow(FADING, ahead + 1);
			said[ahead] = Math.max(0, level + fading * trend + season[(counts.length + ahead) % WEEK]);
		}
		return missed;
	}

	private static double mean(double[] counts, int from, int to) {
		return Arrays.stream(counts, from, to).average().orElse(0);
	}

	private static double mean(List<Double> misses) {
		return misses.stream().mapToDouble(Math::abs).average().orElse(0);
	}

	private static double quantile(List<Double> values, double share) {
		List<Double> sorted = values.stream().sorted().toList();
		return sorted.get((int) Math.round(share * (sorted.size() - 1)));
	}

	/**
	 * A day to come.
	 *
	 * @param expected how many
	 * @param low eight of ten days lie between this and the next
	 * @param naive as many as a week before, or on the last such day
	 * @param naiveLow its band, as the next
	 */
	public record Day(double expected, double low, double high, double naive, double naiveLow, double naiveHigh) {
	}

}
