package io.nagare.ticket;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A type of ticket, such as incidents: what is special about it where all tickets are
 * served alike. It is registered once with {@link TicketTypes}; what the product ships is
 * a bean.
 */
public interface TicketType {

	/** The type in the singular, as in {@link Ticket#kind()}. */
	String kind();

	/** The word of its path in the API, such as {@code incidents}. */
	String path();

	/**
	 * The decision table whose output {@code priority} lists the words of its priority,
	 * the highest first.
	 */
	String priorityTable();

	/**
	 * The ticket as it is now, as the type's lists show it. Its caller has checked who
	 * asks.
	 */
	Object view(UUID ticketId);

	/** What its forms show and offer beyond what every ticket has. */
	default Map<String, Object> formContext(UUID ticketId) {
		return Map.of();
	}

	/**
	 * Whom its models name in {@code actors} and {@code excluded}, beyond those of every
	 * ticket: those people, by the word, such as {@code implementers}.
	 */
	default Map<String, Function<Ticket, Set<UUID>>> actors() {
		return Map.of();
	}

	/**
	 * Whom a confidential ticket concerns beside its reporter, its assignee and its team,
	 * such as those who vote on it: SQL of the ids of the tickets that concern the user
	 * {@code :me} of the tenant {@code :tenant}.
	 */
	default Optional<String> concerning() {
		return Optional.empty();
	}

	/** Whether its service levels look at who reported it. */
	default boolean isAgreedWithReporter() {
		return true;
	}

}
