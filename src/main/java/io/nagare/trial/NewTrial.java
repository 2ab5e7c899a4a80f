package io.nagare.trial;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen in a trial.
 *
 * @param kind the type of the ticket, such as {@code incident}
 * @param fields what is said of it, as when it is reported
 * @param by user name of who reports it; null for the caller where he may, else for the
 * first who may
 * @param steps what happens then, one after the other
 */
public record NewTrial(@NotBlank String kind, Map<String, Object> fields, @Nullable String by,
		@Nullable @Size(max = NewTrial.MOST_STEPS) List<@Valid Step> steps) {

	/** So many steps one trial has. */
	public static final int MOST_STEPS = 50;

	/** The steps; none where nothing was said. */
	List<Step> orderedSteps() {
		return (this.steps != null) ? this.steps : List.of();
	}

	/**
	 * One thing that happens: somebody does something, or a moment comes.
	 *
	 * @param action what is done
	 * @param element what waits for it in the model, where several tasks offer an action
	 * of one name
	 * @param fields what its form is filled in with
	 * @param by user name of who does it; null for the first who may
	 * @param timer the element of the model whose timer is due, in place of an action
	 */
	@Schema(name = "NewTrialStep")
	public record Step(@Nullable String action, @Nullable String element, @Nullable Map<String, Object> fields,
			@Nullable String by, @Nullable String timer) {
	}

}
