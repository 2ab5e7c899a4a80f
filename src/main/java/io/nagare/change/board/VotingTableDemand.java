package io.nagare.change.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.workflow.TableDemand;

/**
 * Finds shares in the table of votes by which no board could ever decide, and vetoes that
 * nobody has.
 */
@Component
class VotingTableDemand implements TableDemand {

	/** Up to a year. */
	private static final Pattern HOURS = Pattern
		.compile("[1-9][0-9]{0,2}|[1-7][0-9]{3}|8[0-6][0-9]{2}|87[0-5][0-9]|8760");

	private final Directory directory;

	VotingTableDemand(Directory directory) {
		this.directory = directory;
	}

	@Override
	public Set<String> tables() {
		return Set.of(VotingPolicy.TABLE);
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of(VotingPolicy.TABLE, Map.of("type", "normal", "risk", "low"));
	}

	@Override
	public Map<String, Columns> read() {
		return Map.of(VotingPolicy.TABLE, Columns.needed("quorum", "majority", "hours").or("veto_role"));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		List<Refusal.Detail> findings = new ArrayList<>();
		SortedSet<String> roles = new TreeSet<>(this.directory.roles());
		for (Map<String, String> row : tables.rows(VotingPolicy.TABLE)) {
			for (String column : List.of("quorum", "majority")) {
				String share = row.getOrDefault(column, "");
				if (!isShare(share)) {
					findings.add(Refusal.Detail.of(tables.place(VotingPolicy.TABLE), "unknown_share", share));
				}
			}
			String hours = row.getOrDefault("hours", "");
			if (!HOURS.matcher(hours).matches()) {
				findings.add(Refusal.Detail.of(tables.place(VotingPolicy.TABLE), "unknown_hours", hours));
			}
			String veto = row.getOrDefault("veto_role", "");
			if (!veto.isEmpty() && !veto.equals("null") && !roles.contains(veto)) {
				findings.add(Refusal.Detail.of(tables.place(VotingPolicy.TABLE), "unknown_role", veto,
						String.join(", ", roles)));
			}
		}
		return findings.stream().distinct().toList();
	}

	private static boolean isShare(String share) {
		try {
			return Quota.parse(share).parts() > 0;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
