package io.nagare.suggestion;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A trained version, and how it did with tickets that it had not learnt from.
 *
 * @param field what it suggests
 * @param learnt how many closed tickets it learnt from
 * @param heldOut how many later ones it was tried with
 * @param correct of how many of these its best guess was right
 * @param mostFrequent of how many whoever always says the most frequent would be right
 * @param present of how many the version was right that was in use then; null where there
 * was none. It may have learnt from some of them
 * @param said of how many it was sure enough to say it
 * @param saidCorrect of how many of these it was right
 * @param doubt by how much its confidence missed on average
 * @param outcome {@code in_use}, {@code replaced} by a later one, {@code no_better} than
 * the most frequent, or {@code worse} than the version in use
 * @param asked of how many new tickets it was asked since
 * @param answered of how many it said something, or would have
 * @param closed how many of these are closed by now
 * @param confirmed in how many of those it was so in the end
 */
public record SuggestionVersion(String field, int version, Instant trainedAt, int learnt, int heldOut, int correct,
		int mostFrequent, @Nullable Integer present, int said, int saidCorrect, double doubt, String outcome, int asked,
		int answered, int closed, int confirmed) {
}
