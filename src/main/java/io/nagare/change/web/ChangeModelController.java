package io.nagare.change.web;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.change.model.StandardModel;
import io.nagare.change.model.StandardModels;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;

/** Known ways to change something. */
@RestController
@Tag(name = "Changes")
@RequestMapping("/api/v1/change-models")
class ChangeModelController {

	private final StandardModels models;

	ChangeModelController(StandardModels models) {
		this.models = models;
	}

	@GetMapping
	@Operation(summary = "Lists the models, by name")
	Paged<ChangeModelDto> listChangeModels(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.models.page(PageQuery.of(page, limit)).map(ChangeModelDto::of);
	}

	@GetMapping("/{id}")
	ChangeModelDto readChangeModel(@PathVariable UUID id) {
		return ChangeModelDto.of(this.models.one(id));
	}

	@PostMapping
	@Operation(summary = "Makes a model")
	ResponseEntity<ChangeModelDto> createChangeModel(@Valid @RequestBody StandardModels.ModelFields model) {
		ChangeModelDto created = ChangeModelDto.of(this.models.create(model));
		return ResponseEntity.created(URI.create("/api/v1/change-models/" + created.id())).body(created);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a model; making it standard again forgets its earlier failures")
	ChangeModelDto changeChangeModel(@PathVariable UUID id, @Valid @RequestBody StandardModels.ModelFields fields,
			IfMatch ifMatch) {
		return ChangeModelDto.of(this.models.change(id, fields, ifMatch));
	}

	record ChangeModelDto(UUID id, String name, @Nullable String description, @Nullable String implementationPlan,
			@Nullable String backoutPlan, @Nullable String testPlan, boolean standard, @Nullable Instant standardSince,
			boolean isActive, Instant createdAt, Instant updatedAt, long version) implements Versioned {

		static ChangeModelDto of(StandardModel model) {
			return new ChangeModelDto(model.id(), model.name(), model.description(), model.implementationPlan(),
					model.backoutPlan(), model.testPlan(), model.isStandard(), model.standardSince().orElse(null),
					model.isActive(), model.createdAt(), model.updatedAt(), model.version());
		}

	}

}
