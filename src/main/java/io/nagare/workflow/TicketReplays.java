package io.nagare.workflow;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Lets tickets that have ended go their way once more, by the models in force and by
 * changed ones, as whoever can try models knows it. Nothing of that stays.
 */
public interface TicketReplays {

	/**
	 * What the changed files are compared with, on behalf of the current caller.
	 * @param locale in which differences are told
	 */
	Replay of(Map<String, byte[]> files, Locale locale);

	/** Changed files beside the models in force. */
	interface Replay {

		/**
		 * The courses of tickets of the bound tenant that have ended, equal ones
		 * together, what most took first.
		 * @param processes keys of the processes that they went through
		 * @param from tickets reported since then
		 * @param to tickets reported before then
		 */
		List<PastCourse> courses(Collection<String> processes, Instant from, Instant to);

		/** Lets one ticket of each course go its way twice, and tells what came of it. */
		void compare(List<PastCourse> courses, Listener listener);

	}

	/** Is told what came of courses. */
	interface Listener {

		/**
		 * What came of a course.
		 * @param before how it went by the models in force
		 * @param after how it went by the changed ones, and every difference
		 * @return whether others are still wanted
		 */
		boolean compared(PastCourse course, List<Map<String, String>> before, List<Map<String, String>> after);

	}

	/**
	 * A course.
	 *
	 * @param latest the last ticket that took it
	 * @param told its actions, in words for people
	 * @param tickets how many took it
	 * @param numbers the latest ten of them
	 */
	record PastCourse(UUID latest, String told, int tickets, List<String> numbers) {
	}

}
