package io.nagare.search.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.search.SearchMisses;
import io.nagare.search.SearchQuestion;
import io.nagare.search.SearchService;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

/** What somebody types into the bar above all pages. */
@RestController
@Tag(name = "Search")
@RequestMapping("/api/v1/search")
class SearchController {

	private static final int USUAL = 10;

	private final SearchService search;

	private final SearchMisses misses;

	SearchController(SearchService search, SearchMisses misses) {
		this.search = search;
		this.misses = misses;
	}

	@GetMapping
	@Operation(summary = "Finds a ticket by its number, else tickets, people and configuration items by words")
	Paged<SearchService.Hit> search(@Valid @ParameterObject Asked asked,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable @Min(1) @Max(50) Integer limit,
			@Parameter(description = "Whether meta is to hold the facets too") @RequestParam(
					defaultValue = "false") boolean facets) {
		PageQuery wanted = PageQuery.of(page, (limit != null) ? limit : USUAL, null, null, List.of());
		return facets ? this.search.findWithFacets(asked.question(), wanted)
				: this.search.find(asked.question(), wanted);
	}

	@GetMapping("/facets")
	@Operation(summary = "Counts which values the tickets have that a search finds")
	List<SearchService.Facet> facets(@Valid @ParameterObject Asked asked) {
		return this.search.facets(asked.question());
	}

	@GetMapping("/misses")
	@Operation(summary = "Lists what was looked for and not found, for those who write knowledge")
	Paged<SearchMisses.Miss> listSearchMisses(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.misses.page(PageQuery.of(page, limit));
	}

	@PostMapping("/rebuild")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Lets all nodes make their index of searches anew, while they serve")
	void rebuildSearchIndex() {
		this.search.rebuild();
	}

	/**
	 * What is asked.
	 *
	 * @param siteId a site, with all below it
	 * @param departmentId a department, with all below it
	 * @param tag words that the ticket is tagged with, all of them
	 * @param field answers that forms keep, and what they are, such as
	 * {@code system:ERP}, {@code cost:>=1000}, {@code cost:100..200} or
	 * {@code note:~part of a text}
	 * @param slaState how tickets stand towards their service levels
	 * @param source how they came in
	 * @param typing whether somebody is still typing, so that nothing is learnt from what
	 * is not found
	 */
	record Asked(@Nullable @Size(max = 200) String q, @Nullable @Pattern(regexp = "ticket|person|item") String type,
			@Nullable List<String> kind, @Nullable List<String> status, @Nullable List<String> phase,
			@Nullable List<String> priority, @BindParam("sla_state") @Nullable List<String> slaState,
			@Nullable List<String> source, @Nullable List<String> field,
			@BindParam("category_id") @Nullable List<UUID> categoryId,
			@BindParam("team_id") @Nullable List<String> teamId, @BindParam("site_id") @Nullable UUID siteId,
			@BindParam("department_id") @Nullable UUID departmentId, @Nullable @Size(max = 5) List<String> tag,
			@BindParam("assignee_id") @Nullable List<UUID> assigneeId,
			@BindParam("reporter_id") @Nullable List<UUID> reporterId, @BindParam("ci_id") @Nullable List<UUID> ciId,
			@BindParam("known_error") @Nullable Boolean knownError,
			@BindParam("created_after") @Nullable Instant createdAfter,
			@BindParam("created_before") @Nullable Instant createdBefore, @Nullable Boolean typing) {

		SearchQuestion question() {
			Map<String, List<String>> only = new HashMap<>();
			put(only, "status", this.status);
			put(only, "phase", this.phase);
			put(only, "priority", this.priority);
			put(only, "sla_state", this.slaState);
			put(only, "source", this.source);
			put(only, "category_id", this.categoryId);
			put(only, "team_id", this.teamId);
			put(only, "assignee_id", this.assigneeId);
			put(only, "reporter_id", this.reporterId);
			put(only, "ci_id", this.ciId);
			put(only, "tag", this.tag);
			put(only, "site_id", (this.siteId != null) ? List.of(this.siteId) : null);
			put(only, "department_id", (this.departmentId != null) ? List.of(this.departmentId) : null);
			put(only, "known_error", Boolean.TRUE.equals(this.knownError) ? List.of(true) : null);
			return new SearchQuestion((this.q != null) ? this.q.strip() : "", this.type, this.kind, only,
					(this.field == null || this.field.isEmpty()) ? null : this.field, this.createdAfter,
					this.createdBefore, Boolean.TRUE.equals(this.typing));
		}

		private static void put(Map<String, List<String>> only, String name, @Nullable List<?> values) {
			if (values != null && !values.isEmpty()) {
				only.put(name, values.stream().map(String::valueOf).toList());
			}
		}

	}

}
