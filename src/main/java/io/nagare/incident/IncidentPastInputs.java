package io.nagare.incident;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.workflow.PastInputs;

/** What incidents asked the table of their priority. */
@Component
class IncidentPastInputs implements PastInputs {

	private static final String PRIORITY = """
			SELECT i.impact, i.urgency, t.number, t.created_at FROM incidents i JOIN tickets_view t ON t.id = i.id
			""";

	@Override
	public List<PastTable> tables() {
		return List.of(new PastTable(Priorities.TABLE, List.of("impact", "urgency"), PRIORITY));
	}

}
