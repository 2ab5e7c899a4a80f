package io.nagare.workflow;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

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

	/**
	 * The lists that forms of tickets may name by their {@code valuesKey}, beside those
	 * of the organisation.
	 */
	Set<String> lists();

	/**
	 * The fields that tickets which begin with the process have themselves, by their
	 * names in the API; none where what is reported decides which process it is.
	 */
	Set<String> saidFields(String process);

	/**
	 * How long those of the fields may be, in characters, that are texts. Where no
	 * process is named, those that every ticket has.
	 */
	Map<String, Integer> longestSaid(@Nullable String process);

}
