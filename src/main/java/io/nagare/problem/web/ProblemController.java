package io.nagare.problem.web;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.problem.cause.Causes;
import io.nagare.shared.IfMatch;

/** What only problems have. */
@RestController
@Tag(name = "Problems")
@RequestMapping("/api/v1/problems")
class ProblemController {

	private final Causes causes;

	ProblemController(Causes causes) {
		this.causes = causes;
	}

	@GetMapping("/{id}/causes")
	@Operation(summary = "What may be behind the problem: chains of whys, and causes by their kind")
	List<Causes.CauseView> causes(@PathVariable String id) {
		return this.causes.of(id);
	}

	@PostMapping("/{id}/causes")
	@Operation(summary = "Adds a cause of the problem, or of another cause")
	ResponseEntity<Causes.CauseView> addCause(@PathVariable String id, @Valid @RequestBody NewCause cause,
			IfMatch ifMatch) {
		Causes.CauseView added = this.causes.add(id, cause.parentId(), cause.kind(), cause.statement(), ifMatch);
		return ResponseEntity.created(URI.create("/api/v1/problems/" + id + "/causes/" + added.id())).body(added);
	}

	@PatchMapping("/{id}/causes/{cause}")
	@Operation(summary = "Corrects what was written of a cause")
	Causes.CauseView correctCause(@PathVariable String id, @PathVariable UUID cause,
			@Valid @RequestBody Causes.CauseChanges changes, IfMatch ifMatch) {
		return this.causes.correct(id, cause, changes, ifMatch);
	}

	@DeleteMapping("/{id}/causes/{cause}")
	@Operation(summary = "Removes a cause and all that was said to be behind it")
	ResponseEntity<Void> removeCause(@PathVariable String id, @PathVariable UUID cause, IfMatch ifMatch) {
		this.causes.remove(id, cause, ifMatch);
		return ResponseEntity.noContent().build();
	}

	/**
	 * A cause to add.
	 *
	 * @param kind {@code why} for a chain of whys; the others are the bones of a fishbone
	 * @param statement one sentence
	 * @param parentId what it is the cause of; null for the problem itself
	 */
	record NewCause(@NotNull @Pattern(regexp = Causes.KINDS) String kind,
			@NotBlank @Size(max = Causes.LONGEST) String statement, @Nullable UUID parentId) {
	}

}
