package io.nagare.ticket.assignment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TableDemand;

/**
 * Demands that a routing table, where it says how a person is chosen, says a known way.
 */
@Component
class RoutingTablesDemand implements TableDemand {

	/** What is no word is worked out when it is needed. */
	private static final Pattern WORD = Pattern.compile("\\w*");

	@Override
	public Set<String> tables() {
		return Set.of("incident-routing", "request-routing");
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of("request-routing", Map.of("type", "", "category", ""));
	}

	@Override
	public Map<String, Columns> read() {
		Columns columns = Columns.needed("team").or("assignment");
		return tables().stream().collect(Collectors.toMap((table) -> table, (table) -> columns));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		return tables().stream()
			.sorted()
			.flatMap((table) -> tables.rows(table)
				.stream()
				.map((row) -> row.getOrDefault("assignment", "").strip())
				.filter((word) -> WORD.matcher(word).matches() && AssignmentMethod.of(word).isEmpty())
				.distinct()
				.map((word) -> Refusal.Detail.of(tables.place(table), "unknown_assignment", word,
						String.join(", ", AssignmentMethod.words()))))
			.toList();
	}

}
