package io.nagare.workflow.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Times;
import io.nagare.workflow.internal.rehearsal.Rehearsals;
import io.nagare.workflow.internal.rehearsal.Rehearsals.Rehearsal;

/** Changed tables and processes over past tickets. */
@RestController
@RequestMapping("/api/v1/rehearsals")
@Tag(name = "Models")
class RehearsalController {

	private final Rehearsals rehearsals;

	private final CurrentCaller callers;

	RehearsalController(Rehearsals rehearsals, CurrentCaller callers) {
		this.rehearsals = rehearsals;
		this.callers = callers;
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Begins to ask a changed table or process what past tickets asked of the one in force",
			requestBody = @RequestBody(required = true, description = "The changed files, and which tickets",
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = SentRehearsal.class))))
	Rehearsal rehearse(@Parameter(hidden = true) MultipartHttpServletRequest request) {
		Caller caller = owner();
		return this.rehearsals.begin(ModelFiles.required(request), request.getParameter("model"),
				Boolean.parseBoolean(request.getParameter("replay")), time(request, "from", Instant.EPOCH),
				time(request, "to", Instant.now()), caller.username());
	}

	private static Instant time(MultipartHttpServletRequest request, String field, Instant otherwise) {
		String said = request.getParameter(field);
		try {
			return (said != null && !said.isBlank()) ? Times.instant(said.strip()) : otherwise;
		}
		catch (DateTimeException ex) {
			throw Refusal.invalid(field, "wrong_type", "date-time");
		}
	}

	@GetMapping("/{id}")
	@Operation(summary = "How far it is, and what would come out otherwise")
	Rehearsal getRehearsal(@PathVariable UUID id) {
		owner();
		return this.rehearsals.read(id);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Lets it go no further")
	void cancelRehearsal(@PathVariable UUID id) {
		owner();
		this.rehearsals.cancel(id);
	}

	private Caller owner() {
		Caller caller = this.callers.requireMember();
		caller.demand("model:deploy");
		return caller;
	}

	/**
	 * What is sent.
	 *
	 * @param files the changed table, or processes with their forms
	 * @param model key of the one that is meant, where the files hold several
	 * @param replay whether tickets that have ended go their way once more, by the models
	 * in force and by the changed ones, in place of a comparison of what they asked
	 * @param from reported since then; from the first where it is left out
	 * @param to reported before then; until now where it is left out
	 */
	@Schema(name = "NewRehearsal")
	record SentRehearsal(List<MultipartFile> files, @Nullable String model, @Nullable Boolean replay,
			@Nullable OffsetDateTime from, @Nullable OffsetDateTime to) {
	}

}
