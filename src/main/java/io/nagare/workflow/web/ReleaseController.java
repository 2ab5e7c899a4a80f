package io.nagare.workflow.web;

import java.io.File;
import java.net.URI;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.difference.ModelDifferences;
import io.nagare.workflow.internal.difference.ModelDifferences.ModelChange;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelReleases;
import io.nagare.workflow.internal.release.ModelVersions;
import io.nagare.workflow.internal.release.ModelVersions.Located;
import io.nagare.workflow.internal.release.ModelVersions.ModelVersion;
import io.nagare.workflow.internal.release.ReleaseList;
import io.nagare.workflow.internal.release.ReleaseList.Release;

/** Models forward and back. */
@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models")
class ReleaseController {

	private static final int LONGEST_COMMENT = 2_000;

	private final ModelReleases releases;

	private final ReleaseList list;

	private final ModelVersions versions;

	private final ModelContents contents;

	private final ModelDifferences differences;

	private final CurrentCaller callers;

	ReleaseController(ModelReleases releases, ReleaseList list, ModelVersions versions, ModelContents contents,
			ModelDifferences differences, CurrentCaller callers) {
		this.releases = releases;
		this.list = list;
		this.versions = versions;
		this.contents = contents;
		this.differences = differences;
		this.callers = callers;
	}

	@GetMapping("/{key}/versions")
	@Transactional(readOnly = true)
	@Operation(summary = "All versions of a model, with who deployed them, why, and what runs where on each")
	List<ModelVersion> listModelVersions(@PathVariable String key) {
		this.callers.require().demand("model:read");
		List<ModelVersion> versions = this.versions.of(key);
		if (versions.isEmpty()) {
			throw Refusal.notFound();
		}
		return versions;
	}

	@GetMapping("/{key}/difference")
	@Operation(summary = "What is otherwise between two versions, in sentences, loosenings first")
	List<ModelChange> compareModelVersions(@PathVariable String key,
			@Parameter(description = "A version's number, that of the tenant's own before that of the shared ones;"
					+ " shared:3 for the shared one, shared for the latest shared one") @RequestParam String from,
			@Parameter(description = "Likewise; what is in force where it is left out") @RequestParam(
					required = false) @Nullable String to) {
		this.callers.require().demand("model:read");
		Located inForce = this.versions.inForce(key).orElseThrow(Refusal::notFound);
		return this.differences.between(this.versions.version(key, "from", from),
				(to != null) ? this.versions.version(key, "to", to) : inForce);
	}

	@GetMapping(path = "/{key}/versions/{version}/file",
			produces = { MediaType.APPLICATION_XML_VALUE, MediaType.APPLICATION_JSON_VALUE })
	@Transactional(readOnly = true)
	@Operation(summary = "The file of a version as it was deployed: BPMN or DMN as XML, a form as JSON")
	ResponseEntity<Resource> getModelFile(@PathVariable String key,
			@Parameter(description = "As in the difference") @PathVariable String version) {
		this.callers.require().demand("model:read");
		if (this.versions.inForce(key).isEmpty()) {
			throw Refusal.notFound();
		}
		Located located = this.versions.version(key, "version", version);
		return ModelFiles.answer(new File(located.file()).getName(),
				(located.kind() == ModelKind.FORM) ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_XML,
				this.contents.file(located));
	}

	@PostMapping("/{key}/versions/{version}/restore")
	@Operation(summary = "Puts an earlier version in force again, as a new one")
	Release restoreModelVersion(@PathVariable String key, @PathVariable int version,
			@Valid @org.springframework.web.bind.annotation.RequestBody Why why) {
		this.callers.require().demand("model:deploy");
		return this.releases.restore(key, version, why.comment());
	}

	@DeleteMapping("/{key}/variant")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Gives the tenant's variant up: new tickets follow the shared model again")
	void leaveModelVariant(@PathVariable String key) {
		Caller caller = this.callers.requireMember();
		caller.demand("model:deploy");
		this.releases.followShared(key);
	}

	@GetMapping("/releases")
	@Transactional(readOnly = true)
	@Operation(summary = "What was deployed together, the latest hundred, with the reason")
	List<Release> listModelReleases() {
		this.callers.require().demand("model:read");
		return this.list.latest();
	}

	@PostMapping(path = "/releases", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(summary = "Deploys processes, tables and forms as one",
			requestBody = @RequestBody(required = true,
					description = "The comment, what you began from, and one part for each file, named as you like",
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = SentRelease.class))))
	ResponseEntity<Release> createModelRelease(@Parameter(hidden = true) MultipartHttpServletRequest request) {
		this.callers.require().demand("model:deploy");
		Release release = this.releases.deploy(ModelFiles.required(request),
				ModelFiles.text(request, "comment", LONGEST_COMMENT), ModelFiles.base(request));
		return ResponseEntity.created(URI.create("/api/v1/models/releases/" + release.id())).body(release);
	}

	@GetMapping("/releases/{id}")
	@Transactional(readOnly = true)
	@Operation(summary = "One of them")
	Release getModelRelease(@PathVariable String id) {
		this.callers.require().demand("model:read");
		return this.list.find(id).orElseThrow(Refusal::notFound);
	}

	@PostMapping("/releases/{id}/rollback")
	@Operation(summary = "Puts back in force what was before the release; answers the releases that do it")
	List<Release> rollBackModelRelease(@PathVariable String id,
			@Valid @org.springframework.web.bind.annotation.RequestBody(required = false) @Nullable Why why) {
		this.callers.require().demand("model:deploy");
		return this.releases.rollBack(id, (why != null) ? why.comment() : null);
	}

	/** Why it is done. */
	@Schema(name = "ModelComment")
	record Why(@NotBlank @Size(max = LONGEST_COMMENT) String comment) {
	}

	/**
	 * What is sent.
	 *
	 * @param comment why
	 * @param base the versions in force that the files were made from, each as key=3, or
	 * key=shared:3 for a shared one: where another is in force by now, nothing is
	 * deployed; null or empty for whatever is in force
	 * @param files .bpmn, .dmn and .form
	 */
	@Schema(name = "NewModelRelease")
	record SentRelease(@NotBlank @Size(max = LONGEST_COMMENT) String comment, @Nullable List<String> base,
			List<MultipartFile> files) {
	}

}
