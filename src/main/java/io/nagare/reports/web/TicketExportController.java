package io.nagare.reports.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.reports.TicketExport;
import io.nagare.reports.TicketExportFields;
import io.nagare.reports.TicketExportRequests;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.RefusalWords;

/** Lists of tickets as files that are made aside. */
@RestController
@Tag(name = "Reports")
@RequestMapping("/api/v1/exports")
class TicketExportController {

	private final TicketExportRequests exports;

	private final RefusalWords words;

	TicketExportController(TicketExportRequests exports, RefusalWords words) {
		this.exports = exports;
		this.words = words;
	}

	@PostMapping
	@Operation(summary = "Begins to make a list of tickets into a file, of all that the caller may read",
			responses = @ApiResponse(responseCode = "202", description = "Its address tells how far it is"))
	ResponseEntity<TicketExportDto> askForExport(@Valid @RequestBody TicketExportFields fields, Locale locale) {
		TicketExport export = this.exports.ask(fields, locale);
		return ResponseEntity.accepted()
			.location(URI.create("/api/v1/exports/" + export.id()))
			.body(TicketExportDto.of(export, this.words, locale));
	}

	@GetMapping
	@Operation(summary = "Lists the exports that the caller asked for, the latest first")
	Paged<TicketExportDto> listExports(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit, Locale locale) {
		return this.exports.page(PageQuery.of(page, limit))
			.map((export) -> TicketExportDto.of(export, this.words, locale));
	}

	@GetMapping("/{id}")
	@Operation(summary = "How far an export is")
	TicketExportDto readExport(@PathVariable UUID id, Locale locale) {
		return TicketExportDto.of(this.exports.one(id), this.words, locale);
	}

	@GetMapping("/{id}/file")
	@Operation(summary = "The finished file, for who asked for it, as long as he may read what is in it",
			responses = @ApiResponse(responseCode = "200", description = "The file", content = {
					@Content(mediaType = "text/csv", schema = @Schema(type = "string")),
					@Content(mediaType = ReportController.XLSX, schema = @Schema(type = "string", format = "binary")),
					@Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")) }))
	ResponseEntity<Resource> fileOfExport(@PathVariable UUID id) {
		TicketExport export = this.exports.one(id);
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_TYPE, ReportController.TYPES.get(export.asked().format()))
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ReportController.attachment(export.asked().kind() + "." + export.asked().format()))
			.body(new FileSystemResource(this.exports.file(id)));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Cancels an export and removes its file")
	void removeExport(@PathVariable UUID id) {
		this.exports.remove(id);
	}

	/**
	 * An export.
	 *
	 * @param columns what of each ticket, in this order; empty for the usual ones
	 * @param state {@code waiting}, {@code running}, {@code done} or {@code failed}
	 * @param message why it failed, in the language of the request
	 * @param rows how many tickets the list holds; null until that was counted
	 * @param rowsDone how many are in the file
	 * @param fileSize in bytes; null until it is done
	 */
	@Schema(name = "TicketExport")
	record TicketExportDto(UUID id, UUID ownerId, String kind, @Schema(allowableValues = {
			"csv", "xlsx", "pdf" }) String format, String filter, @Nullable String sort, List<String> columns,
			@Schema(allowableValues = { "ja", "en" }) String language,
			@Schema(allowableValues = { "waiting", "running", "done", "failed" }) String state,
			@Nullable String message, @Nullable Long rows, long rowsDone, @Nullable Long fileSize, Instant createdAt,
			@Nullable Instant endedAt){

		static TicketExportDto of(TicketExport export, RefusalWords words, Locale locale) {
			TicketExport.Asked asked = export.asked();
			String reason = export.reason();
			return new TicketExportDto(export.id(), export.owner(), asked.kind(), asked.format(), asked.filter(),
					asked.sort(), asked.columns(), asked.language(), export.state(),
					(reason != null) ? words.sentence(TicketExportRequests.why(export), locale) : null,
					export.rowsAll(), export.rowsDone(), export.fileSize(), export.createdAt(), export.endedAt());
		}

	}

}
