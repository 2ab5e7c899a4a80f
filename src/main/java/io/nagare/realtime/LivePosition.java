package io.nagare.realtime;

import java.time.Instant;
import java.util.Optional;

/**
 * How far somebody has heard: of all that transactions before one did, and of that one's
 * events up to one of them. What transactions after it did may be told anew.
 *
 * @param transaction the number of the first transaction of which something is still to
 * be heard
 * @param event its last event that was heard; 0 for none
 * @param at when that was
 */
record LivePosition(long transaction, long event, Instant at) {

	/** As the last event's id says it. */
	String text() {
		return this.transaction + "-" + this.event + "-" + this.at.toEpochMilli();
	}

	/** Empty for what is no position. */
	static Optional<LivePosition> of(String text) {
		String[] parts = text.strip().split("-", 3);
		try {
			return (parts.length == 3) ? Optional.of(new LivePosition(Long.parseLong(parts[0]),
					Long.parseLong(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2])))) : Optional.empty();
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

}
