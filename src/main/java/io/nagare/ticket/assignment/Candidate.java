package io.nagare.ticket.assignment;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Somebody of a team who may be chosen.
 *
 * @param user who it is
 * @param open how many of the team's tickets the person has open
 * @param weight what the person has open in all teams, the more urgent weighing more
 * @param capacity how many of the team's the person is given at most; null: any
 * @param given when the person was last given something, or took it; null: never
 * @param timesChosen how often the person was chosen in the team
 */
record Candidate(UUID user, int open, int weight, @Nullable Integer capacity, @Nullable Instant given,
		long timesChosen) {

	boolean hasRoom() {
		return this.capacity == null || this.open < this.capacity;
	}

}
