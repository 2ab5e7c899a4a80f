package io.nagare.api.error;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What every answer that is not a success looks like. */
@Schema(name = "Error")
public record ErrorBody(Problem error) {

	/**
	 * The reason.
	 *
	 * @param code a stable word for programs
	 * @param message a sentence for people, in the caller's language
	 * @param details what exactly is wrong, field by field
	 */
	@Schema(name = "ErrorProblem")
	record Problem(String code, String message, List<Detail> details) {
	}

	/**
	 * One thing that is wrong.
	 *
	 * @param field the field, parameter or header as the caller wrote it; null where none
	 * is at fault
	 * @param code a stable word for programs
	 * @param message a sentence for people, in the caller's language
	 */
	@Schema(name = "ErrorDetail")
	record Detail(@Nullable String field, String code, String message) {
	}

}
