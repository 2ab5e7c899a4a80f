package io.nagare.article.web;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.article.ArticleQueries;
import io.nagare.article.ArticleTextView;

/** What only articles have. */
@RestController
@Tag(name = "Articles")
@RequestMapping("/api/v1/articles/{id}")
class ArticleController {

	private final ArticleQueries queries;

	ArticleController(ArticleQueries queries) {
		this.queries = queries;
	}

	@GetMapping("/versions")
	@Operation(summary = "All versions of what the article says, the latest first, for who sees drafts")
	List<ArticleTextView> articleVersions(@PathVariable String id) {
		return this.queries.versions(id);
	}

	@GetMapping("/versions/{version}/difference")
	@Operation(summary = "How a version differs from the one before or from another, line by line")
	List<ArticleQueries.FieldDifference> articleDifference(@PathVariable String id, @PathVariable int version,
			@RequestParam(required = false) @Nullable Integer from) {
		return this.queries.difference(id, version, from);
	}

}
