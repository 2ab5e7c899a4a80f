package io.nagare.signin.limit;

import java.util.stream.IntStream;

import io.nagare.AtOnce;
import io.nagare.signin.WithIdentity;
import io.nagare.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@WithIdentity
class SignInThrottleTests {

	@Autowired
	private SignInThrottle throttle;

	@Autowired
	private JdbcTemplate jdbc;

	@BeforeEach
	@AfterEach
	void forget() {
		this.jdbc.update("DELETE FROM sign_in_failures");
		this.jdbc.update("DELETE FROM sign_in_places");
	}

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

	@Test
	void keepsNoNames() {
		fail("agent1", "10.0.0.1", 1);
		this.throttle.succeeded("agent1", "10.0.0.2");
		assertThat(this.jdbc.queryForList("SELECT key FROM sign_in_failures UNION SELECT key FROM sign_in_places",
				String.class))
			.hasSize(4)
			.allMatch((key) -> key.matches("[0-9a-f]{64}"));
	}

	@Test
	void removesWhatIsForgiven() {
		fail("agent1", "10.0.0.1", 5);
		pass(59 * 60);
		this.throttle.removeOld();
		assertThat(this.jdbc.queryForObject("SELECT count(*) FROM sign_in_failures", Integer.class)).isEqualTo(3);
		pass(2 * 60);
		this.throttle.removeOld();
		assertThat(this.jdbc.queryForObject("SELECT count(*) FROM sign_in_failures", Integer.class)).isZero();
	}

	@Test
	void countsEachOfManyAtOnce() {
		AtOnce.all(8, (number) -> {
			fail("agent1", "10.0.0.1", 2);
			return number;
		});
		assertThat(this.jdbc.queryForObject("SELECT max(failures) FROM sign_in_failures", Integer.class)).isEqualTo(16);
	}

	private void fail(String account, String address, int times) {
		IntStream.range(0, times).forEach((i) -> this.throttle.failed(account, address));
	}

	private void pass(long seconds) {
		this.jdbc.update("""
				UPDATE sign_in_failures
				   SET until = until - make_interval(secs => ?), at = at - make_interval(secs => ?)
				""", seconds, seconds);
	}

	private void admits(String account, String address) {
		assertThatNoException().isThrownBy(() -> this.throttle.admit(account, address));
	}

	private void refuses(String account, String address) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.throttle.admit(account, address))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.RATE_LIMITED);
	}

}
