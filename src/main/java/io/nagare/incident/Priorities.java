package io.nagare.incident;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.Decisions;

/**
 * The words of impact, urgency and priority, as the deployed table has them, highest
 * first.
 */
@Component
public class Priorities {

	static final String TABLE = "incident-priority";

	private final Decisions decisions;

	Priorities(Decisions decisions) {
		this.decisions = decisions;
	}

	List<String> priorities() {
		return this.decisions.allowedValues(TABLE, "priority");
	}

	List<String> impacts() {
		return this.decisions.allowedValues(TABLE, "impact");
	}

	List<String> urgencies() {
		return this.decisions.allowedValues(TABLE, "urgency");
	}

	/** A priority's place; 0 is the highest. */
	int rank(String priority) {
		return Math.max(0, priorities().indexOf(priority));
	}

	public boolean isHighest(String priority) {
		return priorities().indexOf(priority) == 0;
	}

	/** The lowest impact, where a report names none. */
	String defaultImpact() {
		List<String> impacts = impacts();
		return impacts.get(impacts.size() - 1);
	}

	/**
	 * The urgency that a requested priority speaks of: the same word, else the same place
	 * in the order.
	 */
	String urgencyFor(String requestedPriority) {
		List<String> urgencies = urgencies();
		return urgencies.contains(requestedPriority) ? requestedPriority
				: urgencies.get(Math.min(rank(requestedPriority), urgencies.size() - 1));
	}

	/**
	 * A detail for a word that the table does not know.
	 * @return null where the word is known or absent
	 */
	static Refusal.@Nullable Detail unknown(String field, @Nullable String word, List<String> known) {
		return (word == null || known.contains(word)) ? null
				: Refusal.Detail.of(field, "not_a_choice", String.join(", ", known));
	}

}
