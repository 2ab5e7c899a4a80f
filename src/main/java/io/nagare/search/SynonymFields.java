package io.nagare.search;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of a group of words that mean the same.
 *
 * @param words each a word or several
 * @param isActive whether searches heed them; they do where it is absent
 */
public record SynonymFields(@NotNull @Size(min = 2, max = 20) List<@NotBlank @Size(max = LONGEST_WORD) String> words,
		@Nullable Boolean isActive) {

	/** A search takes no longer word. */
	static final int LONGEST_WORD = 64;

}
