package io.nagare.signin.limit;

import java.util.concurrent.TimeUnit;

import io.github.bucket4j.TimeMeter;
import io.nagare.shared.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class RequestLimitTests {

	private final Clock clock = new Clock();

	private final RequestLimit limit = new RequestLimit(60, this.clock);

	@Test
	void letsSoManyComeAtOnceAndThenOneASecond() {
		for (int i = 0; i < 60; i++) {
			this.limit.admit("someone");
		}
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.limit.admit("someone"))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.RATE_LIMITED)
			.matches((refusal) -> refusal.details().get(0).args().get(0).equals(1L));
		this.clock.pass(1);
		assertThatNoException().isThrownBy(() -> this.limit.admit("someone"));
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.limit.admit("someone"));
	}

	@Test
	void countsEachForHimself() {
		for (int i = 0; i < 60; i++) {
			this.limit.admit("someone");
		}
		assertThatNoException().isThrownBy(() -> this.limit.admit("somebody else"));
	}

	@Test
	void givesEverythingBackAfterAMinute() {
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < 60; i++) {
				this.limit.admit("someone");
			}
			this.clock.pass(60);
		}
		assertThatNoException().isThrownBy(() -> this.limit.admit("someone"));
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
