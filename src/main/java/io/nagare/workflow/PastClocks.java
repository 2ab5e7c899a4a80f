package io.nagare.workflow;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What past clocks asked the table of targets, and how long they ran, as whoever keeps
 * them knows it, so that a changed table can be asked the same.
 */
public interface PastClocks {

	/** Key of the table. */
	String table();

	/**
	 * Tells the clocks of the bound tenant that stopped, of tickets reported in a time,
	 * the latest first. They are read a few at a time, and none is kept.
	 * @param from since then
	 * @param to before then
	 */
	void tell(Instant from, Instant to, Consumer<PastClock> listener);

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
