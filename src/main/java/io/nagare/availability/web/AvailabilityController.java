package io.nagare.availability.web;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.availability.AvailabilityQueries;

/** How available the services were, for those who may read reports. */
@RestController
@Tag(name = "Figures")
@RequestMapping("/api/v1/figures/availability")
class AvailabilityController {

	private final AvailabilityQueries availability;

	AvailabilityController(AvailabilityQueries availability) {
		this.availability = availability;
	}

	@GetMapping
	@Operation(summary = "The availability of each service: of the agreed time, what was not down outside of announced "
			+ "maintenance")
	AvailabilityQueries.Availability readAvailability(@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to) {
		return this.availability.between(from, to);
	}

}
