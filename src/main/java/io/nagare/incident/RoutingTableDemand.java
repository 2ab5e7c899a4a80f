package io.nagare.incident;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.ticket.assignment.AssignmentMethod;
import io.nagare.workflow.TableDemand;

/**
 * Demands that the routing table, where it says how a person is chosen, says a known way.
 */
@Component
class RoutingTableDemand implements TableDemand {

	static final String ROUTING = "incident-routing";

	/** What is no word is worked out when it is needed. */
	private static final Pattern WORD = Pattern.compile("\\w*");

	@Override
	public Set<String> tables() {
		return Set.of(ROUTING);
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		return tables.rows(ROUTING)
			.stream()
			.map((row) -> row.getOrDefault("assignment", "").strip())
			.filter((word) -> WORD.matcher(word).matches() && AssignmentMethod.of(word).isEmpty())
			.distinct()
			.map((word) -> Refusal.Detail.of(tables.place(ROUTING), "unknown_assignment", word,
					String.join(", ", AssignmentMethod.words())))
			.toList();
	}

}
