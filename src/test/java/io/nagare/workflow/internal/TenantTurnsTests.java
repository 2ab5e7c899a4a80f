package io.nagare.workflow.internal;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Who asks for much waits for himself. */
class TenantTurnsTests {

	private static final TenantId MANY = new TenantId(UUID.randomUUID(), "many");

	private static final TenantId ONE = new TenantId(UUID.randomUUID(), "one");

	private final TenantTurns turns = new TenantTurns("turns");

	private final List<String> done = new CopyOnWriteArrayList<>();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch gate = new CountDownLatch(1);

	@AfterEach
	void ends() {
		this.gate.countDown();
		this.turns.shutdown();
	}

	private void asks(TenantId tenant, String what) {
		Tenancy.as(tenant, () -> {
			this.turns.demandRoom();
			this.turns.later(() -> this.done.add(what + " " + Tenancy.require().slug()));
		});
	}

	private void oneIsAtWork() throws InterruptedException {
		Tenancy.as(MANY, () -> this.turns.later(() -> {
			this.begun.countDown();
			try {
				this.gate.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}));
		this.begun.await();
	}

	@Test
	void takeTurns() throws InterruptedException {
		oneIsAtWork();
		asks(MANY, "1");
		asks(MANY, "2");
		asks(MANY, "3");
		asks(ONE, "4");
		this.gate.countDown();
		await().untilAsserted(() -> assertThat(this.done).containsExactly("1 many", "4 one", "2 many", "3 many"));
	}

	@Test
	void refuseOneAndNotTheOthers() throws InterruptedException {
		oneIsAtWork();
		for (int i = 0; i < TenantTurns.MOST_OF_ONE; i++) {
			asks(MANY, "x");
		}
		assertThatThrownBy(() -> asks(MANY, "y")).isInstanceOf(Refusal.class);
		asks(ONE, "z");
		this.gate.countDown();
		await().untilAsserted(() -> assertThat(this.done).contains("z one").hasSize(TenantTurns.MOST_OF_ONE + 1));
	}

}
