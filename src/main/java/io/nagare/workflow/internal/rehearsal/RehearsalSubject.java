package io.nagare.workflow.internal.rehearsal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.rehearsal.PastCases.Outcome;
import io.nagare.workflow.internal.rehearsal.PastCases.PastCase;

/**
 * What a rehearsal is about: a changed model beside the one in force, and what past
 * tickets asked of it.
 */
interface RehearsalSubject {

	/** Key of the model. */
	String key();

	/** What tickets reported in a time asked. Within a transaction. */
	List<PastCase> cases(Instant from, Instant to);

	/** So many cases it asks before others have their turn. */
	default int atOnce() {
		return 10_000;
	}

	/** Asks both versions what each case asked, until the listener wants no more. */
	void compare(List<PastCase> past, Listener listener);

	/** What a case asked, in words for people. */
	Map<String, String> told(PastCase one);

	/**
	 * How many tickets, or clocks, an answer makes what they become.
	 * @return empty where nothing is counted
	 */
	default Map<Outcome, Integer> counted(PastCase one, List<Map<String, String>> answer) {
		return Map.of();
	}

	/** Is told what both versions answer. */
	interface Listener {

		/** Returns whether more is wanted. */
		boolean compared(PastCase one, List<Map<String, String>> before, List<Map<String, String>> after);

		/** Asks one case after the other. Inside a command of the engine. */
		default void ask(List<PastCase> past, RehearsedModel inForce, RehearsedModel changed) {
			for (PastCase one : past) {
				if (!compared(one, inForce.answer(one.asked()), changed.answer(one.asked()))) {
					return;
				}
			}
		}

	}

	/** Finds what in files can be rehearsed. */
	interface Finder {

		/** Whether tickets go their way once more, which takes its time. */
		default boolean replays() {
			return false;
		}

		/**
		 * All that can.
		 * @param wanted key of the model that is meant; null for any
		 * @param locale in which it is told
		 */
		List<RehearsalSubject> in(Map<String, byte[]> files, @Nullable String wanted, Locale locale);

		/** The keys of all models that can be rehearsed. */
		List<String> keys();

	}

}
