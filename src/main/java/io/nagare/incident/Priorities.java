package io.nagare.incident;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.workflow.Decisions;

/**
 * The words of impact, urgency and priority, as the deployed table has them, highest
 * first.
 */
@Component
public class Priorities {

	static final String TABLE = "incident-priority";

	private final Decisions decisions;

	private final Directory directory;

	Priorities(Decisions decisions, Directory directory) {
		this.decisions = decisions;
		this.directory = directory;
	}

	List<String> priorities() {
		return this.decisions.allowedValues(TABLE, Ticket.PRIORITY);
	}

	List<String> impacts() {
		return this.decisions.allowedValues(TABLE, Incident.IMPACT);
	}

	List<String> urgencies() {
		return this.decisions.allowedValues(TABLE, Incident.URGENCY);
	}

	/** What the table gives for the incident; empty where it does not know its words. */
	Optional<String> decide(Incident incident) {
		Map<String, @Nullable Object> inputs = this.directory.tableInputs(incident.place());
		inputs.put(Incident.IMPACT, incident.impact());
		inputs.put(Incident.URGENCY, incident.urgency());
		return Optional.ofNullable(this.decisions.evaluate(TABLE, inputs).get(Ticket.PRIORITY)).map(Object::toString);
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
