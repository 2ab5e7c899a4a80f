package io.nagare.threshold.web;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.threshold.FigureAlert;
import io.nagare.threshold.FigureAlertQueries;

/** Which figures are beyond what the table of thresholds says. */
@RestController
@Tag(name = "Figures")
@RequestMapping("/api/v1/figure-alerts")
class FigureAlertController {

	private final FigureAlertQueries alerts;

	FigureAlertController(FigureAlertQueries alerts) {
		this.alerts = alerts;
	}

	@GetMapping
	@Operation(summary = "Lists the figures that are beyond a threshold, those of confidential tickets left out")
	List<FigureAlert> listFigureAlerts(
			@RequestParam(name = "include_over", defaultValue = "false") boolean includeOver) {
		return this.alerts.latest(includeOver);
	}

}
