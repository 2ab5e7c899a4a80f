package io.nagare.sla;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the rules do with it is in {@code adjustments.examples.yaml}. */
class SlaAdjustmentTests {

	private final SlaAdjustment clock = new SlaAdjustment("incident", "high", null, 0, false, false, "response",
			"standard", 15, "business-hours", Set.of("awaiting_user"));

	@Test
	void isWhatTheTablesDecided() {
		assertThat(this.clock.target()).hasMinutes(15);
		assertThat(this.clock.calendar()).isEqualTo("business-hours");
		assertThat(this.clock.pausesOn()).containsExactly("awaiting_user");
	}

	@Test
	void takesTheShortestTargetAndAllShorteningsInAnyOrder() {
		this.clock.shorten(50);
		this.clock.target(120);
		this.clock.shorten(50);
		this.clock.target(60);
		this.clock.target(90);
		assertThat(this.clock.target()).hasMinutes(15);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 101 })
	void refusesWhatIsNoShortening(int percent) {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.clock.shorten(percent));
	}

	@Test
	void refusesATargetOfNoTime() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.clock.target(0));
	}

}
