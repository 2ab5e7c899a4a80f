package io.nagare.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.NagareTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Housekeeping goes on where the database's clock is set back. */
@NagareTest
class LocksOfLaterTests {

	@Autowired
	private LockProvider locks;

	@Autowired
	private LocksOfLater later;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void freesWhatWasLockedAtAMomentThatHasNotComeYet() {
		String name = "later-" + UUID.randomUUID();
		lock(name).orElseThrow().unlock();
		// as an hour before looks upon it
		this.jdbc.update("UPDATE shedlock SET locked_at = locked_at + interval '1 hour',"
				+ " lock_until = lock_until + interval '1 hour' WHERE name = ?", name);
		assertThat(lock(name)).isEmpty();
		this.later.free();
		this.jdbc.update("UPDATE shedlock SET lock_until = lock_until - interval '31 seconds' WHERE name = ?", name);
		lock(name).orElseThrow().unlock();
	}

	@Test
	void leavesWhatSomebodyHolds() {
		String name = "later-" + UUID.randomUUID();
		SimpleLock held = lock(name).orElseThrow();
		this.later.free();
		assertThat(lock(name)).isEmpty();
		held.unlock();
	}

	private Optional<SimpleLock> lock(String name) {
		return this.locks.lock(new LockConfiguration(Instant.now(), name, Duration.ofSeconds(30), Duration.ZERO));
	}

}
