package io.nagare.reports.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.reports.ReportDocument;
import io.nagare.reports.ReportRenderer;
import io.nagare.reports.TicketExportService;
import io.nagare.reports.TicketReportService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.web.ForEveryType;

/** The report of a ticket of any type, and lists of them as files. */
@RestController
@ForEveryType
@Tag(name = "Reports")
@RequestMapping("/api/v1/{kind}")
class ReportController {

	static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

	static final Map<String, String> TYPES = Map.of("pdf", MediaType.APPLICATION_PDF_VALUE, "html",
			"text/html;charset=UTF-8", "xlsx", XLSX, "csv", "text/csv;charset=UTF-8");

	private final TicketReportService reports;

	private final ReportRenderer renderer;

	private final TicketExportService exports;

	ReportController(TicketReportService reports, ReportRenderer renderer, TicketExportService exports) {
		this.reports = reports;
		this.renderer = renderer;
		this.exports = exports;
	}

	@GetMapping("/{id}/report")
	@Operation(
			summary = "The report of the ticket: what, since when, whom it hit, timeline, cause, measures, prevention",
			responses = @ApiResponse(responseCode = "200", description = "The file",
					content = @Content(mediaType = MediaType.APPLICATION_PDF_VALUE,
							schema = @Schema(type = "string", format = "binary"))))
	ResponseEntity<byte[]> reportOfTicket(TicketType<?, ?> type, @PathVariable String id,
			@RequestParam(defaultValue = "pdf") @Pattern(regexp = "pdf|html|xlsx") String format,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "ja|en") String language, Locale accepted) {
		ReportDocument report = this.reports.of(type, id, locale(language, accepted));
		byte[] file = switch (format) {
			case "pdf" -> this.renderer.pdf(report, ReportRenderer.SHORT);
			case "xlsx" -> this.renderer.xlsx(report);
			default -> this.renderer.html(report).getBytes(java.nio.charset.StandardCharsets.UTF_8);
		};
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_TYPE, TYPES.get(format))
			.header(HttpHeaders.CONTENT_DISPOSITION, attachment(report.number() + "." + format))
			.body(file);
	}

	@GetMapping("/export")
	@Operation(summary = "The tickets of a list as a file, all that the caller may read",
			responses = @ApiResponse(responseCode = "200", description = "The file",
					content = { @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
							@Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary")) }))
	void exportTickets(TicketType<?, ?> type, @ParameterObject TicketListing listing,
			@RequestParam(defaultValue = "csv") @Pattern(regexp = "csv|xlsx") String format,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "ja|en") String language, Locale accepted,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.exports.checkAtOnce(type, listing, request.getQueryString());
		response.setContentType(TYPES.get(format));
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(type.path() + "." + format));
		if (format.equals("csv")) {
			this.exports.csv(type, listing, locale(language, accepted), response.getOutputStream());
		}
		else {
			this.exports.xlsx(type, listing, locale(language, accepted), response.getOutputStream());
		}
	}

	private static Locale locale(@Nullable String language, Locale accepted) {
		return (language != null) ? Locale.forLanguageTag(language) : accepted;
	}

	static String attachment(String name) {
		return "attachment; filename=\"" + name + "\"";
	}

}
