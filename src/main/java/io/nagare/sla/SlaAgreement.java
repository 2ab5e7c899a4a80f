package io.nagare.sla;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What was agreed for one clock.
 *
 * @param kind what the clock measures
 * @param definition the word of the table {@code sla-definitions}
 * @param target business time of the calendar
 * @param calendar key of the calendar it runs by
 * @param calendarVersion the calendar's state
 * @param pausesOn the hold reasons that pause it
 * @param team whose clock it is; null but for an OLA
 * @param decision which rules said so and of what, as JSON
 */
record SlaAgreement(ClockKind kind, String definition, Duration target, String calendar, long calendarVersion,
		Set<String> pausesOn, @Nullable UUID team, String decision) {

	/** Whether a clock would run alike by the other. */
	boolean equivalentTo(SlaAgreement other) {
		return this.definition.equals(other.definition) && this.target.equals(other.target)
				&& this.calendar.equals(other.calendar) && this.calendarVersion == other.calendarVersion
				&& this.pausesOn.equals(other.pausesOn);
	}

	/** Whether the same is agreed, be it that the calendar has changed since. */
	boolean sameTerms(SlaAgreement other) {
		return equivalentTo(other.by(other.calendar, this.calendarVersion));
	}

	SlaAgreement by(String calendar, long version) {
		return new SlaAgreement(this.kind, this.definition, this.target, calendar, version, this.pausesOn, this.team,
				this.decision);
	}

	SlaAgreement of(UUID team) {
		return new SlaAgreement(this.kind, this.definition, this.target, this.calendar, this.calendarVersion,
				this.pausesOn, team, this.decision);
	}

	SlaAgreement within(Duration target) {
		return new SlaAgreement(this.kind, this.definition, target, this.calendar, this.calendarVersion, this.pausesOn,
				this.team, this.decision);
	}

}
