package io.nagare.change;

import java.util.List;

/**
 * How risky a change is: likelihood times impact, each from 1 to 5, in three levels.
 *
 * @param likelihood how probable it is that the change goes wrong
 * @param impact how bad that would be
 */
public record Risk(int likelihood, int impact) {

	static final String LOW = "low";

	static final String MEDIUM = "medium";

	public static final String HIGH = "high";

	private static final List<String> LEVELS = List.of(LOW, MEDIUM, HIGH);

	private static final int MOST = 5;

	private static final int LOW_UP_TO = 6;

	private static final int HIGH_FROM = 15;

	public Risk {
		if (likelihood < 1 || likelihood > MOST || impact < 1 || impact > MOST) {
			throw new IllegalArgumentException("A risk of " + likelihood + " × " + impact + " is not on the scale");
		}
	}

	/** Whether a level is above another. */
	static boolean isAbove(String level, String other) {
		return LEVELS.indexOf(level) > LEVELS.indexOf(other);
	}

	int score() {
		return this.likelihood * this.impact;
	}

	String level() {
		return (score() <= LOW_UP_TO) ? LOW : (score() < HIGH_FROM) ? MEDIUM : HIGH;
	}

}
