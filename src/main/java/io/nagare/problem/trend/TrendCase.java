package io.nagare.problem.trend;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.nagare.rules.Fact;

/**
 * What the rules in {@code rules/problem/trend.drl} see of incidents that resemble one
 * another, and what they say to them.
 */
@Fact
public final class TrendCase {

	private final String name;

	private final int incidents;

	private @Nullable String reason;

	/**
	 * @param name of the category or configuration item that they have in common
	 * @param incidents how many were reported within the last 30 days, and after the last
	 * problem ended that was opened for such a trend, and have no problem behind them yet
	 */
	public TrendCase(String name, int incidents) {
		this.name = name;
		this.incidents = incidents;
	}

	/** Of the category or configuration item. */
	public String name() {
		return this.name;
	}

	/**
	 * Within the last 30 days and since the last problem of this trend, without those
	 * whose problem is known.
	 */
	public int incidents() {
		return this.incidents;
	}

	/**
	 * Proposes a problem.
	 * @param reason its title, {@code 日本語 / English}
	 */
	public void propose(String reason) {
		this.reason = reason;
	}

	/** Why there may be a problem; empty where there is none to see. */
	public Optional<String> proposal() {
		return Optional.ofNullable(this.reason);
	}

}
