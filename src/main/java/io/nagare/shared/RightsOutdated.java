package io.nagare.shared;

/**
 * Somebody's rights may have changed on any node, this one included: what is remembered
 * of them is to be forgotten.
 */
public record RightsOutdated() {
}
