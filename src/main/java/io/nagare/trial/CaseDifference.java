package io.nagare.trial;

import org.jspecify.annotations.Nullable;

/**
 * Something that comes of a case otherwise by changed models.
 *
 * @param step the number of the step, from 1; 0 for the report; null for what is so at
 * the end
 * @param rule a stable word for what sort of difference it is
 * @param loosens whether less is asked, told or checked than before
 * @param message the sentence
 */
public record CaseDifference(@Nullable Integer step, String rule, boolean loosens, String message) {
}
