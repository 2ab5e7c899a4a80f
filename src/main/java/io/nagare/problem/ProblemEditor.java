package io.nagare.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.IfMatch;
import io.nagare.ticket.TicketActions;

/**
 * A PATCH of a problem. What it says of the problem itself is written, another priority
 * for a reason only; a status performs the one open action that leads there, with
 * everything else as its fields.
 */
@Component
@Transactional
public class ProblemEditor {

	private final ProblemManagement problems;

	private final TicketActions actions;

	ProblemEditor(ProblemManagement problems, TicketActions actions) {
		this.problems = problems;
		this.actions = actions;
	}

	/** Changes what the fields say, all of it or nothing. */
	public void patch(UUID id, ProblemFields fields, IfMatch ifMatch) {
		Problem problem = this.problems.takeForEdit(id, ifMatch);
		if (fields.saysAnything()) {
			this.problems.edit(problem, fields);
		}
		Map<String, @Nullable Object> others = new LinkedHashMap<>(fields.others());
		fields.priority().ifPresent((priority) -> this.actions.override(problem, priority, others));
		this.actions.performSaid(problem, others, Map.of());
	}

}
