package io.nagare.workforce.roster;

import java.time.Instant;
import java.util.UUID;

/**
 * A time in which somebody's turn of a layer is.
 *
 * @param layer counted from 0
 * @param userId whose turn it is
 * @param swapped whether the person took it from another
 * @param absent whether the person is away or no longer in the team, so that nobody of
 * the layer is there
 */
public record DutyShift(int layer, UUID userId, Instant from, Instant to, boolean swapped, boolean absent) {

	DutyShift within(Instant from, Instant to, boolean absent) {
		return new DutyShift(this.layer, this.userId, from, to, this.swapped, this.absent || absent);
	}

	boolean overlaps(Instant from, Instant to) {
		return this.from.isBefore(to) && from.isBefore(this.to);
	}

	/** Whether the other goes on where this ends. */
	boolean goesOnAs(DutyShift next) {
		return this.to.equals(next.from) && this.layer == next.layer && this.userId.equals(next.userId)
				&& this.swapped == next.swapped && this.absent == next.absent;
	}

}
