package io.nagare.search.web;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.search.SearchService;

/** What somebody types into the bar above all pages. */
@RestController
@Tag(name = "Search")
@RequestMapping("/api/v1/search")
class SearchController {

	private static final int USUAL = 10;

	private final SearchService search;

	SearchController(SearchService search) {
		this.search = search;
	}

	@GetMapping
	@Operation(summary = "Finds a ticket by its number, else tickets, people and configuration items by words")
	List<SearchService.Hit> search(@RequestParam(defaultValue = "") @Size(max = 200) String q,
			@RequestParam(required = false) @Nullable @Min(1) @Max(50) Integer limit) {
		return this.search.find(q.strip(), (limit != null) ? limit : USUAL);
	}

}
