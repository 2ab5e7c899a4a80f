package io.nagare.approval.web;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.approval.WaitingDecisions;

/** What waits for a person's own word. */
@RestController
@Tag(name = "Decisions")
@RequestMapping("/api/v1/decisions")
class DecisionController {

	private final WaitingDecisions decisions;

	DecisionController(WaitingDecisions decisions) {
		this.decisions = decisions;
	}

	@GetMapping
	@Operation(
			summary = "Lists what waits for the caller's own decision on tickets of every type, as theirs or for whom "
					+ "they stand in: votes, approvals, reviews; the soonest due first")
	List<WaitingDecisions.WaitingDecision> listDecisions() {
		return this.decisions.all();
	}

}
