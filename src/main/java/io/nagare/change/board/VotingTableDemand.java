package io.nagare.change.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TableDemand;

/** Finds shares in the table of votes by which no board could ever decide. */
@Component
class VotingTableDemand implements TableDemand {

	@Override
	public Set<String> tables() {
		return Set.of(VotingPolicy.TABLE);
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		List<Refusal.Detail> findings = new ArrayList<>();
		for (Map<String, String> row : tables.rows(VotingPolicy.TABLE)) {
			for (String column : List.of("quorum", "majority")) {
				String share = row.getOrDefault(column, "");
				if (!isShare(share)) {
					findings.add(Refusal.Detail.of(tables.place(VotingPolicy.TABLE), "unknown_share", share));
				}
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
