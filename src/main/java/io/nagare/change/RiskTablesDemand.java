package io.nagare.change;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TableDemand;

/** The tables that rate a change answer numbers from 1 to 5. */
@Component
class RiskTablesDemand implements TableDemand {

	/** By the tables, the columns that answer. */
	private static final Map<String, String> RATED = Map.of("change-likelihood", "likelihood", "change-impact",
			"impact");

	/** What is no number is worked out when it is needed. */
	private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

	private static final Pattern RATING = Pattern.compile("[1-5]");

	@Override
	public Set<String> tables() {
		return RATED.keySet();
	}

	@Override
	public Map<String, Columns> read() {
		return RATED.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (rated) -> Columns.needed(rated.getValue())));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		return RATED.entrySet()
			.stream()
			.flatMap((rated) -> tables.rows(rated.getKey())
				.stream()
				.map((row) -> row.getOrDefault(rated.getValue(), ""))
				.filter((cell) -> NUMBER.matcher(cell).matches() && !RATING.matcher(cell).matches())
				.distinct()
				.map((cell) -> Refusal.Detail.of(tables.place(rated.getKey()), "unknown_rating", cell)))
			.toList();
	}

}
