package io.nagare.signin.limit;

import java.util.concurrent.TimeUnit;

import io.github.bucket4j.TimeMeter;
import io.nagare.shared.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestLimitTests {

	private final Clock clock = new Clock();

	private final RequestLimit limit = new RequestLimit(60, this.clock);

	@Test
	void letsSoManyComeAtOnceAndThenOneASecond() {
		for (int i = 0; i < 60; i++) {
			assertThat(this.limit.refusal("someone")).isEmpty();
		}
		assertThat(this.limit.refusal("someone")).get()
			.matches((refusal) -> refusal.kind() == Refusal.Kind.RATE_LIMITED)
			.matches((refusal) -> refusal.details().get(0).args().get(0).equals(1L));
		this.clock.pass(1);
		assertThat(this.limit.refusal("someone")).isEmpty();
		assertThat(this.limit.refusal("someone")).isPresent();
	}

	@Test
	void countsEachForHimself() {
		for (int i = 0; i < 60; i++) {
			assertThat(this.limit.refusal("someone")).isEmpty();
		}
		assertThat(this.limit.refusal("somebody else")).isEmpty();
	}

	@Test
	void givesEverythingBackAfterAMinute() {
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < 60; i++) {
				assertThat(this.limit.refusal("someone")).isEmpty();
			}
			this.clock.pass(60);
		}
		assertThat(this.limit.refusal("someone")).isEmpty();
	}

	private static final class Clock implements TimeMeter {

		private long nanos;

		void pass(long seconds) {
			this.nanos += TimeUnit.SECONDS.toNanos(seconds);
		}

		@Override
		public long currentTimeNanos() {
			return this.nanos;
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
