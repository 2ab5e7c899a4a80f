package io.nagare.workflow;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a decision table said, and by which of its rules, for the record.
 *
 * @param table key of the table
 * @param version counts the deployments of the table
 * @param rules ids of the rules that fitted
 * @param rows what they gave, in the table's order: outputs by name
 */
public record Decision(String table, int version, List<String> rules, List<Map<String, @Nullable Object>> rows) {
}
