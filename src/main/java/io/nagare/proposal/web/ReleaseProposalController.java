package io.nagare.proposal.web;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Encoding;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import io.nagare.proposal.NewReleaseProposal;
import io.nagare.proposal.ReleaseProposal;
import io.nagare.proposal.ReleaseProposalService;
import io.nagare.workflow.web.ModelFiles;

/** Models that come into force as a change. */
@RestController
@RequestMapping("/api/v1/models/proposals")
@Tag(name = "Models")
class ReleaseProposalController {

	private static final String PROPOSAL = "proposal";

	private final ReleaseProposalService proposals;

	ReleaseProposalController(ReleaseProposalService proposals) {
		this.proposals = proposals;
	}

	@GetMapping
	@Operation(summary = "What was proposed to come into force, the latest hundred")
	List<ReleaseProposal> listReleaseProposals(
			@Parameter(description = "What this change proposes, for everybody who may read it") @RequestParam(
					name = "change_id", required = false) @Nullable UUID changeId) {
		return (changeId != null) ? this.proposals.find(changeId).stream().toList() : this.proposals.latest();
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(summary = "Opens a change that proposes files; nothing comes into force yet",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					description = "What is said of them, and one part for each file, named as you like",
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = SentProposal.class),
							encoding = @Encoding(name = PROPOSAL, contentType = MediaType.APPLICATION_JSON_VALUE))))
	ResponseEntity<ReleaseProposal> proposeRelease(@Parameter(hidden = true) MultipartHttpServletRequest request,
			@Valid @RequestPart(PROPOSAL) NewReleaseProposal proposal) {
		ReleaseProposal proposed = this.proposals.propose(ModelFiles.required(request, PROPOSAL), proposal);
		return ResponseEntity.created(URI.create("/api/v1/models/proposals/" + proposed.changeId())).body(proposed);
	}

	@GetMapping("/{change_id}")
	@Operation(summary = "What a change proposes to put in force")
	ReleaseProposal getReleaseProposal(@PathVariable("change_id") UUID changeId) {
		return this.proposals.of(changeId);
	}

	@GetMapping(path = "/{change_id}/file", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
	@Operation(summary = "A proposed file")
	ResponseEntity<Resource> getProposedFile(@PathVariable("change_id") UUID changeId,
			@Parameter(description = "One of its files") @RequestParam String name) {
		return ModelFiles.answer(name, MediaType.APPLICATION_OCTET_STREAM, this.proposals.file(changeId, name));
	}

	@PostMapping("/{change_id}/activation")
	@Operation(summary = "Puts in force what a change proposes, while it is carried out as others approved it")
	ReleaseProposal activateRelease(@PathVariable("change_id") UUID changeId) {
		return this.proposals.activate(changeId);
	}

	/**
	 * What is sent.
	 *
	 * @param proposal what is said of the files
	 * @param files .bpmn, .dmn and .form
	 */
	@Schema(name = "SentReleaseProposal")
	record SentProposal(NewReleaseProposal proposal, List<MultipartFile> files) {
	}

}
