package io.nagare.workflow.internal.rehearsal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.NagareTest;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.internal.rehearsal.PastCases.PastCase;
import io.nagare.workflow.internal.release.ModelReleases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who rehearses much waits for himself, not others for him. */
@NagareTest
class RehearsalTurnsTests {

	@Autowired
	private RehearsalTables tables;

	@Autowired
	private ModelChecks checks;

	@Autowired
	private ModelReleases releases;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private Tenants tenants;

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final CountDownLatch gate = new CountDownLatch(1);

	@Test
	void letsOthersHaveTheirTurnBetweenThePiecesOfALongOne() {
		Rehearsals rehearsals = new Rehearsals(this.tables, List.of(new Finder()), this.checks, this.releases,
				this.transactions);
		try {
			begin(rehearsals, "demo", "long");
			begin(rehearsals, "other", "short");
			this.gate.countDown();
			await().untilAsserted(() -> assertThat(this.asked).hasSize(6));
			assertThat(this.asked.indexOf("short")).as(this.asked.toString()).isLessThan(2);
		}
		finally {
			rehearsals.destroy();
		}
	}

	private void begin(Rehearsals rehearsals, String tenant, String key) {
		Tenancy.as(this.tenants.bySlug(tenant).orElseThrow(),
				() -> rehearsals.begin(Map.of(), key, false, Instant.EPOCH, Instant.now(), "owner"));
	}

	private final class Finder implements RehearsalSubject.Finder {

		@Override
		public List<RehearsalSubject> in(Map<String, byte[]> files, @Nullable String wanted, Locale locale) {
			return List.of(new Subject(String.valueOf(wanted)));
		}

		@Override
		public List<String> keys() {
			return List.of();
		}

	}

	private final class Subject implements RehearsalSubject {

		private final String key;

		Subject(String key) {
			this.key = key;
		}

		@Override
		public String key() {
			return this.key;
		}

		@Override
		public int atOnce() {
			return 1;
		}

		@Override
		public List<PastCase> cases(Instant from, Instant to) {
			PastCase one = new PastCase(Map.of(), 1, List.of(), PastCases.Ran.NOTHING);
			return Stream.generate(() -> one).limit(this.key.equals("long") ? 5 : 1).toList();
		}

		@Override
		public void compare(List<PastCase> past, Listener listener) {
			try {
				RehearsalTurnsTests.this.gate.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			past.forEach((one) -> {
				RehearsalTurnsTests.this.asked.add(this.key);
				listener.compared(one, List.of(), List.of());
			});
		}

		@Override
		public Map<String, String> told(PastCase one) {
			return Map.of();
		}

	}

}
