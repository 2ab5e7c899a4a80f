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
