package io.nagare.trial;

import java.time.Instant;
import java.util.UUID;

/**
 * The course of a ticket by which changed models are tried, without anything that says
 * whose it was.
 *
 * @param name what its owner calls it
 * @param process key of the process that the ticket began
 * @param course what happens
 * @param whole whether it goes to the end of the ticket, and not only as far as the
 * models in force could follow
 * @param recordedAt when the ticket began: times in the course count from then
 */
public record ModelCase(UUID id, String name, String process, NewTrial course, boolean whole, Instant recordedAt,
		Instant createdAt) {
}
