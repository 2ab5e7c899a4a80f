package io.nagare.figures.forecast;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What became of clocks that had run so far. */
class BreachHistoryTests {

	@Test
	void countsThoseStillOpenThen() {
		BreachHistory history = new BreachHistory();
		history.add(10, 60);
		history.add(70, 30);
		history.add(100, 10);
		assertThat(history.chance()).isEqualTo(new BreachHistory.Chance(10, 100));
		assertThat(history.chance(0.5)).isEqualTo(new BreachHistory.Chance(10, 40));
		assertThat(history.chance(0.71)).isEqualTo(new BreachHistory.Chance(10, 10));
		assertThat(history.chance(0.5).value()).isEqualTo(0.25);
		assertThat(history.chance(0.5).isKnown()).isTrue();
		assertThat(history.chance(0.71).isKnown()).isFalse();
	}

	@Test
	void risesAsTimePasses() {
		BreachHistory history = new BreachHistory();
		for (int step = 0; step <= 100; step++) {
			history.add(step, step % 7 + 1);
		}
		double before = 0;
		for (int step = 0; step <= 100; step++) {
			double chance = history.chance(step / 100.0).value();
			assertThat(chance).isGreaterThanOrEqualTo(before);
			before = chance;
		}
		assertThat(before).isEqualTo(1);
	}

}
