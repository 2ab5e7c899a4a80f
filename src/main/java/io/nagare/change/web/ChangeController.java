package io.nagare.change.web;

import io.nagare.change.calendar.Schedule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.change.RiskPreviewService;

/** What only changes have. */
@RestController
@Tag(name = "Changes")
@RequestMapping("/api/v1/changes")
class ChangeController {

	private final Schedule schedule;

	private final RiskPreviewService risks;

	ChangeController(Schedule schedule, RiskPreviewService risks) {
		this.schedule = schedule;
		this.risks = risks;
	}

	@GetMapping("/{id}/conflicts")
	@Operation(summary = "Everything that speaks against the change in its window, and the next window that is free")
	Schedule.Objections conflicts(@PathVariable String id) {
		return this.schedule.conflicts(id);
	}

	@PostMapping("/{id}/risk-preview")
	@Operation(summary = "Rates the risk of the change with another plan by its tables; nothing is changed")
	RiskPreviewService.RiskPreview previewRisk(@PathVariable String id,
			@Valid @RequestBody RiskPreviewService.PlanDraft plan) {
		return this.risks.preview(id, plan);
	}

}
