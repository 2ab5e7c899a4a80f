package io.nagare.workflow.internal.door;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets a program wait for work rather than ask again and again. Each that waits holds a
 * thread of the web server, so that only some may; the others are answered at once, as is
 * everybody once the node stops.
 */
@Component
class LongPolling implements SmartLifecycle {

	/** Programs that wait at a node at one time; the web server has 200 threads. */
	static final int PLACES = 32;

	/** Whoever wants to wait longer asks again. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final Semaphore places = new Semaphore(PLACES);

	private volatile CountDownLatch stopped = new CountDownLatch(1);

	/**
	 * What is found now, or as soon as there is something.
	 * @param wait how long to wait for it
	 * @param isDue whether it is worth looking again; asked twice a second, so it is
	 * cheap
	 * @return empty where nothing came in time
	 */
	<T> List<T> poll(Duration wait, BooleanSupplier isDue, Supplier<List<T>> find) {
		List<T> found = find.get();
		if (!found.isEmpty() || wait.isZero() || !this.places.tryAcquire()) {
			return found;
		}
		try {
			long begun = System.nanoTime();
			long most = Math.min(wait.toNanos(), LONGEST.toNanos());
			while (found.isEmpty() && System.nanoTime() - begun < most && !pause()) {
				found = isDue.getAsBoolean() ? find.get() : found;
			}
			return found;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return found;
		}
		finally {
			this.places.release();
		}
	}

	/** Whether the node stops. */
	private boolean pause() throws InterruptedException {
		return this.stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void start() {
		this.stopped = new CountDownLatch(1);
	}

	@Override
	public void stop() {
		this.stopped.countDown();
	}

	@Override
	public boolean isRunning() {
		return this.stopped.getCount() > 0;
	}

}
