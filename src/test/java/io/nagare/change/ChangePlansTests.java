package io.nagare.change;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.Plans;
import io.nagare.Statements;
import io.nagare.directory.DemoPeople;

import static org.assertj.core.api.Assertions.assertThat;

/** What is few among many changes is found by an index that has nothing else. */
@NagareTest
class ChangePlansTests {

	@Autowired
	private Changing changing;

	@Autowired
	private ChangeRepository changes;

	@Autowired
	private DemoPeople people;

	@Autowired
	private Plans plans;

	private List<String> indexes(String table, List<String> statements) {
		List<String> asked = statements.stream().filter((statement) -> statement.contains(table)).toList();
		assertThat(asked).isNotEmpty();
		return asked.stream()
			.flatMap((statement) -> this.plans.of(statement).findValuesAsText("Index Name").stream())
			.distinct()
			.toList();
	}

	@Test
	void countsPastFailuresAmongFailuresOnly() {
		String id = this.changing.requested("ci_ids", List.of(this.changing.newItem()));
		List<String> statements = Statements.of(() -> this.changing.does("agent1", id, "submit"));
		assertThat(indexes("count(*) FROM changes", statements)).contains("idx_changes_failures");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void looksForOpenRoundsAmongOpenOnesOnly() {
		List<String> statements = Statements
			.of(() -> this.people.as("manager", () -> this.changes.withOpenRounds().size()));
		assertThat(indexes("from change_rounds", statements)).containsExactly("idx_change_rounds_open");
	}

}
