package io.nagare.incident;

import java.util.ArrayList;
import java.util.List;

import io.nagare.rules.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What the rules in {@code rules/incident/priority-modifiers.drl} see of an incident
 * whose priority the table has just decided, and what they say to it. Steps add up, a
 * floor holds for the sum of them, and nothing passes the top; so it does not matter
 * which rule fires first.
 */
@Fact
public final class PriorityCase {

	private final boolean reporterVip;

	private final int highestTier;

	private final @Nullable String rootCategory;

	private final List<String> scale;

	private final int decided;

	private int steps;

	private int floor;

	private final List<String> raised = new ArrayList<>();

	private @Nullable String floorReason;

	/**
	 * @param reporterVip whether the reporter is a very important person
	 * @param highestTier the tier of the most important CI concerned: 1 is the most
	 * important there is, 0 stands for no CI
	 * @param rootCategory the name of the category at the top of the incident's; null for
	 * none
	 * @param priority what the table decided
	 * @param scale all priorities of the table, the highest first
	 * @throws IllegalArgumentException if the priority is not on the scale
	 */
	public PriorityCase(boolean reporterVip, int highestTier, @Nullable String rootCategory, String priority,
			List<String> scale) {
		this.reporterVip = reporterVip;
		this.highestTier = highestTier;
		this.rootCategory = rootCategory;
		this.scale = List.copyOf(scale);
		this.decided = this.scale.indexOf(priority);
		if (this.decided < 0) {
			throw new IllegalArgumentException("The priority " + priority + " is not one of " + scale);
		}
		this.floor = this.scale.size() - 1;
	}

	public boolean reporterVip() {
		return this.reporterVip;
	}

	/** 1 is the most important tier; 0 stands for no CI. */
	public int highestTier() {
		return this.highestTier;
	}

	public @Nullable String rootCategory() {
		return this.rootCategory;
	}

	/**
	 * Raises the priority by one step of the scale.
	 * @param reason for people, {@code 日本語 / English}
	 */
	public void raise(String reason) {
		this.steps++;
		this.raised.add(reason);
	}

	/**
	 * Lets the priority not end below the given one. A word that the scale lacks means
	 * nothing here: another table was deployed.
	 * @param reason for people, {@code 日本語 / English}
	 */
	public void atLeast(String priority, String reason) {
		int rank = this.scale.indexOf(priority);
		if (rank >= 0 && rank < this.floor) {
			this.floor = rank;
			this.floorReason = reason;
		}
	}

	/** The priority after all the rules. */
	public String priority() {
		return this.scale.get(Math.min(stepped(), this.floor));
	}

	/**
	 * Why the priority is not the one the table decided; empty where it is.
	 * @return each {@code 日本語 / English}
	 */
	public List<String> reasons() {
		List<String> reasons = new ArrayList<>((this.decided > 0) ? this.raised : List.of());
		if (this.floorReason != null && this.floor < stepped()) {
			reasons.add(this.floorReason);
		}
		return reasons;
	}

	private int stepped() {
		return Math.max(0, this.decided - this.steps);
	}

}
