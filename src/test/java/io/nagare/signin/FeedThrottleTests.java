package io.nagare.signin;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.cluster.CountExchange;
import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Who guesses addresses, and who asks all the time, has to wait. */
class FeedThrottleTests {

	private final FeedThrottle throttle = new FeedThrottle(new CountExchange(new JdbcTemplate()));

	@Test
	void stopsWhoGuessesButNobodyElse() {
		for (int i = 0; i < FeedThrottle.UNKNOWN; i++) {
			this.throttle.missed("192.0.2.1");
		}
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.throttle.missed("192.0.2.1"))
			.satisfies((refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RATE_LIMITED));
		assertThatNoException().isThrownBy(() -> this.throttle.missed("192.0.2.2"));
	}

	@Test
	void stopsAFeedThatIsReadAllTheTime() {
		for (int i = 0; i < FeedThrottle.READS; i++) {
			this.throttle.read("a");
		}
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.throttle.read("a"))
			.satisfies((refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RATE_LIMITED));
		assertThatNoException().isThrownBy(() -> this.throttle.read("b"));
	}

}
