package io.nagare.cmdb.web;

import java.util.UUID;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.cmdb.Cmdb;
import io.nagare.identity.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;

/** Configuration items, for those who may read the CMDB. */
@RestController
@RequestMapping("/api/v1/cis")
@Tag(name = "CMDB")
class CiController {

	private final Cmdb cmdb;

	private final CurrentCaller caller;

	CiController(Cmdb cmdb, CurrentCaller caller) {
		this.cmdb = cmdb;
		this.caller = caller;
	}

	@GetMapping
	Paged<CiDto> list(@RequestParam(required = false) @Nullable String q,
			@RequestParam(name = "ci_class", required = false) @Nullable String ciClass,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String sort) {
		this.caller.require().demand("cmdb:read");
		return this.cmdb.search(q, ciClass, PageQuery.of(page, limit, sort, null, Cmdb.SORTABLE)).map(CiDto::of);
	}

	@GetMapping("/{id}")
	CiDto show(@PathVariable UUID id) {
		this.caller.require().demand("cmdb:read");
		return this.cmdb.item(id).map(CiDto::of).orElseThrow(Refusal::notFound);
	}

}
