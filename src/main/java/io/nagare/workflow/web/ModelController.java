package io.nagare.workflow.web;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Tenants;
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.internal.VerbCatalog;
import io.nagare.workflow.internal.VerbCatalog.VerbView;
import io.nagare.workflow.internal.difference.ModelDifferences;
import io.nagare.workflow.internal.difference.ModelDifferences.ModelChange;
import io.nagare.workflow.internal.release.ModelReleases;
import io.nagare.workflow.Models;
import io.nagare.workflow.Models.ModelInForce;
import io.nagare.workflow.ModelChecks.ModelFinding;

/** Models, for the process owners whose they are. */
@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models")
class ModelController {

	private final ModelChecks checks;

	private final ModelDifferences differences;

	private final ModelReleases releases;

	private final Models models;

	private final VerbCatalog verbs;

	private final Tenants tenants;

	private final CurrentCaller caller;

	ModelController(ModelChecks checks, ModelDifferences differences, ModelReleases releases, Models models,
			VerbCatalog verbs, Tenants tenants, CurrentCaller caller) {
		this.checks = checks;
		this.differences = differences;
		this.releases = releases;
		this.models = models;
		this.verbs = verbs;
		this.tenants = tenants;
		this.caller = caller;
	}

	@GetMapping
	@Transactional(readOnly = true)
	@Operation(summary = "The processes and tables in force, with what runs on which version")
	List<ModelInForce> listModels() {
		this.caller.require().demand("model:read");
		return this.models.inForce();
	}

	@GetMapping("/verbs")
	@Operation(summary = "What models may call in expressions, with arguments, answers and where each may stand")
	List<VerbView> listModelVerbs() {
		this.caller.requireMember().demand("model:read");
		return this.verbs.all(LocaleContextHolder.getLocale());
	}

	@PostMapping(path = "/check", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(
			summary = "Says what is wrong with models and what they change, together with those in force; nothing is stored",
			requestBody = @RequestBody(required = true, description = "One part for each file, named as you like",
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = SentFiles.class))))
	Checked checkModels(@Parameter(hidden = true) MultipartHttpServletRequest request) {
		this.caller.require().demand("model:deploy");
		Map<String, byte[]> sent = ModelFiles.required(request);
		Map<String, byte[]> files = this.releases.whole(sent);
		List<String> added = files.keySet().stream().filter((file) -> !sent.containsKey(file)).toList();
		List<ModelFinding> findings = this.checks.check(files);
		boolean deployable = findings.stream().noneMatch((finding) -> finding.severity().equals("error"));
		List<ModelChange> difference = deployable ? this.differences.of(files) : List.of();
		return new Checked(deployable, added, findings, difference,
				difference.stream().mapToInt(ModelChange::tickets).max().orElse(0),
				this.tenants.releasesNeedApproval());
	}

	/**
	 * What is sent.
	 *
	 * @param files .bpmn, .dmn and .form
	 */
	@Schema(name = "ModelFiles")
	record SentFiles(List<MultipartFile> files) {
	}

	/**
	 * What became of the check.
	 *
	 * @param deployable whether nothing stands in the way of a deployment
	 * @param added files in force that would be deployed with those sent: the processes
	 * that ask for a form that came alone, and their other forms
	 * @param findings errors first
	 * @param difference to what is in force, loosenings first; empty while there are
	 * errors
	 * @param tickets how many running tickets the change that concerns most concerns
	 * @param needsApproval whether the tenant wants a release to be proposed, as a change
	 * that others approve
	 */
	record Checked(boolean deployable, List<String> added, List<ModelFinding> findings, List<ModelChange> difference,
			int tickets, boolean needsApproval) {
	}

}
