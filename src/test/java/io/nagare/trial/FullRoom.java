package io.nagare.trial;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.nagare.shared.Tenancy;

/** Others, who try something until it is closed. */
final class FullRoom implements AutoCloseable {

	private static final int PLACES = 2;

	private final CountDownLatch left = new CountDownLatch(1);

	private final List<CompletableFuture<?>> others;

	FullRoom(TrialRoom room) {
		this(room, TrialRoom.Purpose.TRIAL);
	}

	FullRoom(TrialRoom room, TrialRoom.Purpose purpose) {
		CountDownLatch here = new CountDownLatch(PLACES);
		this.others = Stream.<CompletableFuture<?>>generate(() -> CompletableFuture
			.supplyAsync(() -> Tenancy.asPlatform(() -> room.during(purpose, Duration.ofSeconds(30), () -> {
				here.countDown();
				return waited(this.left);
			})), (work) -> new Thread(work, "trial").start())).limit(PLACES).toList();
		waited(here);
	}

	private static boolean waited(CountDownLatch latch) {
		try {
			latch.await();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() {
		this.left.countDown();
		this.others.forEach(CompletableFuture::join);
	}

}
