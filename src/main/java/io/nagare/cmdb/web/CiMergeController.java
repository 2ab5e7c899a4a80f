package io.nagare.cmdb.web;

import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
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

import io.nagare.cmdb.CiMergeService;
import io.nagare.cmdb.identification.CiDuplicate;
import io.nagare.cmdb.identification.CiDuplicates;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

/** Items that may be the same thing, and what people say of them. */
@RestController
@RequestMapping("/api/v1/cis")
@Tag(name = "CMDB")
class CiMergeController {

	private final CiDuplicates duplicates;

	private final CiMergeService merging;

	private final CurrentCaller caller;

	CiMergeController(CiDuplicates duplicates, CiMergeService merging, CurrentCaller caller) {
		this.duplicates = duplicates;
		this.merging = merging;
		this.caller = caller;
	}

	/** The pairs of items in use that share what identifies them. */
	@GetMapping("/duplicates")
	Paged<CiDuplicate> listDuplicateCis(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		this.caller.requireMember().demand("cmdb:read");
		return this.duplicates.page(PageQuery.of(page, limit));
	}

	/**
	 * Merges the item into another one, which takes over what it lacks, its relations and
	 * whatever named the item. The item is retired. Answers the one that stays.
	 */
	@PostMapping("/{id}/merge")
	CiDto mergeCi(@PathVariable UUID id, @Valid @RequestBody Merge wanted, IfMatch ifMatch) {
		return CiDto.of(this.merging.merge(this.caller.requireMember(), id, wanted.into(), ifMatch));
	}

	/** Has two items be no duplicates, whatever they share. */
	@PutMapping("/{id}/distinct-from/{other_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void distinguishCis(@PathVariable UUID id, @PathVariable("other_id") UUID otherId) {
		this.duplicates.distinguish(this.caller.requireMember(), id, otherId);
	}

	/** Takes back that they are no duplicates. */
	@DeleteMapping("/{id}/distinct-from/{other_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void forgetDistinctionOfCis(@PathVariable UUID id, @PathVariable("other_id") UUID otherId) {
		this.duplicates.forget(this.caller.requireMember(), id, otherId);
	}

	/**
	 * What becomes of an item.
	 *
	 * @param into the item that stays
	 */
	@Schema(name = "CiMerge")
	record Merge(@NotNull UUID into) {
	}

}
