package io.nagare.incident.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.incident.IncidentDetails;
import io.nagare.incident.IncidentEditor;
import io.nagare.incident.IncidentView;
import io.nagare.incident.Incidents;
import io.nagare.incident.ReportIncident;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Paged;
import io.nagare.ticket.TicketListing;

@RestController
@Tag(name = "Incidents")
@RequestMapping("/api/v1/incidents")
class IncidentController {

	private final IncidentEditor editor;

	private final Incidents incidents;

	private final IncidentDetails details;

	IncidentController(IncidentEditor editor, Incidents incidents, IncidentDetails details) {
		this.editor = editor;
		this.incidents = incidents;
		this.details = details;
	}

	@PostMapping
	@Operation(summary = "Reports an incident; its process has run to the first wait when the answer comes")
	ResponseEntity<IncidentView> report(@Valid @RequestBody IncidentCreate incident) {
		IncidentView reported = this.editor.report(incident.toReport());
		return ResponseEntity.created(URI.create("/api/v1/incidents/" + reported.ticket().id())).body(reported);
	}

	@GetMapping
	@Operation(summary = "Lists the incidents that the caller may read, newest first")
	Paged<IncidentView> list(@ParameterObject TicketListing listing) {
		return this.incidents.page(listing.filter(), listing.query());
	}

	@GetMapping("/{id}")
	@Operation(summary = "Shows an incident with all that hangs on it, by id or number")
	IncidentDetails.Detail one(@PathVariable String id) {
		return this.details.detail(id);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes fields; a status, assignee or team performs the one open action that leads there",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
					content = @Content(schema = @Schema(implementation = IncidentUpdate.class))))
	IncidentView patch(@PathVariable String id, @RequestBody Map<String, @Nullable Object> fields, IfMatch ifMatch) {
		return this.editor.patch(id, fields, ifMatch);
	}

	/**
	 * A report.
	 *
	 * @param priority what the reporter asks for; the table decides
	 */
	record IncidentCreate(@NotBlank @Size(max = 500) String title, @Nullable @Size(max = 100_000) String description,
			@NotNull String priority, @Nullable String impact, @Nullable String urgency, @Nullable UUID categoryId,
			@Nullable UUID assigneeId, @Nullable UUID reporterId, @Nullable @Size(max = 100) List<@NotNull UUID> ciIds,
			@Nullable @Pattern(regexp = "internal|confidential") String confidentiality) {

		ReportIncident toReport() {
			return new ReportIncident(this.title, this.description, this.priority, this.impact, this.urgency,
					this.categoryId, (this.ciIds != null) ? this.ciIds : List.of(), this.reporterId, this.assigneeId,
					"confidential".equals(this.confidentiality));
		}

	}

	/** What a PATCH may say; the fields of the action it performs are allowed too. */
	record IncidentUpdate(@Nullable String title, @Nullable String description, @Nullable String status,
			@Nullable String priority, @Nullable String impact, @Nullable String urgency, @Nullable UUID categoryId,
			@Nullable UUID assigneeId, @Nullable UUID teamId, @Nullable List<UUID> ciIds,
			@Nullable String confidentiality, @Nullable String resolution, @Nullable String resolutionCode,
			@Nullable String holdReason, @Nullable String comment, @Nullable String reason) {
	}

}
