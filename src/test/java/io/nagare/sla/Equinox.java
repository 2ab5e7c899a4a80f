package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When day and night are equal, as the sun has it. The method and its figures are those
 * of Jean Meeus, Astronomical Algorithms (2nd edition), chapter 27, which is right to
 * about a minute; how far the earth's turning lags behind uniform time (ΔT) is
 * extrapolated after Espenak and Meeus, which adds minutes in the far future.
 */
final class Equinox {

	private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

	private static final double J2000 = 2_451_545;

	private static final double UNIX_EPOCH = 2_440_587.5;

	/** Amplitude, phase and speed of each disturbance. */
	private static final double[][] TERMS = { { 485, 324.96, 1934.136 }, { 203, 337.23, 32964.467 },
			{ 199, 342.08, 20.186 }, { 182, 27.85, 445267.112 }, { 156, 73.14, 45036.886 }, { 136, 171.52, 22518.443 },
			{ 77, 222.54, 65928.934 }, { 74, 296.72, 3034.906 }, { 70, 243.58, 9037.513 }, { 58, 119.81, 33718.147 },
			{ 52, 297.17, 150.678 }, { 50, 21.02, 2281.226 }, { 45, 247.54, 29929.562 }, { 44, 325.15, 31555.956 },
			{ 29, 60.93, 4443.417 }, { 18, 155.12, 67555.328 }, { 17, 288.79, 4562.452 }, { 16, 198.04, 62894.029 },
			{ 14, 199.76, 31436.921 }, { 12, 95.39, 14577.848 }, { 12, 287.11, 31931.756 }, { 12, 320.81, 34777.259 },
			{ 9, 227.73, 1222.114 }, { 8, 15.45, 16859.074 } };

	private Equinox() {
	}

	/** The instant of the equinox in March or September, from 1986 on. */
	static Instant instant(int year, int month) {
		double y = (year - 2000) / 1000.0;
		double mean = (month == 3)
				? 2451623.80984 + 365242.37404 * y + 0.05169 * y * y - 0.00411 * y * y * y - 0.00057 * y * y * y * y
				: 2451810.21715 + 365242.01767 * y - 0.11575 * y * y + 0.00337 * y * y * y + 0.00078 * y * y * y * y;
		double t = (mean - J2000) / 36_525;
		double w = Math.toRadians(35999.373 * t - 2.47);
		double sum = 0;
		for (double[] term : TERMS) {
			sum += term[0] * Math.cos(Math.toRadians(term[1] + term[2] * t));
		}
		double day = mean + 0.00001 * sum / (1 + 0.0334 * Math.cos(w) + 0.0007 * Math.cos(2 * w));
		return Instant.ofEpochSecond(Math.round((day - UNIX_EPOCH) * 86_400 - deltaT(year)));
	}

	/** Its day in Japan. */
	static LocalDate day(int year, int month) {
		return instant(year, month).atZone(JAPAN).toLocalDate();
	}

	/** How far it is from the nearest midnight in Japan. */
	static Duration fromMidnight(int year, int month) {
		ZonedDateTime there = instant(year, month).atZone(JAPAN);
		long second = there.toLocalTime().toSecondOfDay();
		return Duration.ofSeconds(Math.min(second, 86_400 - second));
	}

	private static double deltaT(int year) {
		if (year < 2005) {
			double y = year - 2000;
			return 63.86 + 0.3345 * y - 0.060374 * y * y + 0.0017275 * y * y * y;
		}
		if (year < 2050) {
			double y = year - 2000;
			return 62.92 + 0.32217 * y + 0.005589 * y * y;
		}
		double centuries = (year - 1820) / 100.0;
		return -20 + 32 * centuries * centuries - 0.5628 * (2150 - year);
	}

}
