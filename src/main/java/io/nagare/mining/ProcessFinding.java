package io.nagare.mining;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * Something about a process that is worth a look.
 *
 * @param name {@code long_wait}, {@code slow_team}, {@code repeated}, {@code not_drawn},
 * {@code unused}, or the name of a figure
 * @param title what it is called
 * @param definition what exactly is counted
 * @param element the element of the process that it is about; null for all of it
 * @param label what people call the element; null without one
 * @param team the name of the team that it is about; null for all teams
 * @param unit {@code share}, {@code seconds} or {@code number}
 * @param numerator what is divided
 * @param denominator by what it is divided
 * @param value the quotient
 * @param usual what {@code value} is for the others; null where nothing is compared
 * @param tickets where the tickets behind it are; null where there are none
 */
public record ProcessFinding(String name, Label title, Label definition, @Nullable String element,
		@Nullable Label label, @Nullable String team, @Schema(allowableValues = {
				"share", "seconds", "number" }) String unit,
		long numerator, long denominator, double value, @Nullable Double usual, @Nullable String tickets){
}
