package io.nagare.incident.major;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nagare.rules.Fact;

/**
 * What the rules in {@code rules/incident/major-incident.drl} see of an incident, and
 * what they say to it. They propose; a manager decides.
 */
@Fact
public final class MajorIncidentCase {

	private final String priority;

	private final boolean topOfScale;

	private final boolean tierOneCi;

	private final int incidentsOnOneCi;

	private final List<String> reasons = new ArrayList<>();

	/**
	 * @param priority the incident's priority, a word of the deployed table
	 * @param topOfScale whether there is no higher priority
	 * @param tierOneCi whether a CI of tier 1 is concerned
	 * @param incidentsOnOneCi how many incidents of the last 30 minutes name the same CI,
	 * this one included; of several CIs the one with the most, 0 without CI
	 */
	public MajorIncidentCase(String priority, boolean topOfScale, boolean tierOneCi, int incidentsOnOneCi) {
		this.priority = priority;
		this.topOfScale = topOfScale;
		this.tierOneCi = tierOneCi;
		this.incidentsOnOneCi = incidentsOnOneCi;
	}

	/** A word of the deployed table; rules had better ask {@link #topOfScale()}. */
	public String priority() {
		return this.priority;
	}

	/** Whether there is no higher priority, whatever its name. */
	public boolean topOfScale() {
		return this.topOfScale;
	}

	public boolean tierOneCi() {
		return this.tierOneCi;
	}

	/** Within the last 30 minutes, this incident included. */
	public int incidentsOnOneCi() {
		return this.incidentsOnOneCi;
	}

	/**
	 * Proposes the incident as a major one.
	 * @param reason for people, {@code 日本語 / English}
	 */
	public void propose(String reason) {
		this.reasons.add(reason);
	}

	/** Why the incident is proposed as a major one; empty where it is not. */
	public Optional<String> proposal() {
		return this.reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", this.reasons));
	}

}
