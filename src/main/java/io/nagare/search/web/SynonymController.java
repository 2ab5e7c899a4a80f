package io.nagare.search.web;

import java.net.URI;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

import io.nagare.search.SynonymFields;
import io.nagare.search.SynonymService;
import io.nagare.search.SynonymWords;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

/** Words that mean the same to searches. */
@RestController
@Tag(name = "Search")
@RequestMapping(SynonymController.PATH)
class SynonymController {

	static final String PATH = "/api/v1/search/synonyms";

	private final SynonymService synonyms;

	SynonymController(SynonymService synonyms) {
		this.synonyms = synonyms;
	}

	@GetMapping
	@Operation(summary = "Lists groups of words that mean the same: the tenant's own, then the shipped ones")
	Paged<SynonymWords> listSynonyms(@RequestParam(required = false) @Nullable @Size(max = 200) String q,
			@RequestParam(required = false) @Nullable Boolean shipped,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.synonyms.page(q, shipped, PageQuery.of(page, limit));
	}

	@GetMapping("/{id}")
	SynonymWords readSynonyms(@PathVariable UUID id) {
		return this.synonyms.one(id);
	}

	@PostMapping
	@Operation(summary = "Adds a group; searches heed it at once, without a new index")
	ResponseEntity<SynonymWords> addSynonyms(@Valid @RequestBody SynonymFields fields) {
		SynonymWords added = this.synonyms.add(fields);
		return ResponseEntity.created(URI.create(PATH + "/" + added.id())).body(added);
	}

	@PutMapping("/{id}")
	@Operation(summary = "Replaces the words of a group, or switches it on or off; a shipped one in this tenant alone")
	SynonymWords replaceSynonyms(@PathVariable UUID id, @Valid @RequestBody SynonymFields fields, IfMatch ifMatch) {
		return this.synonyms.replace(id, fields, ifMatch);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes a group; a shipped one is as shipped again")
	void removeSynonyms(@PathVariable UUID id, IfMatch ifMatch) {
		this.synonyms.remove(id, ifMatch);
	}

}
