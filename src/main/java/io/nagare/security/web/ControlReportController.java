package io.nagare.security.web;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.CurrentCaller;
import io.nagare.security.ControlReport;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Cells;

/** The report on internal control, as a file for a spreadsheet. */
@RestController
@RequestMapping("/api/v1/audit/control-report")
@Tag(name = "Audit")
class ControlReportController {

	private static final String CSV = "text/csv;charset=UTF-8";

	private final ControlReport report;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	ControlReportController(ControlReport report, CurrentCaller callers, ApplicationEventPublisher events) {
		this.report = report;
		this.callers = callers;
		this.events = events;
	}

	@GetMapping
	@Operation(
			summary = "Changes with who asked for, approved and made them, rights given and taken, models and rules put in force, and the log's seal",
			responses = @ApiResponse(responseCode = "200", description = "The file",
					content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
	ResponseEntity<byte[]> reportOnControl(@RequestParam Instant from, @RequestParam Instant to) throws IOException {
		this.callers.requireMember().demand("audit:read");
		List<ControlReport.Line> lines = new ArrayList<>(this.report.lines(from, to));
		this.events.publishEvent(new ReportTaken(from, to));
		lines.add(this.report.seal());
		StringWriter file = new StringWriter().append('\ufeff');
		CSVPrinter printer = new CSVPrinter(file, CSVFormat.EXCEL);
		printer.printRecord("section", "at", "subject", "what", "asked_by", "approved_by", "done_by", "remark");
		for (ControlReport.Line line : lines) {
			printer.printRecord(line.section(), line.at(), line.subject(), Cells.harmless(line.what()), line.askedBy(),
					line.approvedBy(), Cells.harmless(line.doneBy()), Cells.harmless(line.remark()));
		}
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_TYPE, CSV)
			.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"control-report.csv\"")
			.body(file.toString().getBytes(StandardCharsets.UTF_8));
	}

	/** Somebody took the report on a period home. */
	private record ReportTaken(Instant from, Instant to) implements AuditableEvent {

		@Override
		public String action() {
			return "audit.control_reported";
		}

		@Override
		public String entityType() {
			return "audit_log";
		}

		@Override
		public @Nullable String entityId() {
			return null;
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("from", this.from.toString(), "to", this.to.toString());
		}

	}

}
