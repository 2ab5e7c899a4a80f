package io.nagare.figures.forecast;

/**
 * How many clocks that had run for some share of their time were missed in the end: the
 * share of those still open then, as a life table has it. Steps of one percent.
 */
public final class BreachHistory {

	/** Nothing is said from fewer. */
	public static final int LEAST = 30;

	private static final int STEPS = 100;

	/** How many stopped in each step of their time; the last were missed. */
	private final long[] stopped = new long[STEPS + 1];

	/**
	 * Adds clocks that have stopped.
	 * @param step in which percent of its time a clock stopped; from 100 it was missed
	 */
	public void add(int step, long clocks) {
		this.stopped[Math.max(0, Math.min(step, STEPS))] += clocks;
	}

	/** All that were missed, among all. */
	public Chance chance() {
		return chance(0);
	}

	/**
	 * What became of those that had run so far.
	 * @param elapsed the share of the time, 1 for all of it
	 */
	public Chance chance(double elapsed) {
		long open = 0;
		for (int step = (int) Math.max(0, Math.min(elapsed * STEPS, STEPS)); step <= STEPS; step++) {
			open += this.stopped[step];
		}
		return new Chance(this.stopped[STEPS], open);
	}

	/**
	 * How often it came so.
	 *
	 * @param missed how many were missed
	 * @param of how many were open then
	 */
	public record Chance(long missed, long of) {

		/** Whether there are enough to say something. */
		public boolean isKnown() {
			return this.of >= LEAST;
		}

		/** Between 0 and 1. */
		public double value() {
			return (this.of != 0) ? (double) this.missed / this.of : 0;
		}

	}

}
