package io.nagare.recurrence;

import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A date on which recurring work is to begin.
 *
 * @param ruleDay the rule's own day, by which the date is known
 * @param date the day it was planned for, which stays when it is moved
 * @param dueAt when it begins, or would have
 * @param state whether it is as planned, was moved, or is left out
 */
@Schema(name = "RecurringDate")
public record PlannedDate(@JsonIgnore LocalDate ruleDay, LocalDate date, Instant dueAt, @Schema(allowableValues = {
		PlannedDate.PLANNED, RecurringDate.MOVED, RecurringDate.SKIPPED }) String state){

	static final String PLANNED = "planned";

	static PlannedDate of(RecurringDate date) {
		return new PlannedDate(date.ruleDay(), date.day(), date.dueAt(), date.state());
	}

	@JsonIgnore
	boolean isMoved() {
		return this.state.equals(RecurringDate.MOVED);
	}

	@JsonIgnore
	boolean isSkipped() {
		return this.state.equals(RecurringDate.SKIPPED);
	}

}
