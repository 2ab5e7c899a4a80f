package io.nagare.suggestion;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.search.SimilarView;

/**
 * What may help with a text.
 *
 * @param fields what models are sure enough of; none of those that are switched off
 * @param similar tickets, known errors and articles about the same matter
 */
@Schema(name = "Suggestions")
public record SuggestionView(List<SuggestedValue> fields, SimilarView similar) {

	/**
	 * What a model takes for right.
	 *
	 * @param field {@code category_id}, {@code team_id}, {@code impact} or
	 * {@code urgency}
	 * @param value an id, or a word of the field
	 * @param name what people call it; null for words
	 * @param confidence how likely it is right, from 0 to 1
	 * @param words those of the text that speak for it, the strongest first
	 * @param version of the model
	 */
	public record SuggestedValue(String field, String value, @Nullable String name, double confidence,
			List<String> words, int version) {
	}

}
