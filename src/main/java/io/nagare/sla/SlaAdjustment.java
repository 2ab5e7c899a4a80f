package io.nagare.sla;

import java.time.Duration;
import java.util.Set;

import io.nagare.rules.Fact;
import org.jspecify.annotations.Nullable;

/** A clock as the tables have it, for the rules of {@code rules/sla/adjustments.drl}. */
@Fact
public final class SlaAdjustment {

	private final SlaCase ticket;

	private final ClockKind kind;

	private final String definition;

	private Duration target;

	private String calendar;

	private Set<String> pausesOn;

	SlaAdjustment(SlaCase ticket, ClockKind kind, String definition, Duration target, String calendar,
			Set<String> pausesOn) {
		this.ticket = ticket;
		this.kind = kind;
		this.definition = definition;
		this.target = target;
		this.calendar = calendar;
		this.pausesOn = pausesOn;
	}

	public String getPractice() {
		return this.ticket.practice();
	}

	public String getPriority() {
		return this.ticket.priority();
	}

	public @Nullable String getCategory() {
		return this.ticket.category();
	}

	/** 0 without a configuration item. */
	public int getTier() {
		return this.ticket.tier();
	}

	public boolean isVip() {
		return this.ticket.vip();
	}

	public boolean isMajor() {
		return this.ticket.major();
	}

	/** {@code response}, {@code resolution} or {@code ola}. */
	public String getClock() {
		return this.kind.word();
	}

	public String getDefinition() {
		return this.definition;
	}

	public long getMinutes() {
		return this.target.toMinutes();
	}

	public String getCalendar() {
		return this.calendar;
	}

	/** It runs by another calendar. */
	public void useCalendar(String key) {
		this.calendar = key;
	}

	/** No hold pauses it. */
	public void neverPause() {
		this.pausesOn = Set.of();
	}

	/**
	 * It gets a share of its time.
	 * @param percent 1 to 100
	 */
	public void shorten(int percent) {
		this.target = this.target.multipliedBy(percent).dividedBy(100);
	}

	/** It gets so many business minutes, above 0. */
	public void target(long minutes) {
		this.target = Duration.ofMinutes(minutes);
	}

	Duration target() {
		return this.target;
	}

	Set<String> pausesOn() {
		return this.pausesOn;
	}

}
