package io.nagare.shared.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnQueueTests {

	private final UUID busy = UUID.randomUUID();

	private final UUID quiet = UUID.randomUUID();

	private final List<String> done = new ArrayList<>();

	@Test
	void servesEachTenantAndWithinItEachPersonInTurn() {
		TurnQueue queue = new TurnQueue(2);
		UUID loud = UUID.randomUUID();
		UUID calm = UUID.randomUUID();
		for (String piece : List.of("a1", "a2", "a3")) {
			queue.add(this.busy, loud, () -> this.done.add(piece));
		}
		queue.add(this.busy, calm, () -> this.done.add("b1"));
		queue.add(this.quiet, calm, () -> this.done.add("c1"));
		queue.work();
		assertThat(this.done).containsExactly("a1", "c1", "b1", "a2", "a3");
	}

	@Test
	void leavesAThreadToTheOthersWhileOneTenantKeepsItsOwnBusy() throws Exception {
		TurnQueue queue = new TurnQueue(2);
		ExecutorService threads = Executors.newFixedThreadPool(3);
		CountDownLatch begun = new CountDownLatch(2);
		CountDownLatch ends = new CountDownLatch(1);
		CountDownLatch all = new CountDownLatch(5);
		try {
			for (int piece = 0; piece < 5; piece++) {
				queue.add(this.busy, this.busy, () -> {
					begun.countDown();
					waitFor(ends);
					all.countDown();
				});
				threads.execute(queue::work);
			}
			assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
			CountDownLatch heard = new CountDownLatch(1);
			queue.add(this.quiet, this.quiet, heard::countDown);
			threads.execute(queue::work);
			assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(all.getCount()).isEqualTo(5);
			ends.countDown();
			assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			ends.countDown();
			threads.shutdownNow();
		}
	}

	@Test
	void goesOnAfterAPieceThatFails() {
		TurnQueue queue = new TurnQueue(1);
		queue.add(this.busy, this.busy, () -> {
			throw new IllegalStateException("fails");
		});
		queue.add(this.busy, this.busy, () -> this.done.add("next"));
		queue.work();
		assertThat(this.done).containsExactly("next");
	}

	private static void waitFor(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
