package io.nagare.workplace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import io.nagare.figures.FigureQuestion;

/**
 * One figure of a dashboard.
 *
 * @param figure its name
 * @param by what tells it apart, such as {@code team} or {@code week}; null for one
 * number
 * @param kind the kind of tickets, such as {@code incident}; null for that of the figure
 * @param priority whose priority alone counts; null for all
 * @param teamId whose tickets alone count; null for all
 * @param categoryId what alone they are about; null for all
 */
public record DashboardCard(@NotBlank @Size(max = 64) String figure, @Nullable @Size(max = 64) String by,
		@Nullable @Size(max = 64) String kind, @Nullable @Size(max = 64) String priority, @Nullable UUID teamId,
		@Nullable UUID categoryId) {

	/** What is asked for it, in the usual period. */
	public FigureQuestion question() {
		return question(null, null);
	}

	/**
	 * What is asked for it.
	 * @param from the first moment of the period
	 * @param to the moment after its last
	 */
	public FigureQuestion question(@Nullable Instant from, @Nullable Instant to) {
		return new FigureQuestion(from, to, this.kind, one(this.teamId), one(this.categoryId), one(this.priority), null,
				null, this.by);
	}

	private static <T> @Nullable List<T> one(@Nullable T value) {
		return Optional.ofNullable(value).map(List::of).orElse(null);
	}

}
