package io.nagare.ticket.web;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.assignment.WorkloadQueries;

/** What the people of a team have to do. */
@RestController
@RequestMapping("/api/v1/teams/{id}/workload")
@Tag(name = "Teams")
class TeamWorkloadController {

	private final CurrentCaller callers;

	private final WorkloadQueries workloads;

	TeamWorkloadController(CurrentCaller callers, WorkloadQueries workloads) {
		this.callers = callers;
		this.workloads = workloads;
	}

	@GetMapping
	@Operation(summary = "What each member has open of the team's tickets, the most each is given, and who is away")
	List<WorkloadQueries.Workload> readWorkload(@PathVariable UUID id) {
		return this.workloads.of(this.callers.requireMember(), id);
	}

}
