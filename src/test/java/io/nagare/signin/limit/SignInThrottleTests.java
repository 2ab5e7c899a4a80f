package io.nagare.signin.limit;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.nagare.shared.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SignInThrottleTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T00:00:00Z"));

	private final SignInThrottle throttle = new SignInThrottle(this.now::get);

	@Test
	void doublesTheWaitWithEachFailure() {
		fail("agent1", "10.0.0.1", 5);
		refuses("agent1", "10.0.0.1");
		pass(1);
		admits("agent1", "10.0.0.1");
		fail("agent1", "10.0.0.1", 1);
		pass(1);
		refuses("AGENT1", "10.0.0.1");
		pass(1);
		admits("agent1", "10.0.0.1");
		fail("agent1", "10.0.0.1", 30);
		pass(14 * 60);
		refuses("agent1", "10.0.0.1");
		pass(60);
		admits("agent1", "10.0.0.1");
	}

	@Test
	void letsTheOwnerInFromElsewhere() {
		fail("agent1", "10.0.0.1", 20);
		admits("agent1", "10.0.0.2");
		admits("agent2", "10.0.0.1");
	}

	@Test
	void forgetsFailuresWithASuccess() {
		fail("agent1", "10.0.0.1", 4);
		this.throttle.succeeded("agent1", "10.0.0.1");
		fail("agent1", "10.0.0.1", 4);
		admits("agent1", "10.0.0.1");
	}

	@Test
	void slowsDownManyAddressesThatTryOneAccountButNeverForLong() {
		IntStream.range(0, 100).forEach((i) -> fail("agent1", "10.0.1." + i, 1));
		refuses("agent1", "10.0.0.1");
		admits("agent2", "10.0.0.1");
		pass(30);
		admits("agent1", "10.0.0.1");
	}

	@Test
	void doesNotMindFailuresElsewhereWhereTheOwnerIsKnown() {
		this.throttle.succeeded("agent1", "10.0.0.1");
		IntStream.range(0, 100).forEach((i) -> fail("agent1", "10.0.1." + i, 1));
		admits("AGENT1", "10.0.0.1");
		refuses("agent1", "10.0.0.2");
		fail("agent1", "10.0.0.1", 5);
		refuses("agent1", "10.0.0.1");
	}

	@Test
	void stopsOneAddressThatTriesManyAccounts() {
		IntStream.range(0, 200).forEach((i) -> fail("user" + i, "10.0.0.1", 1));
		refuses("agent1", "10.0.0.1");
	}

	private void fail(String account, String address, int times) {
		IntStream.range(0, times).forEach((i) -> this.throttle.failed(account, address));
	}

	private void pass(long seconds) {
		this.now.updateAndGet((instant) -> instant.plusSeconds(seconds));
	}

	private void admits(String account, String address) {
		assertThatNoException().isThrownBy(() -> this.throttle.admit(account, address));
	}

	private void refuses(String account, String address) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.throttle.admit(account, address))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.RATE_LIMITED);
	}

}
