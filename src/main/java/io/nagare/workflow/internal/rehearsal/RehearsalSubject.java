package io.nagare.workflow.internal.rehearsal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

	/** The model in force. Inside a command of the engine. */
	RehearsedModel inForce();

	/** The changed one. Inside a command of the engine. */
	RehearsedModel changed();

	/** What a case asked, in words for people. */
	Map<String, String> told(PastCase one);

	/**
	 * How many tickets, or clocks, an answer makes what they become.
	 * @return empty where nothing is counted
	 */
	default Map<Outcome, Integer> counted(PastCase one, List<Map<String, String>> answer) {
		return Map.of();
	}

	/** Finds what in files can be rehearsed. */
	interface Finder {

		/**
		 * The first that can.
		 * @param wanted key of the model that is meant; null for any
		 * @param locale in which it is told
		 */
		Optional<RehearsalSubject> in(Map<String, byte[]> files, @Nullable String wanted, Locale locale);

		/** The keys of all models that can be rehearsed. */
		List<String> keys();

	}

}
