package io.nagare.change;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time that begins at one moment and ends before another, so that windows
 * that only touch do not overlap.
 *
 * @param start its first moment
 * @param end the first moment after it
 */
record Window(Instant start, Instant end) {

	Window {
		if (!start.isBefore(end)) {
			throw new IllegalArgumentException("A window ends after it starts: " + start + ", " + end);
		}
	}

	boolean overlaps(Window other) {
		return this.start.isBefore(other.end) && other.start.isBefore(this.end);
	}

	Duration length() {
		return Duration.between(this.start, this.end);
	}

	/** What both have in common; they overlap. */
	Window intersection(Window other) {
		return new Window(this.start.isAfter(other.start) ? this.start : other.start,
				this.end.isBefore(other.end) ? this.end : other.end);
	}

}
