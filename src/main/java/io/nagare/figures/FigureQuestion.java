package io.nagare.figures;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Of which tickets, in which period, told apart by what. Every part that is absent
 * narrows nothing.
 *
 * @param from the first moment of the period
 * @param to the moment after its last
 * @param kind the kind of tickets; null for that of the figure
 * @param teamId the teams that have the tickets now
 * @param service a configuration item that the tickets concern
 * @param model a process and its version as the figure tells them apart
 * @param by a word of {@link Dimension}
 * @param siteId the site where they arose, with all below it
 * @param departmentId the department where they arose, with all below it
 * @param at of which moment a figure of how things stand tells; null for now
 */
public record FigureQuestion(@Nullable Instant from, @Nullable Instant to, @Nullable String kind,
		@Nullable List<UUID> teamId, @Nullable List<UUID> categoryId, @Nullable List<String> priority,
		@Nullable UUID service, @Nullable String model, @Nullable String by, @Nullable UUID siteId,
		@Nullable UUID departmentId, @Nullable Instant at) {

	/** As things stand, or of a period. */
	public FigureQuestion(@Nullable Instant from, @Nullable Instant to, @Nullable String kind,
			@Nullable List<UUID> teamId, @Nullable List<UUID> categoryId, @Nullable List<String> priority,
			@Nullable UUID service, @Nullable String model, @Nullable String by, @Nullable UUID siteId,
			@Nullable UUID departmentId) {
		this(from, to, kind, teamId, categoryId, priority, service, model, by, siteId, departmentId, null);
	}

	/** Of tickets of all places. */
	public FigureQuestion(@Nullable Instant from, @Nullable Instant to, @Nullable String kind,
			@Nullable List<UUID> teamId, @Nullable List<UUID> categoryId, @Nullable List<String> priority,
			@Nullable UUID service, @Nullable String model, @Nullable String by) {
		this(from, to, kind, teamId, categoryId, priority, service, model, by, null, null);
	}

	/**
	 * The same of another period.
	 * @param apart a word of {@link Dimension}
	 */
	FigureQuestion during(Instant begin, Instant end, String apart) {
		return new FigureQuestion(begin, end, this.kind, this.teamId, this.categoryId, this.priority, this.service,
				this.model, apart, this.siteId, this.departmentId, null);
	}

}
