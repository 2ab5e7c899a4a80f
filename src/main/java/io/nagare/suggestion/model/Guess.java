package io.nagare.suggestion.model;

import java.util.List;

/**
 * What a model takes for right.
 *
 * @param confidence how likely it is right, from 0 to 1
 * @param terms the words that speak for it more than for others, the strongest first
 */
public record Guess(String answer, double confidence, List<String> terms) {
}
