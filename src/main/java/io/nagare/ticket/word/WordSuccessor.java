package io.nagare.ticket.word;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What takes the place of a word.
 *
 * @param kind the type of tickets, such as {@code incident}
 * @param field {@code priority}, or another that the type's table of priorities looks at
 * @param word what tickets carry
 * @param successor what they carry afterwards, a word of the table in force
 */
@Schema(name = "WordSuccessor")
public record WordSuccessor(@NotBlank @Size(max = 50) String kind, @NotBlank @Size(max = 100) String field,
		@NotBlank @Size(max = 100) String word, @NotBlank @Size(max = 100) String successor) {

	@Override
	public String toString() {
		return this.kind + " " + this.field + ": " + this.word + " > " + this.successor;
	}

}
