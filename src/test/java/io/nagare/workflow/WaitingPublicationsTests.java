package io.nagare.workflow;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.core.EventPublicationRegistry;

import io.nagare.NagareTest;

import static org.assertj.core.api.Assertions.assertThat;

/** However many events wait, a node reads some of them at a time. */
@NagareTest
class WaitingPublicationsTests {

	private static final Duration A_MINUTE = Duration.ofMinutes(1);

	private final String listener = "nobody." + UUID.randomUUID();

	@Autowired
	private EventPublicationRegistry registry;

	@Autowired
	private JdbcTemplate jdbc;

	@AfterEach
	void remove() {
		this.jdbc.update("DELETE FROM event_publication WHERE listener_id = ?", this.listener);
	}

	@Test
	void areTakenSomeAtATimeAndEachOnceAMinute() {
		int more = 100;
		this.jdbc
			.update("INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)"
					+ " SELECT gen_random_uuid(), ?, ?, '{\"text\": \"x\"}', '1970-01-01' FROM generate_series(1, ?)",
					this.listener, Happened.class.getName(), WaitingPublications.MOST + more);
		assertThat(this.registry.findIncompletePublicationsOlderThan(A_MINUTE)).hasSize(WaitingPublications.MOST)
			.allSatisfy((one) -> assertThat(one.getEvent()).isEqualTo(new Happened("x")));
		assertThat(ours()).isEqualTo(more);
		assertThat(ours()).isZero();
		assertThat(this.registry.findIncompletePublications()).isEmpty();
	}

	private long ours() {
		return this.registry.findIncompletePublicationsOlderThan(A_MINUTE)
			.stream()
			.filter((one) -> one.getTargetIdentifier().getValue().equals(this.listener))
			.count();
	}

	/** Something that nobody listens for. */
	record Happened(String text) {
	}

}
