package io.nagare.server;

import java.util.concurrent.TimeUnit;

/** What counts as too slow. */
final class Pace {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final long head;

	private final long patience;

	private final long bytesPerSecond;

	private final long takenPerSecond;

	Pace(BoundsProperties properties) {
		this.head = properties.headersWithin().toNanos();
		this.patience = properties.bodyWithin().toNanos();
		this.bytesPerSecond = properties.slowestRate().toBytes();
		this.takenPerSecond = properties.slowestReader().toBytes();
	}

	boolean isTooLongForHead(long nanos) {
		return nanos > this.head;
	}

	/** Whether so many bytes should have passed earlier. */
	boolean isTooLong(long nanos, long bytes) {
		return nanos > this.patience + bytes * SECOND / this.bytesPerSecond;
	}

	/** Whether so many bytes should have been taken earlier. */
	boolean isTooLongForAnswer(long nanos, long bytes) {
		return nanos > this.patience + bytes * SECOND / this.takenPerSecond;
	}

	/** Whether it is not worth waiting for what nobody will read any more. */
	boolean isTooLongForRest(long nanos) {
		return nanos > this.patience;
	}

}
