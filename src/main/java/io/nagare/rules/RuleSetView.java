package io.nagare.rules;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A rule set as it works on this node.
 *
 * @param name folder and file without ending
 * @param version what works; 0 for the shipped one
 * @param approvedVersion what was approved last, 0 for none; another one than
 * {@code version} only where it does not compile any more since a release
 * @param drl the rules
 * @param examples the examples
 */
@Schema(name = "RuleSet")
public record RuleSetView(String name, int version, int approvedVersion, String drl, String examples) {
}
