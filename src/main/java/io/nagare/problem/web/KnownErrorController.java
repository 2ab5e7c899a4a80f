package io.nagare.problem.web;

import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.problem.KnownErrors;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

@RestController
@Tag(name = "Problems")
@RequestMapping("/api/v1/known-errors")
class KnownErrorController {

	private final KnownErrors knownErrors;

	KnownErrorController(KnownErrors knownErrors) {
		this.knownErrors = knownErrors;
	}

	@GetMapping
	@Operation(summary = "Searches the unsolved problems that have a workaround, the last changed first")
	Paged<KnownErrors.KnownError> search(@RequestParam(required = false) @Nullable String q,
			@RequestParam(name = "ci_id", required = false) @Nullable UUID ciId,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String sort) {
		return this.knownErrors.search(q, ciId, PageQuery.of(page, limit, sort, null, KnownErrors.SORTABLE));
	}

}
