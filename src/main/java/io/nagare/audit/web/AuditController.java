package io.nagare.audit.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.audit.AuditFilter;
import io.nagare.audit.AuditQueries;
import io.nagare.audit.AuditRow;
import io.nagare.audit.AuditSealService;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

/** Who did what. Tenants read their own log, the platform's administrators theirs. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit")
class AuditController {

	private static final String READ = "audit:read";

	private static final String LINES = "application/x-ndjson";

	private final AuditQueries reads;

	private final AuditSealService seals;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	private final ObjectMapper json;

	AuditController(AuditQueries reads, AuditSealService seals, CurrentCaller callers, ApplicationEventPublisher events,
			ObjectMapper json) {
		this.reads = reads;
		this.seals = seals;
		this.callers = callers;
		this.events = events;
		this.json = json;
	}

	@GetMapping
	@Operation(summary = "What was done, newest first, page by page with the cursor")
	Paged<AuditRow> listAuditLog(@RequestParam(name = "actor_id", required = false) @Nullable UUID actorId,
			@RequestParam(required = false) @Nullable String action,
			@RequestParam(name = "entity_type", required = false) @Nullable String entityType,
			@RequestParam(name = "entity_id", required = false) @Nullable String entityId,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor) {
		this.callers.require().demand(READ);
		return this.reads.page(new AuditFilter(actorId, action, entityType, entityId, from, to),
				PageQuery.of(null, limit, null, cursor, List.of()));
	}

	/** Itself on record: whoever takes the log home has seen it all. */
	@GetMapping(path = "/export")
	@Operation(summary = "The same as JSON lines, oldest first and in full",
			responses = @ApiResponse(responseCode = "200", description = "A row as JSON in each line",
					content = @Content(mediaType = LINES, schema = @Schema(implementation = AuditRow.class))))
	void exportAuditLog(@RequestParam(name = "actor_id", required = false) @Nullable UUID actorId,
			@RequestParam(required = false) @Nullable String action,
			@RequestParam(name = "entity_type", required = false) @Nullable String entityType,
			@RequestParam(name = "entity_id", required = false) @Nullable String entityId,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to, HttpServletResponse response) throws IOException {
		this.callers.require().demand(READ);
		AuditFilter filter = new AuditFilter(actorId, action, entityType, entityId, from, to);
		this.events.publishEvent(new Exported());
		response.setContentType(LINES);
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.ndjson\"");
		OutputStream out = response.getOutputStream();
		this.reads.each(filter, (row) -> write(out, row));
	}

	@GetMapping("/verification")
	@Operation(summary = "Reads the whole log and tells what was altered, removed or inserted since it was written")
	AuditSealService.Verification verifyAuditLog(@RequestParam(name = "known_seal",
			required = false) @Nullable @Pattern(regexp = "[0-9a-f]{64}") String knownSeal) {
		this.callers.require().demand(READ);
		return this.seals.verify(knownSeal);
	}

	private void write(OutputStream out, AuditRow row) {
		try {
			out.write(this.json.writeValueAsBytes(row));
			out.write('\n');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Somebody took the log home. */
	private record Exported() implements AuditableEvent {

		@Override
		public String action() {
			return "audit.exported";
		}

		@Override
		public String entityType() {
			return "audit_log";
		}

		@Override
		public @Nullable String entityId() {
			return null;
		}

	}

}
