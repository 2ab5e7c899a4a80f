package io.nagare.incident.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.incident.major.ServiceStatusQueries;

/** How the services fare, for everybody who uses them. */
@RestController
@RequestMapping("/api/v1/service-status")
@Tag(name = "Incidents")
class ServiceStatusController {

	private final ServiceStatusQueries status;

	ServiceStatusController(ServiceStatusQueries status) {
		this.status = status;
	}

	@GetMapping
	@Operation(summary = "The services in use, and the major incidents under way that disrupt them")
	ServiceStatusQueries.ServiceStatus readServiceStatus() {
		return this.status.now();
	}

}
