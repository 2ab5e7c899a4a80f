package io.nagare.workflow.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.workflow.WordList;
import io.nagare.workflow.WordList.Word;

/** Words that are data, with what people read for them. */
@RestController
@RequestMapping("/api/v1/words")
@Tag(name = "Models")
class WordController {

	private final List<WordList> lists;

	private final CurrentCaller callers;

	WordController(List<WordList> lists, CurrentCaller callers) {
		this.lists = lists;
		this.callers = callers;
	}

	@GetMapping
	@Transactional(readOnly = true)
	@Operation(summary = "The words of the models and tables in force: statuses, priorities, reasons, codes, links")
	Map<String, List<Word>> listWords() {
		Caller caller = this.callers.require();
		if (caller.isPlatform()) {
			throw Refusal.forbidden();
		}
		return WordList.all(this.lists);
	}

	@GetMapping("/{list}")
	@Transactional(readOnly = true)
	@Operation(summary = "One list of them")
	List<Word> readWords(@PathVariable String list) {
		return Optional.ofNullable(listWords().get(list)).orElseThrow(Refusal::notFound);
	}

}
