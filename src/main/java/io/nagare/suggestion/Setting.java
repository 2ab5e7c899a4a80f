package io.nagare.suggestion;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the models may do with a field.
 *
 * @param field its name
 * @param mode {@code off}, {@code shadow}, {@code suggest} or {@code fill}
 * @param threshold how sure one must be to say anything, from 0.3 to 1
 */
@Schema(name = "SuggestionSetting")
public record Setting(String field, @Schema(allowableValues = {
		"off", "shadow", "suggest", "fill" }) String mode, double threshold){

	/** As sure one must be where nobody says otherwise. */
	static final double USUAL = 0.6;

}
