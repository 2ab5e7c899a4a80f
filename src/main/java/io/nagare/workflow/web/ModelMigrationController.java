package io.nagare.workflow.web;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.migration.ModelMigrations;
import io.nagare.workflow.internal.migration.ModelMigrations.Migration;
import io.nagare.workflow.internal.migration.ModelMigrations.Wanted;
import io.nagare.workflow.internal.release.ModelVersions;
import io.nagare.workflow.internal.release.ModelVersions.Located;

/** Running tickets on their way to another version of their model. */
@RestController
@RequestMapping("/api/v1/models/{key}/migrations")
@Tag(name = "Models")
class ModelMigrationController {

	private static final int MOST_PAIRS = 200;

	private static final int MOST_TICKETS = 1_000;

	private final ModelMigrations migrations;

	private final ModelVersions versions;

	private final CurrentCaller callers;

	ModelMigrationController(ModelMigrations migrations, ModelVersions versions, CurrentCaller callers) {
		this.migrations = migrations;
		this.versions = versions;
		this.callers = callers;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Begins to bring running tickets along to a version of their model; a dry run says of each"
			+ " whether it can go")
	Migration migrateModel(@PathVariable String key, @Valid @RequestBody NewMigration wanted) {
		Caller caller = owner();
		Located inForce = this.versions.inForce(key).orElseThrow(Refusal::notFound);
		Located target = (wanted.to() != null) ? this.versions.version(key, "to", wanted.to()) : inForce;
		return this.migrations.begin(target, wanted.orAll(), caller.username());
	}

	@GetMapping("/{id}")
	@Operation(summary = "How far it is, with a verdict for each ticket")
	Migration getModelMigration(@PathVariable String key, @PathVariable UUID id) {
		owner();
		return this.migrations.read(key, id);
	}

	@PostMapping("/{id}/continue")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Brings along those too that still wait")
	Migration continueModelMigration(@PathVariable String key, @PathVariable UUID id) {
		owner();
		return this.migrations.goOn(key, id);
	}

	@PostMapping("/{id}/cancel")
	@Operation(summary = "Lets nobody follow; who went stays")
	Migration cancelModelMigration(@PathVariable String key, @PathVariable UUID id) {
		owner();
		return this.migrations.cancel(key, id);
	}

	@PostMapping("/{id}/undo")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Takes it back: each ticket that went returns to the version it came from, where it can")
	Migration undoModelMigration(@PathVariable String key, @PathVariable UUID id) {
		owner();
		return this.migrations.undo(key, id);
	}

	private Caller owner() {
		Caller caller = this.callers.requireMember();
		caller.demand("model:migrate");
		return caller;
	}

	/**
	 * What is wanted.
	 *
	 * @param to the version, as in the difference; what is in force where it is left out
	 * @param map elements that have another id there, by their ids; what the plan finds
	 * by itself need not be said
	 * @param dryRun whether nothing is to stay; so where it is left out
	 * @param first how many go at first; all where it is left out
	 * @param tickets numbers of those that are to go; all where it is left out
	 */
	@Schema(name = "NewModelMigration")
	record NewMigration(@Nullable @Size(max = 20) String to,
			@Nullable @Size(max = MOST_PAIRS) Map<String, @NotBlank @Size(max = 255) String> map,
			@Nullable Boolean dryRun, @Nullable @Min(1) Integer first,
			@Nullable @Size(max = MOST_TICKETS) Set<@NotBlank @Size(max = 20) String> tickets) {

		Wanted orAll() {
			return new Wanted((this.map != null) ? this.map : Map.of(), !Boolean.FALSE.equals(this.dryRun),
					(this.first != null) ? this.first : Integer.MAX_VALUE,
					(this.tickets != null) ? this.tickets : Set.of());
		}

	}

}
