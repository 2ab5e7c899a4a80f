package io.nagare.ticket.web;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.ticket.word.WordChanges;
import io.nagare.ticket.word.WordChanges.WordChange;
import io.nagare.ticket.word.WordChanges.WordsInHand;
import io.nagare.ticket.word.WordSuccessor;

/** Words that open tickets carry and no table has any more. */
@RestController
@RequestMapping("/api/v1/word-changes")
@Tag(name = "Models")
class WordChangeController {

	private static final int MOST_WORDS = 100;

	private final WordChanges changes;

	WordChangeController(WordChanges changes) {
		this.changes = changes;
	}

	@GetMapping
	@Operation(
			summary = "The words that open tickets carry and no table in force has, how many carry each, and what was"
					+ " done about others")
	WordsInHand listWordChanges() {
		return this.changes.list();
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Begins to give all open tickets that carry such words their successors; their priority is"
			+ " decided anew, and their clocks are agreed anew where that is asked")
	WordChange changeWords(@Valid @RequestBody NewWordChange wanted) {
		return this.changes.begin(wanted.successors(), Boolean.TRUE.equals(wanted.agree()));
	}

	@GetMapping("/{id}")
	@Operation(summary = "How far it is, with what became of each ticket")
	WordChange readWordChange(@PathVariable UUID id) {
		return this.changes.read(id);
	}

	@PostMapping("/{id}/undo")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Takes it back: each ticket gets back the words, priority and clocks that it had")
	WordChange undoWordChange(@PathVariable UUID id) {
		return this.changes.undo(id);
	}

	/**
	 * What is wanted.
	 *
	 * @param successors what takes the place of which words
	 * @param agree whether the clocks of those tickets are agreed anew; not where it is
	 * left out
	 */
	@Schema(name = "NewWordChange")
	record NewWordChange(@NotEmpty @Size(max = MOST_WORDS) List<@NotNull @Valid WordSuccessor> successors,
			@Nullable Boolean agree) {
	}

}
