package io.nagare.ticket.oncall;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TableDemand;

/** Demands a time to answer that a person can keep, and a timer can hold. */
@Component
class OnCallTableDemand implements TableDemand {

	/** What is no number is worked out when it is needed. */
	private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");

	private static final Pattern MINUTES = Pattern.compile("[1-9][0-9]{0,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440");

	@Override
	public Set<String> tables() {
		return Set.of(OnCallService.TABLE);
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of(OnCallService.TABLE, Map.of("practice", "", "priority", "low", "hours", "inside", "round", 1));
	}

	@Override
	public Map<String, Columns> read() {
		return Map.of(OnCallService.TABLE, Columns.needed("minutes"));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		return tables.rows(OnCallService.TABLE)
			.stream()
			.map((row) -> row.getOrDefault("minutes", "").strip())
			.filter((cell) -> NUMBER.matcher(cell).matches() && !MINUTES.matcher(cell).matches())
			.distinct()
			.map((cell) -> Refusal.Detail.of(tables.place(OnCallService.TABLE), "call_minutes", cell))
			.toList();
	}

}
