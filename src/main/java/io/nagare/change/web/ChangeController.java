package io.nagare.change.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.change.ChangeDetails;
import io.nagare.change.ChangeEditor;
import io.nagare.change.ChangeFields;
import io.nagare.change.ChangeManagement;
import io.nagare.change.Changes;
import io.nagare.change.ChangeView;
import io.nagare.change.Conflict;
import io.nagare.change.Schedule;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.ticket.TicketFilter;
import io.nagare.ticket.TicketReads;
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
	Paged<ChangeView> list(@RequestParam(required = false) @Nullable List<String> status,
			@RequestParam(required = false) @Nullable List<String> priority,
			@RequestParam(required = false) @Nullable List<String> phase,
			@RequestParam(name = "sla_state", required = false) @Nullable List<String> slaState,
			@RequestParam(name = "assignee_id", required = false) @Nullable UUID assigneeId,
			@RequestParam(name = "team_id", required = false) @Nullable UUID teamId,
			@RequestParam(name = "category_id", required = false) @Nullable UUID categoryId,
			@RequestParam(name = "reporter_id", required = false) @Nullable UUID reporterId,
			@RequestParam(name = "ci_id", required = false) @Nullable UUID ciId,
			@RequestParam(name = "created_after", required = false) @Nullable Instant createdAfter,
			@RequestParam(name = "created_before", required = false) @Nullable Instant createdBefore,
			@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable String cursor) {
		return this.changes.page(
				new TicketFilter(status, priority, phase, slaState, assigneeId, teamId, categoryId, reporterId, ciId,
						createdAfter, createdBefore, q),
				PageQuery.of(page, limit, sort, cursor, TicketReads.sortable()));
	}

	@GetMapping("/{id}")
	@Operation(summary = "Shows a change with all that hangs on it, by id or number")
	ChangeDetails.Detail one(@PathVariable String id) {
		return this.details.detail(id);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes fields; a status performs the one open action that leads there")
	ChangeDetails.Detail patch(@PathVariable String id, @Valid @RequestBody ChangeFields fields, IfMatch ifMatch) {
		UUID change = this.tickets.idOf(id, "id");
		this.editor.patch(change, fields, ifMatch);
		return this.details.view(change);
	}

	@GetMapping("/{id}/conflicts")
	@Operation(summary = "Everything that speaks against the change in its window, of every kind, with both sides")
	List<Conflict> conflicts(@PathVariable String id) {
		return this.schedule.conflicts(id);
	}

}
