package io.nagare.mining.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.mining.EventLog;
import io.nagare.mining.EventLogFormat;
import io.nagare.mining.MinedTicket;
import io.nagare.mining.MiningQueries;
import io.nagare.mining.MiningQuestion;
import io.nagare.mining.ProcessFinding;
import io.nagare.mining.ProcessFindings;
import io.nagare.mining.ProcessFlow;
import io.nagare.mining.ProcessVariants;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.workflow.RetiredWords;

/** How work really flowed, for those who may read reports, over what they may read. */
@RestController
@Tag(name = "Process mining")
@RequestMapping("/api/v1/mining")
class MiningController {

	private final MiningQueries queries;

	private final ProcessFindings findings;

	private final EventLog log;

	private final RetiredWords retired;

	MiningController(MiningQueries queries, ProcessFindings findings, EventLog log, RetiredWords retired) {
		this.queries = queries;
		this.findings = findings;
		this.log = log;
		this.retired = retired;
	}

	@GetMapping("/{process}/graph")
	@Operation(summary = "Which step of a process directly followed which, how often, and how long that took")
	ProcessFlow readFlow(@PathVariable String process, @ParameterObject Filter filter) {
		return this.queries.flow(process, filter.question(this.retired));
	}

	@GetMapping("/{process}/variants")
	@Operation(summary = "The ways that processes took, the most frequent first")
	ProcessVariants listVariants(@PathVariable String process, @ParameterObject Filter filter) {
		return this.queries.variants(process, filter.question(this.retired));
	}

	@GetMapping("/{process}/findings")
	@Operation(
			summary = "What of a process is worth a look: long waits, slow teams, repetitions, ways that are not drawn, unused elements")
	List<ProcessFinding> listFindings(@PathVariable String process, @ParameterObject Filter filter) {
		return this.findings.of(process, filter.question(this.retired));
	}

	@GetMapping("/{process}/tickets")
	@Operation(summary = "The tickets that reached an element, those first that stayed longest")
	Paged<MinedTicket> listTicketsOfElement(@PathVariable String process, @ParameterObject Filter filter,
			@RequestParam String element, @RequestParam(required = false) @Nullable String next,
			@RequestParam(defaultValue = "false") boolean repeated,
			@RequestParam(defaultValue = "false") boolean undrawn,
			@RequestParam(name = "at_team_id", required = false) @Nullable UUID atTeamId,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.queries.tickets(process, filter.question(this.retired), element, next, repeated, undrawn, atTeamId,
				PageQuery.of(page, limit));
	}

	@GetMapping("/log")
	@Operation(summary = "The steps of a process as a log for other tools, in XES or OCEL 2.0",
			responses = @ApiResponse(responseCode = "200", description = "The file",
					content = { @Content(mediaType = "application/xml", schema = @Schema(type = "string")),
							@Content(mediaType = "application/json", schema = @Schema(type = "string")) }))
	void exportLog(@RequestParam String process, @ParameterObject Filter filter,
			@RequestParam(defaultValue = "xes") @Pattern(regexp = "xes|ocel") String format,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "ja|en") String language, Locale accepted,
			HttpServletResponse response) throws Exception {
		EventLogFormat wanted = EventLogFormat.valueOf(format.toUpperCase(Locale.ROOT));
		EventLog.Cases cases = this.log.of(process, filter.question(this.retired));
		response.setContentType(wanted.contentType());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				"attachment; filename=\"" + process + "." + wanted.extension() + "\"");
		wanted.write(cases, (language != null) ? Locale.forLanguageTag(language) : accepted,
				response.getOutputStream());
	}

	/** What narrows the tickets; with a priority all that it is used for now. */
	record Filter(@Nullable Instant from, @Nullable Instant to, @BindParam("team_id") @Nullable List<UUID> teamId,
			@BindParam("category_id") @Nullable List<UUID> categoryId, @Nullable List<String> priority) {

		MiningQuestion question(RetiredWords retired) {
			return new MiningQuestion(this.from, this.to, this.teamId, this.categoryId,
					(this.priority != null) ? retired.withEarlier("priorities", this.priority) : null);
		}

	}

}
