package io.nagare.sla;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.nagare.rules.Fact;
import org.jspecify.annotations.Nullable;

/**
 * A clock as the tables have it, for the rules of {@code rules/sla/adjustments.drl}.
 * Targets and shortenings work in any order of the rules.
 */
@Fact
public final class SlaAdjustment {

	private static final int WHOLE = 100;

	private final String practice;

	private final String priority;

	private final @Nullable String category;

	private final int tier;

	private final boolean vip;

	private final boolean major;

	private final String clock;

	private final String definition;

	private final Duration decided;

	private final List<Duration> targets = new ArrayList<>();

	private final List<Integer> shares = new ArrayList<>();

	private String calendar;

	private Set<String> pausesOn;

	/**
	 * @param practice the ticket's kind, such as {@code incident}
	 * @param priority a word of the priority table
	 * @param category the name of the category at the top of the ticket's; null for none
	 * @param tier the tier of the most important CI concerned: 1 is the most important
	 * there is, 0 stands for no CI
	 * @param vip whether the reporter is a very important person
	 * @param major whether the ticket is a major incident
	 * @param clock {@code response}, {@code resolution}, {@code ola} or {@code uc}
	 * @param definition the key of the definition that applies
	 * @param minutes the target that the table decided, in business minutes above 0
	 * @param calendar the key of the calendar that the table decided
	 * @param pausesOn the reasons of a hold that stop the clock
	 */
	public SlaAdjustment(String practice, String priority, @Nullable String category, int tier, boolean vip,
			boolean major, String clock, String definition, long minutes, String calendar, Set<String> pausesOn) {
		this.practice = practice;
		this.priority = priority;
		this.category = category;
		this.tier = tier;
		this.vip = vip;
		this.major = major;
		this.clock = clock;
		this.definition = definition;
		this.decided = Duration.ofMinutes(minutes);
		this.calendar = calendar;
		this.pausesOn = new TreeSet<>(pausesOn);
	}

	public String practice() {
		return this.practice;
	}

	public String priority() {
		return this.priority;
	}

	public @Nullable String category() {
		return this.category;
	}

	/** 1 is the most important tier; 0 stands for no CI. */
	public int tier() {
		return this.tier;
	}

	public boolean vip() {
		return this.vip;
	}

	public boolean major() {
		return this.major;
	}

	/** {@code response}, {@code resolution}, {@code ola} or {@code uc}. */
	public String clock() {
		return this.clock;
	}

	/** The key of the definition that applies. */
	public String definition() {
		return this.definition;
	}

	/**
	 * Lets the clock run by another calendar. Where several rules say so, the last one
	 * holds.
	 */
	public void useCalendar(String key) {
		this.calendar = key;
	}

	/** Lets no hold stop the clock. */
	public void neverPause() {
		this.pausesOn = Set.of();
	}

	/**
	 * Shortens the target to so many hundredths; what several rules say is multiplied.
	 * @param percent 1 to 100
	 * @throws IllegalArgumentException for any other
	 */
	public void shorten(int percent) {
		if (percent < 1 || percent > WHOLE) {
			throw new IllegalArgumentException("Shorten to 1 to 100 percent, not " + percent);
		}
		this.shares.add(percent);
	}

	/**
	 * Puts a target in the place of the table's; of several the shortest holds.
	 * @param minutes business minutes, more than 0
	 * @throws IllegalArgumentException for any other
	 */
	public void target(int minutes) {
		if (minutes < 1) {
			throw new IllegalArgumentException("A target has at least a minute, not " + minutes);
		}
		this.targets.add(Duration.ofMinutes(minutes));
	}

	/** The business time after all the rules. */
	public Duration target() {
		Duration target = this.targets.stream().min(Duration::compareTo).orElse(this.decided);
		for (int share : this.shares) {
			target = target.multipliedBy(share).dividedBy(WHOLE);
		}
		return target;
	}

	/** The key of the calendar after all the rules. */
	public String calendar() {
		return this.calendar;
	}

	/** The reasons of a hold that stop the clock, after all the rules. */
	public Set<String> pausesOn() {
		return this.pausesOn;
	}

}
