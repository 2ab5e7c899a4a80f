package io.nagare.rules;

import java.util.List;

/**
 * What decided, for the record of a decision.
 *
 * @param ruleSet folder and file without ending
 * @param version the approved version; 0 for the rules that the product brings along
 * @param rules the names of the rules that fired, in that order
 */
public record FiredRules(String ruleSet, int version, List<String> rules) {
}
