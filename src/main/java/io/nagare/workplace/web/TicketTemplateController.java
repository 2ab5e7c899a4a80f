package io.nagare.workplace.web;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.nagare.workplace.TicketTemplate;
import io.nagare.workplace.TicketTemplateFields;
import io.nagare.workplace.TicketTemplateService;

/** Reports that are made again and again. */
@RestController
@Tag(name = "Templates")
@RequestMapping("/api/v1/templates")
class TicketTemplateController {

	private final TicketTemplateService templates;

	TicketTemplateController(TicketTemplateService templates) {
		this.templates = templates;
	}

	@GetMapping
	@Operation(summary = "Lists the templates that the caller may use: his own, his teams' and the tenant's")
	Paged<TicketTemplateDto> listTemplates(@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.templates.page(kind, PageQuery.of(page, limit)).map(TicketTemplateDto::of);
	}

	@GetMapping("/{id}")
	TicketTemplateDto readTemplate(@PathVariable UUID id) {
		return TicketTemplateDto.of(this.templates.one(id));
	}

	@PostMapping
	@Operation(summary = "Keeps a template, for oneself, a team or the whole tenant")
	ResponseEntity<TicketTemplateDto> keepTemplate(@Valid @RequestBody NewTemplate template) {
		TicketTemplateDto kept = TicketTemplateDto
			.of(this.templates.keep(template.kind(), new TicketTemplateFields(JsonNullable.of(template.name()),
					JsonNullable.of(template.fields()), said(template.scope()), said(template.teamId()))));
		return ResponseEntity.created(URI.create("/api/v1/templates/" + kept.id())).body(kept);
	}

	private static <T> JsonNullable<T> said(@Nullable T value) {
		return (value != null) ? JsonNullable.of(value) : JsonNullable.undefined();
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a template")
	TicketTemplateDto changeTemplate(@PathVariable UUID id, @Valid @RequestBody TicketTemplateFields fields,
			IfMatch ifMatch) {
		return TicketTemplateDto.of(this.templates.change(id, fields, ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes a template")
	void removeTemplate(@PathVariable UUID id, IfMatch ifMatch) {
		this.templates.remove(id, ifMatch);
	}

	/**
	 * A template to keep.
	 *
	 * @param kind the path of the type of tickets, such as {@code incidents}
	 * @param name what people look for
	 * @param fields what the report says, as {@code POST} of a ticket of the kind takes
	 * it
	 * @param scope who uses it; its owner alone where nothing is said
	 * @param teamId the team, for that scope
	 */
	record NewTemplate(@NotBlank String kind, @NotBlank @Size(max = 100) String name,
			@NotNull @Size(max = 100) Map<String, @Nullable Object> fields,
			@Nullable @Pattern(regexp = "own|team|tenant") String scope, @Nullable UUID teamId) {
	}

	@Schema(name = "TicketTemplate")
	record TicketTemplateDto(UUID id, String kind, String name, Map<String, Object> fields, @Schema(allowableValues = {
			"own", "team", "tenant" }) String scope, @Nullable UUID teamId, UUID ownerId, Instant createdAt,
			Instant updatedAt, long version) implements Versioned{

		static TicketTemplateDto of(TicketTemplate template) {
			return new TicketTemplateDto(template.id(), template.kind(), template.name(), template.fields(),
					template.scope(), template.team().orElse(null), template.owner(), template.createdAt(),
					template.updatedAt(), template.version());
		}

	}

}
