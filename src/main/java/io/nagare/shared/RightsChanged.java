package io.nagare.shared;

/**
 * Somebody's rights, or what proves them, change with the running transaction: what other
 * nodes remember of them is old once it has committed.
 */
public record RightsChanged() {
}
