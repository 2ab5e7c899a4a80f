package io.nagare.workflow;

import java.util.Set;
import java.util.SortedSet;

/**
 * The words by which models name people in {@code actors} and {@code excluded}. Asked at
 * the gate, because a word that nobody knows would let nobody in and keep nobody out.
 */
public interface ActorWords {

	/**
	 * The words that a process may use: those of its practice, or of every practice where
	 * it belongs to none.
	 * @param process its key, which for the stages of a practice's process begins with
	 * the practice
	 */
	SortedSet<String> actorWords(String process);

	/** Whether tickets begin with the process, so that they end where it ends. */
	boolean beginsTickets(String process);

	/** The messages that the product sends to processes. */
	Set<String> messages();

}
