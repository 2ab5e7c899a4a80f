package io.nagare.figures.forecast;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** A week ahead, and whether that is worth more than the week before. */
class WeeklyForecastTests {

	private static final double[] WEEK = { 40, 35, 30, 30, 25, 5, 3 };

	@Test
	void goesOnAsItWasWhereEveryWeekIsTheSame() {
		WeeklyForecast forecast = WeeklyForecast.of(days(10, 0, 0));
		for (int day = 0; day < 7; day++) {
			WeeklyForecast.Day one = forecast.days().get(day);
			assertThat(one.expected()).isCloseTo(WEEK[day], within(0.01));
			assertThat(one.naive()).isEqualTo(WEEK[day]);
			assertThat(one.high() - one.low()).isLessThan(0.1);
		}
		assertThat(forecast.isBetter()).as("nothing is nearer than what is exact").isFalse();
	}

	@Test
	void beatsTheWeekBeforeWhereDaysVaryByChance() {
		WeeklyForecast forecast = WeeklyForecast.of(days(26, 0, 6));
		assertThat(forecast.isBetter()).isTrue();
		assertThat(forecast.error()).isLessThan(0.9 * forecast.naiveError());
		assertThat(forecast.tried()).isEqualTo(56);
		assertThat(forecast.days()).allSatisfy((day) -> {
			assertThat(day.low()).isBetween(0.0, day.expected());
			assertThat(day.high()).isGreaterThanOrEqualTo(day.expected());
		});
	}

	@Test
	void holdsWhatIsToComeInItsBandEightTimesOfTen() {
		int within = 0;
		int all = 0;
		double[] year = days(110, 0, 6);
		for (int week = 26; week < 110; week++) {
			WeeklyForecast forecast = WeeklyForecast.of(Arrays.copyOf(year, week * 7));
			for (int day = 0; day < 7; day++) {
				double came = year[week * 7 + day];
				within += (came >= forecast.days().get(day).low() && came <= forecast.days().get(day).high()) ? 1 : 0;
				all++;
			}
		}
		assertThat((double) within / all).isBetween(0.7, 0.92);
	}

	@Test
	void saysSoWhereItIsNoBetter() {
		double[] steps = new double[24 * 7];
		for (int i = 0; i < steps.length; i++) {
			// a level holds for three weeks and jumps: one week later the week before is
			// exact again
			steps[i] = WEEK[i % 7] + 40 * ((i / 21) % 3);
		}
		WeeklyForecast forecast = WeeklyForecast.of(steps);
		assertThat(forecast.naiveError()).isPositive().isLessThanOrEqualTo(forecast.error());
		assertThat(forecast.isBetter()).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> WeeklyForecast.of(new double[WeeklyForecast.LEAST - 1]));
		assertThat(WeeklyForecast.of(new double[40]).days()).allSatisfy((day) -> assertThat(day.high()).isZero());
	}

	/** Weeks that are alike but for a rise a week and chance. */
	private static double[] days(int weeks, double rise, double chance) {
		Random random = new Random(11);
		double[] days = new double[weeks * 7];
		for (int i = 0; i < days.length; i++) {
			int week = i / 7;
			days[i] = Math.max(0, Math.round(WEEK[i % 7] + rise * week + chance * random.nextGaussian()));
		}
		return days;
	}

}
