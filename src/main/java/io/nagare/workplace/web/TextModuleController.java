package io.nagare.workplace.web;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
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
import io.nagare.workplace.TextModule;
import io.nagare.workplace.TextModuleFields;
import io.nagare.workplace.TextModuleService;

/** Texts that agents write again and again. */
@RestController
@Tag(name = "Text modules")
@RequestMapping("/api/v1/text-modules")
class TextModuleController {

	private final TextModuleService modules;

	TextModuleController(TextModuleService modules) {
		this.modules = modules;
	}

	@GetMapping
	@Operation(summary = "Lists the texts that the caller may use: his own, his teams' and the tenant's")
	Paged<TextModuleDto> listTextModules(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.modules.page(PageQuery.of(page, limit)).map(TextModuleDto::of);
	}

	@GetMapping("/{id}")
	TextModuleDto readTextModule(@PathVariable UUID id) {
		return TextModuleDto.of(this.modules.one(id));
	}

	@GetMapping("/{id}/filled")
	@Operation(summary = "The text with what a ticket says in its places: {number}, {title}, {status}, {priority}, "
			+ "{reporter}, {assignee}, {team}, {me}")
	Filled fillTextModule(@PathVariable UUID id, @RequestParam(required = false) @Nullable String ticket,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "ja|en") String language, Locale locale) {
		String wanted = (language != null) ? language : locale.getLanguage();
		return new Filled(this.modules.filled(id, ticket, wanted.equals("ja")));
	}

	@PostMapping
	@Operation(summary = "Keeps a text, for oneself, a team or the whole tenant")
	ResponseEntity<TextModuleDto> keepTextModule(@Valid @RequestBody TextModuleFields fields) {
		TextModuleDto kept = TextModuleDto.of(this.modules.keep(fields));
		return ResponseEntity.created(URI.create("/api/v1/text-modules/" + kept.id())).body(kept);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a text")
	TextModuleDto changeTextModule(@PathVariable UUID id, @Valid @RequestBody TextModuleFields fields,
			IfMatch ifMatch) {
		return TextModuleDto.of(this.modules.change(id, fields, ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes a text")
	void removeTextModule(@PathVariable UUID id, IfMatch ifMatch) {
		this.modules.remove(id, ifMatch);
	}

	/** A text as it can be sent. */
	@Schema(name = "FilledText")
	record Filled(String content) {
	}

	@Schema(name = "TextModule")
	record TextModuleDto(UUID id, String name, @Nullable String contentJa, @Nullable String contentEn,
			@Schema(allowableValues = {
					"own", "team", "tenant" }) String scope,
			@Nullable UUID teamId, UUID ownerId, Instant createdAt, Instant updatedAt,
			long version) implements Versioned{

		static TextModuleDto of(TextModule module) {
			return new TextModuleDto(module.id(), module.name(), module.contentJa().orElse(null),
					module.contentEn().orElse(null), module.scope(), module.team().orElse(null), module.owner(),
					module.createdAt(), module.updatedAt(), module.version());
		}

	}

}
