package io.nagare.suggestion.model;

import java.util.Set;

/**
 * A ticket of which the right answer is known.
 *
 * @param terms the words of its text
 * @param answer what was right for it in the end
 */
public record Example(Set<String> terms, String answer) {
}
