package io.nagare.cmdb.web;

import java.net.URI;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.cmdb.type.CiType;
import io.nagare.cmdb.type.CiTypeDefinition;
import io.nagare.cmdb.type.CiTypes;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Versioned;

/** The types of configuration items, by key. */
@RestController
@RequestMapping("/api/v1/ci-types")
@Tag(name = "CMDB")
class CiTypeController {

	private final CiTypes types;

	private final CurrentCaller caller;

	CiTypeController(CiTypes types, CurrentCaller caller) {
		this.types = types;
		this.caller = caller;
	}

	@GetMapping
	Paged<CiTypeDto> listCiTypes(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		this.caller.require().demand("cmdb:read");
		PageQuery query = PageQuery.of(page, limit);
		List<CiType> all = this.types.all();
		return Paged.of(all.stream().skip(query.offset()).limit(query.limit()).map(CiTypeDto::of).toList(), query,
				all.size());
	}

	@GetMapping("/{key}")
	CiTypeDto readCiType(@PathVariable String key) {
		this.caller.require().demand("cmdb:read");
		return this.types.type(key).map(CiTypeDto::of).orElseThrow(Refusal::notFound);
	}

	@PostMapping
	ResponseEntity<CiTypeDto> createCiType(@Valid @RequestBody NewCiType wanted) {
		CiTypeDto created = CiTypeDto.of(this.types.create(this.caller.require(), wanted.key(), wanted.definition()));
		return ResponseEntity.created(URI.create("/api/v1/ci-types/" + created.key())).body(created);
	}

	/** Says anew what a type is, a shipped one too. */
	@PutMapping("/{key}")
	CiTypeDto replaceCiType(@PathVariable String key, @Valid @RequestBody CiTypeDefinition definition,
			IfMatch ifMatch) {
		return CiTypeDto.of(this.types.redefine(this.caller.require(), key, definition, ifMatch));
	}

	/** Removes a type of the tenant's own; a shipped one becomes again what it was. */
	@DeleteMapping("/{key}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void deleteCiType(@PathVariable String key, IfMatch ifMatch) {
		this.types.remove(this.caller.require(), key, ifMatch);
	}

	/** A type that is to be made. */
	record NewCiType(@NotBlank String key, @NotNull @Valid CiTypeDefinition definition) {
	}

	/**
	 * A type of configuration items.
	 *
	 * @param shipped whether it is as the product brings it
	 */
	@Schema(name = "CiType")
	record CiTypeDto(String key, boolean shipped, CiTypeDefinition definition, long version) implements Versioned {

		static CiTypeDto of(CiType type) {
			return new CiTypeDto(type.key(), type.shipped(), type.definition(), type.version());
		}

	}

}
