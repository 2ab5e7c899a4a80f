package io.nagare.workflow.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.Models;
import io.nagare.workflow.Models.ModelInForce;
import io.nagare.workflow.ModelChecks.ModelFinding;

/** Models, for the process owners whose they are. */
@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models")
class ModelController {

	private static final int MOST_FILES = 200;

	private final ModelChecks checks;

	private final Models models;

	private final CurrentCaller caller;

	ModelController(ModelChecks checks, Models models, CurrentCaller caller) {
		this.checks = checks;
		this.models = models;
		this.caller = caller;
	}

	@GetMapping
	@Transactional(readOnly = true)
	@Operation(summary = "The processes and tables in force, with what runs on which version")
	List<ModelInForce> listModels() {
		this.caller.require().demand("model:read");
		return this.models.inForce();
	}

	@PostMapping(path = "/check", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(summary = "Says what is wrong with models, together with those in force; nothing is stored",
			requestBody = @RequestBody(required = true, description = "One part for each file, named as you like",
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = ModelFiles.class))))
	Checked checkModels(@Parameter(hidden = true) MultipartHttpServletRequest request) {
		this.caller.require().demand("model:deploy");
		List<ModelFinding> findings = this.checks.check(contents(request));
		return new Checked(findings.stream().noneMatch((finding) -> finding.severity().equals("error")), findings);
	}

	/** As Modeler sends them: the part's name says nothing, the file's does. */
	private static Map<String, byte[]> contents(MultipartHttpServletRequest request) {
		Map<String, byte[]> contents = new TreeMap<>();
		List<MultipartFile> files = request.getMultiFileMap().values().stream().flatMap(List::stream).toList();
		if (files.isEmpty() || files.size() > MOST_FILES) {
			throw files.isEmpty() ? Refusal.invalid("files", "required")
					: Refusal.invalid("files", "too_many_files", MOST_FILES);
		}
		for (MultipartFile file : files) {
			String name = (file.getOriginalFilename() != null) ? file.getOriginalFilename() : "";
			try {
				if (name.isBlank() || contents.put(name, file.getBytes()) != null) {
					throw Refusal.invalid("files", name.isBlank() ? "required" : "id_twice", name);
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return contents;
	}

	/**
	 * What is sent.
	 *
	 * @param files .bpmn, .dmn and .form
	 */
	record ModelFiles(List<MultipartFile> files) {
	}

	/**
	 * What became of the check.
	 *
	 * @param deployable whether nothing stands in the way of a deployment
	 * @param findings errors first
	 */
	record Checked(boolean deployable, List<ModelFinding> findings) {
	}

}
