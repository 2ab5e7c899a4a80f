package io.nagare.trial.web;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Encoding;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import io.nagare.ticket.action.FieldView;
import io.nagare.trial.NewTrial;
import io.nagare.trial.TrialReport;
import io.nagare.trial.TrialService;
import io.nagare.workflow.web.ModelFiles;

/** Changed models on a ticket that is never there. */
@RestController
@RequestMapping("/api/v1/models/trials")
@Tag(name = "Models")
class TrialController {

	private static final String TRIAL = "trial";

	private static final String KIND = "kind";

	private static final int LONGEST_KIND = 60;

	private static final String TYPE = "type";

	private static final int LONGEST_TYPE = 255;

	private final TrialService trials;

	TrialController(TrialService trials) {
		this.trials = trials;
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(
			summary = "Tries changed models, or those in force, step by step on a ticket that is never there; nothing is stored",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					description = "What is to happen, and one part for each changed file, named as you like",
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = SentTrial.class),
							encoding = @Encoding(name = TRIAL, contentType = MediaType.APPLICATION_JSON_VALUE))))
	TrialReport tryModels(@Parameter(hidden = true) MultipartHttpServletRequest request,
			@Valid @RequestPart(TRIAL) NewTrial trial) {
		return this.trials.run(ModelFiles.optional(request, TRIAL), trial);
	}

	@PostMapping(path = "/form", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(
			summary = "What is filled in to report the ticket of a trial, as changed models or those in force ask; nothing is stored",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					description = "The type of the ticket, and one part for each changed file, named as you like",
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = SentKind.class))))
	List<FieldView> trialForm(@Parameter(hidden = true) MultipartHttpServletRequest request) {
		String type = request.getParameter(TYPE);
		return this.trials.form(ModelFiles.optional(request, KIND, TYPE), ModelFiles.text(request, KIND, LONGEST_KIND),
				(type != null && !type.isBlank()) ? ModelFiles.text(request, TYPE, LONGEST_TYPE) : null);
	}

	/**
	 * What is sent to learn what a trial asks.
	 *
	 * @param kind the type of the ticket, such as {@code incident}
	 * @param type what is asked for, where it is a request, by the key of its process;
	 * null for other types of tickets
	 * @param files the changed models; none for those in force
	 */
	@Schema(name = "SentTrialKind")
	record SentKind(String kind, @Nullable String type, @Nullable List<MultipartFile> files) {
	}

	/**
	 * What is sent.
	 *
	 * @param trial what is to happen
	 * @param files the changed models; none for those in force
	 */
	@Schema(name = "SentTrial")
	record SentTrial(NewTrial trial, @Nullable List<MultipartFile> files) {
	}

}
