package io.nagare.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketActions;

/**
 * A PATCH of a problem. What it says of the problem itself is written; a status performs
 * the one open action that leads there, with everything else as its fields.
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
		Map<String, Object> given = given(fields.others());
		Object status = given.remove("status");
		if (status != null && !(status instanceof String)) {
			throw Refusal.invalid("status", "wrong_type", "string");
		}
		if (status != null && !status.equals(problem.status())) {
			this.actions.performLeadingTo(problem, (String) status, given);
		}
		else if (given.containsKey("assignee_id") || given.containsKey("team_id")) {
			this.actions.performGiving(problem, given);
		}
		else if (!given.isEmpty()) {
			throw Refusal
				.invalid(given.keySet().stream().map((key) -> Refusal.Detail.of(key, "unknown_field")).toList());
		}
	}

	/** Nothing here can be emptied, and what is silently dropped is found much later. */
	private static Map<String, Object> given(Map<String, @Nullable Object> others) {
		List<Refusal.Detail> empty = others.entrySet()
			.stream()
			.filter((field) -> field.getValue() == null)
			.map((field) -> Refusal.Detail.of(field.getKey(), "required"))
			.toList();
		if (!empty.isEmpty()) {
			throw Refusal.invalid(empty);
		}
		Map<String, Object> given = new LinkedHashMap<>();
		others.forEach((key, value) -> {
			if (value != null) {
				given.put(key, value);
			}
		});
		return given;
	}

}
