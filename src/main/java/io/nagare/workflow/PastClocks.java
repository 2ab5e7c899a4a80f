package io.nagare.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What past clocks asked the table of targets, and how long they ran, as whoever keeps
 * them knows it, so that a changed table can be asked the same.
 */
public interface PastClocks {

	/** Key of the table. */
	String table();

	/**
	 * The clocks of the bound tenant that stopped, of tickets reported in a time.
	 * @param from since then
	 * @param to before then
	 */
	List<PastClock> clocks(Instant from, Instant to);

	/**
	 * A clock.
	 *
	 * @param asked the inputs of the table
	 * @param calendar key of the calendar it ran by
	 * @param ranSeconds business time until it stopped
	 * @param number of its ticket
	 */
	record PastClock(Map<String, String> asked, String calendar, long ranSeconds, String number) {
	}

}
