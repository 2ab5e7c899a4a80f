package io.nagare.article.web;

import java.net.URI;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.article.ArticleDrafts;
import io.nagare.article.ArticleFeedback;
import io.nagare.article.ArticleQueries;
import io.nagare.article.ArticleTextView;
import io.nagare.article.ArticleView;

/** What only articles have. */
@RestController
@Tag(name = "Articles")
@RequestMapping("/api/v1/articles")
class ArticleController {

	private final ArticleQueries queries;

	private final ArticleFeedback feedback;

	private final ArticleDrafts drafts;

	ArticleController(ArticleQueries queries, ArticleFeedback feedback, ArticleDrafts drafts) {
		this.queries = queries;
		this.feedback = feedback;
		this.drafts = drafts;
	}

	@PostMapping("/from-resolution")
	@Operation(summary = "Begins an article with what solved a ticket, and relates them")
	ResponseEntity<ArticleView> draftArticle(@Valid @RequestBody Solved solved) {
		ArticleView article = this.drafts.fromResolution(solved.ticketId());
		return ResponseEntity.created(URI.create("/api/v1/articles/" + article.ticket().id())).body(article);
	}

	@GetMapping("/{id}/versions")
	@Operation(summary = "All versions of what the article says, the latest first, for who sees drafts")
	List<ArticleTextView> articleVersions(@PathVariable String id) {
		return this.queries.versions(id);
	}

	@GetMapping("/{id}/versions/{version}/difference")
	@Operation(summary = "How a version differs from the one before or from another, line by line")
	List<ArticleQueries.FieldDifference> articleDifference(@PathVariable String id, @PathVariable int version,
			@RequestParam(required = false) @Nullable Integer from) {
		return this.queries.difference(id, version, from);
	}

	@PutMapping("/{id}/feedback")
	@Operation(summary = "Says whether the version in force helped the caller, in place of what he said before")
	ArticleFeedback.Feedback rateArticle(@PathVariable String id, @Valid @RequestBody Said said) {
		return this.feedback.answer(id, said.helped(), said.spared());
	}

	/**
	 * A ticket that was solved.
	 *
	 * @param ticketId its id or number
	 */
	@Schema(name = "ArticleSource")
	record Solved(@NotBlank String ticketId) {
	}

	/**
	 * Whether it helped.
	 *
	 * @param spared whether the caller would have written a ticket without it
	 */
	@Schema(name = "ArticleFeedbackSaid")
	record Said(@NotNull Boolean helped, @Nullable Boolean spared) {
	}

}
