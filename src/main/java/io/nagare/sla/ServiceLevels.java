package io.nagare.sla;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.nagare.workflow.Decisions;

/**
 * Tells what was agreed, as the deployed tables have it. Times are plain time on the
 * clock.
 */
@Component
public class ServiceLevels {

	private static final String TABLE = "sla-targets";

	private final Decisions decisions;

	ServiceLevels(Decisions decisions) {
		this.decisions = decisions;
	}

	/**
	 * The targets for tickets of a priority, by the bound tenant's table.
	 * @throws IllegalStateException naming table and value, where the table has no usable
	 * target: no deployment that passed the gate leaves a priority without one
	 */
	public Targets targets(String priority) {
		Map<String, @Nullable Object> row = this.decisions.evaluate(TABLE, Map.of("priority", priority));
		Targets targets = new Targets(minutes(row, "response_minutes", priority),
				minutes(row, "resolution_minutes", priority));
		if (targets.response().compareTo(targets.resolution()) > 0) {
			throw new IllegalStateException("Table " + TABLE + " lets priority \"" + priority
					+ "\" be resolved before somebody must respond: " + row);
		}
		return targets;
	}

	private static Duration minutes(Map<String, @Nullable Object> row, String column, String priority) {
		if (row.get(column) instanceof Number minutes && minutes.longValue() > 0) {
			return Duration.ofMinutes(minutes.longValue());
		}
		throw new IllegalStateException(
				"Table " + TABLE + " has no " + column + " above 0 for priority \"" + priority + "\": " + row);
	}

}
