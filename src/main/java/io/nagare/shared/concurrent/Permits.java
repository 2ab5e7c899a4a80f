package io.nagare.shared.concurrent;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for places among others, for a while. */
public final class Permits {

	private Permits() {
	}

	/**
	 * Takes so many, as soon as they are free.
	 * @param patience how long to wait at most
	 * @return false where they were not free by then, or whoever waits was interrupted
	 */
	public static boolean areTaken(Semaphore places, int permits, Duration patience) {
		try {
			return places.tryAcquire(permits, Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
