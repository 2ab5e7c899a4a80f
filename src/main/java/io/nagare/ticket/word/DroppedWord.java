package io.nagare.ticket.word;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * A word that open tickets carry and their table has no longer.
 *
 * @param kind the type of tickets, such as {@code incident}
 * @param field {@code priority}, or another that the type's table of priorities looks at
 * @param tickets how many
 * @param successor what the table of retired words says is used instead; null where it
 * says nothing, or a word that is no more itself
 * @param choices the words in force, the highest first
 */
@Schema(name = "DroppedWord")
public record DroppedWord(String kind, String field, String word, Label label, int tickets, @Nullable String successor,
		List<Choice> choices) {

	/** A word in force, with what people read for it. */
	@Schema(name = "DroppedWordChoice")
	public record Choice(String value, Label label) {
	}

}
