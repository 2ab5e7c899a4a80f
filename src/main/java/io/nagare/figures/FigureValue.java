package io.nagare.figures;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.WordOf;

/**
 * A figure and what it is made of.
 *
 * @param known whether there is anything it could be counted from
 * @param unit {@code seconds}, {@code share}, {@code number} or {@code count}
 * @param definition what exactly is counted
 * @param kind the kind of tickets
 * @param from the first moment of the period; null where it tells how things stand now
 * @param to the moment after its last
 * @param at the moment of which it tells; null for now, and for one of a period
 * @param asOf until when nothing that was committed is left out: when it was counted, or
 * a moment before
 * @param numerator what is divided: seconds, tickets, clocks or steps
 * @param denominator by what it is divided; null where nothing is divided
 * @param value the quotient; null where there is nothing to count
 * @param median of a mean; null for others, as the next
 * @param p90 what nine of ten do not exceed
 * @param by what tells the series apart; null without
 * @param seriesComplete whether the series holds all parts, and not the largest alone
 * @param series the same for each part
 * @param tickets where the tickets behind it are
 */
public record FigureValue(String name, boolean known, @Schema(allowableValues = {
		"seconds", "share", "number", "count" }) String unit, Label title, Label definition, @Nullable String kind,
		@Nullable Instant from, @Nullable Instant to, @Nullable Instant at, Instant asOf, @Nullable Long numerator,
		@Nullable Long denominator, @Nullable Double value, @Nullable Double median, @Nullable Double p90,
		@Nullable String by, boolean seriesComplete, List<Part> series, @Nullable String tickets){

	/**
	 * One part of a series.
	 *
	 * @param key what its tickets have in common; {@code none} for nothing
	 * @param label what people call that; the key itself where it is a word
	 * @param tickets where the tickets behind it are
	 */
	@Schema(name = "FigurePart")
	public record Part(String key, String label, long numerator, @Nullable Long denominator, @Nullable Double value,
			@Nullable Double median, @Nullable Double p90, String tickets) {
	}

	/**
	 * What there is to ask for.
	 *
	 * @param onlyThisKind whether there are no such figures of other kinds of tickets
	 * @param ofNow whether it tells how things stand, and not what happened in a period
	 * @param ofPast whether it can also tell how things stood at a moment
	 * @param by by what it can be told apart
	 */
	@Schema(name = "FigureEntry")
	public record Entry(String name, boolean known, String unit, Label title, Label definition, @Nullable String kind,
			boolean onlyThisKind, boolean ofNow, boolean ofPast, List<String> by) {
	}

	/**
	 * A ticket behind a figure.
	 *
	 * @param numerator what it adds to the numerator
	 * @param denominator what it adds to the denominator; null where nothing is divided
	 */
	@Schema(name = "FigureTicket")
	public record Ticket(UUID id, String kind, String number, String title, String status,
			@WordOf(Phase.class) String phase, String priority, Instant createdAt, long numerator,
			@Nullable Long denominator) {
	}

	/**
	 * What the platform was meant to bring, then and now.
	 *
	 * @param aim what is aimed at: {@code -0.6} for 60 % less than before, {@code 0.95}
	 * for a share
	 * @param relative whether it is measured by what it was before
	 * @param before the figure of the earlier period
	 * @param now the figure of the present one
	 * @param change how much more or less it is; null where one of them is not known
	 * @param reached whether the aim is reached; null where that is not known
	 */
	@Schema(name = "FigureAim")
	public record Aim(double aim, boolean relative, FigureValue before, FigureValue now, @Nullable Double change,
			@Nullable Boolean reached) {
	}

}
