package io.nagare.suggestion.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.search.SimilarView;
import io.nagare.suggestion.SuggestionService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.web.ForEveryType;

/** What is like a ticket, of any type. */
@RestController
@ForEveryType
@Tag(name = "Suggestions")
@RequestMapping("/api/v1/{kind}/{id}/similar")
class SimilarController {

	private final SuggestionService suggestions;

	SimilarController(SuggestionService suggestions) {
		this.suggestions = suggestions;
	}

	@GetMapping
	@Operation(summary = "Tickets, known errors and articles about the same matter, and what helped there")
	SimilarView similarTickets(TicketType<?, ?> type, @PathVariable String id,
			@RequestParam(defaultValue = "5") @Min(1) @Max(20) int limit) {
		return this.suggestions.similarTo(type, id, limit);
	}

}
