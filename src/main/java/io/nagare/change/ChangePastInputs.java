package io.nagare.change;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.workflow.PastInputs;

/** What assessed changes asked the tables of those who decide. */
@Component
class ChangePastInputs implements PastInputs {

	private static final String ASSESSED = """
			SELECT c.change_type AS type, c.risk, t.number, t.created_at FROM changes c JOIN tickets_view t ON t.id = c.id
			 WHERE c.risk IS NOT NULL
			""";

	private static final List<String> INPUTS = List.of("type", "risk");

	@Override
	public List<PastTable> tables() {
		return List.of(new PastTable("change-authority", INPUTS, ASSESSED),
				new PastTable("change-vote", INPUTS, ASSESSED));
	}

}
