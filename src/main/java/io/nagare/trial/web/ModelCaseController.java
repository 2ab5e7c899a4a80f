package io.nagare.trial.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import io.nagare.trial.ModelCase;
import io.nagare.trial.ModelCaseService;
import io.nagare.workflow.web.ModelFiles;

/** Courses of past tickets by which changed models are tried before they are released. */
@RestController
@RequestMapping("/api/v1/models/cases")
@Tag(name = "Models")
class ModelCaseController {

	private final ModelCaseService cases;

	ModelCaseController(ModelCaseService cases) {
		this.cases = cases;
	}

	@GetMapping
	@Operation(summary = "The cases by which changed models are tried")
	List<CaseDto> listModelCases() {
		return this.cases.all().stream().map(CaseDto::of).toList();
	}

	@PostMapping
	@Operation(summary = "Keeps the course of a ticket that has ended as a case, without anything of a person")
	ResponseEntity<CaseDto> keepModelCase(@Valid @RequestBody NewCase wanted) {
		ModelCase kept = this.cases.keep(wanted.ticket(), wanted.name().strip());
		return ResponseEntity.created(URI.create("/api/v1/models/cases/" + kept.id())).body(CaseDto.of(kept));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Keeps a case no longer")
	void removeModelCase(@PathVariable UUID id) {
		this.cases.remove(id);
	}

	@PostMapping(path = "/runs", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(
			summary = "Tries changed models by every case, and says what comes of it otherwise than by those in force; nothing is stored",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					description = "One part for each changed file, named as you like",
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = SentModels.class))))
	List<ModelCaseService.Tried> runModelCases(@Parameter(hidden = true) MultipartHttpServletRequest request) {
		return this.cases.run(ModelFiles.required(request));
	}

	/**
	 * What is sent.
	 *
	 * @param files .bpmn, .dmn and .form
	 */
	@Schema(name = "ModelFiles")
	record SentModels(List<MultipartFile> files) {
	}

	/**
	 * What is to become a case.
	 *
	 * @param ticket id or number of one that has ended
	 * @param name what people call the case
	 */
	@Schema(name = "NewModelCase")
	record NewCase(@NotBlank @Size(max = 60) String ticket, @NotBlank @Size(max = 100) String name) {
	}

	/**
	 * A case.
	 *
	 * @param process key of the process that it begins
	 * @param kind the type of the ticket
	 * @param steps how many steps it has
	 * @param whole whether it goes to the end of the ticket, and not only as far as the
	 * models in force could follow
	 */
	@Schema(name = "ModelCase")
	record CaseDto(UUID id, String name, String process, String kind, int steps, boolean whole,
			@NotNull Instant createdAt) {

		static CaseDto of(ModelCase one) {
			List<?> steps = one.course().steps();
			return new CaseDto(one.id(), one.name(), one.process(), one.course().kind(),
					(steps != null) ? steps.size() : 0, one.whole(), one.createdAt());
		}

	}

}
