package io.nagare.change.web;

import io.nagare.change.calendar.Schedule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What only changes have. */
@RestController
@Tag(name = "Changes")
@RequestMapping("/api/v1/changes")
class ChangeController {

	private final Schedule schedule;

	ChangeController(Schedule schedule) {
		this.schedule = schedule;
	}

	@GetMapping("/{id}/conflicts")
	@Operation(summary = "Everything that speaks against the change in its window, and the next window that is free")
	Schedule.Objections conflicts(@PathVariable String id) {
		return this.schedule.conflicts(id);
	}

}
