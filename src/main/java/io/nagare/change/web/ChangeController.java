package io.nagare.change.web;

import java.net.URI;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.change.ChangeDetails;
import io.nagare.change.ChangeEditor;
import io.nagare.change.ChangeFields;
import io.nagare.change.ChangeManagement;
import io.nagare.change.Changes;
import io.nagare.change.ChangeView;
import io.nagare.change.Schedule;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Paged;
import io.nagare.ticket.TicketListing;
import io.nagare.ticket.Tickets;

@RestController
@Tag(name = "Changes")
@RequestMapping("/api/v1/changes")
class ChangeController {

	private final ChangeManagement management;

	private final ChangeEditor editor;

	private final Changes changes;

	private final ChangeDetails details;

	private final Schedule schedule;

	private final Tickets tickets;

	ChangeController(ChangeManagement management, ChangeEditor editor, Changes changes, ChangeDetails details,
			Schedule schedule, Tickets tickets) {
		this.management = management;
		this.editor = editor;
		this.changes = changes;
		this.details = details;
		this.schedule = schedule;
		this.tickets = tickets;
	}

	@PostMapping
	@Operation(summary = "Requests a change; its process has run to the first wait when the answer comes")
	ResponseEntity<ChangeView> request(@Valid @RequestBody ChangeFields change) {
		UUID id = this.management.request(change);
		return ResponseEntity.created(URI.create("/api/v1/changes/" + id)).body(this.changes.one(id));
	}

	@GetMapping
	@Operation(summary = "Lists the changes that the caller may read, newest first")
	Paged<ChangeView> list(@ParameterObject TicketListing listing) {
		return this.changes.page(listing.filter(), listing.query());
	}

	@GetMapping("/{id}")
	@Operation(summary = "Shows a change with all that hangs on it, by id or number")
	ChangeDetails.Detail one(@PathVariable String id) {
		return this.details.detail(id);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes fields; a status performs the one open action that leads there")
	ChangeView patch(@PathVariable String id, @Valid @RequestBody ChangeFields fields, IfMatch ifMatch) {
		UUID change = this.tickets.idOf(id, "id");
		this.editor.patch(change, fields, ifMatch);
		return this.changes.one(change);
	}

	@GetMapping("/{id}/conflicts")
	@Operation(summary = "Everything that speaks against the change in its window, and the next window that is free")
	Schedule.Objections conflicts(@PathVariable String id) {
		return this.schedule.conflicts(id);
	}

}
