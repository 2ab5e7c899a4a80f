package io.nagare.sla;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A moment on the way of a clock at which somebody is told: shares of the target, half an
 * hour before its end, and its end.
 *
 * @param word {@code 50}, {@code 75}, {@code 90}, {@code 30m} or {@code breach}
 * @param time business time from the start
 */
record Milestone(String word, Duration time) {

	static final String BREACH = "breach";

	private static final int[] PERCENT = { 50, 75, 90 };

	private static final Duration SHORTLY = Duration.ofMinutes(30);

	/** The milestones of a target, in the order of the words. */
	static List<Milestone> of(Duration target) {
		List<Milestone> all = new ArrayList<>();
		for (int percent : PERCENT) {
			all.add(new Milestone(Integer.toString(percent), target.multipliedBy(percent).dividedBy(100)));
		}
		if (target.compareTo(SHORTLY) > 0) {
			all.add(new Milestone("30m", target.minus(SHORTLY)));
		}
		all.add(new Milestone(BREACH, target));
		return all;
	}

}
