package io.nagare.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nagare.sla.SlaCase;

/** What a practice adds to its tickets where all practices are served alike. */
public interface Practice {

	/** The practice in the singular, as in {@link Ticket#kind()}. */
	String kind();

	/** The word of its path in the API, such as {@code incidents}. */
	String path();

	/**
	 * The ticket as it is now, as the practice's lists show it. Its caller has checked
	 * who asks.
	 */
	Object view(UUID ticketId);

	/** What the rules look at to tell what was agreed for each of the tickets. */
	List<SlaCase> slaCases(Collection<UUID> ticketIds);

	/** What its forms show and offer beyond what every ticket has. */
	Map<String, Object> formContext(UUID ticketId);

	/** Raises the ticket's priority by a step, where there is one above it. */
	void raisePriority(UUID ticketId, String reason);

	/** Gives the ticket to a team, at the step where it is. */
	void handOver(UUID ticketId, UUID team, String reason);

	/**
	 * The words by which the practice's models name people in {@code actors} and
	 * {@code excluded}, beyond those of every ticket, such as {@code implementers}.
	 */
	default Set<String> actorWords() {
		return Set.of();
	}

	/**
	 * Whether the user is one of those that one of the {@link #actorWords} names; false
	 * for any other word.
	 */
	default boolean isActor(String word, UUID user, UUID ticketId) {
		return false;
	}

	/**
	 * Whether somebody decided to leave the ticket as it is for now, so that nobody
	 * should begin to wait for it.
	 */
	default boolean isShelved(UUID ticketId) {
		return false;
	}

	/**
	 * Whom a confidential ticket concerns beside its reporter, its assignee and its team,
	 * such as those who vote on it: SQL of the ids of the tickets that concern the user
	 * {@code :me} of the tenant {@code :tenant}.
	 */
	default Optional<String> concerning() {
		return Optional.empty();
	}

}
