package io.nagare.suggestion.web;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.suggestion.SuggestionVersion;
import io.nagare.suggestion.Setting;
import io.nagare.suggestion.SuggestionAdministration;
import io.nagare.suggestion.SuggestionService;
import io.nagare.suggestion.SuggestionView;

/** What may help with what somebody types. */
@RestController
@Tag(name = "Suggestions")
@RequestMapping("/api/v1/suggestions")
class SuggestionController {

	private final SuggestionService suggestions;

	private final SuggestionAdministration administration;

	SuggestionController(SuggestionService suggestions, SuggestionAdministration administration) {
		this.suggestions = suggestions;
		this.administration = administration;
	}

	@GetMapping
	@Operation(
			summary = "Suggests what may help with a text that is being typed: fields, tickets, known errors, articles")
	SuggestionView suggest(@RequestParam @NotBlank @Size(max = 500) String title,
			@RequestParam(required = false) @Nullable @Size(max = 2000) String description,
			@RequestParam(defaultValue = "incident") String kind) {
		return this.suggestions.suggest(kind, title, description);
	}

	@GetMapping("/models")
	@Operation(
			summary = "Lists the trained versions, how each did with held-out tickets, and what became of what it said")
	List<SuggestionVersion> listSuggestionModels() {
		return this.administration.versions();
	}

	@PostMapping("/models")
	@Operation(summary = "Learns now from closed tickets; what is no better is not put to use")
	List<SuggestionVersion> trainSuggestionModels() {
		return this.administration.train();
	}

	@GetMapping("/settings")
	@Operation(summary = "What the models may do, field by field")
	List<Setting> listSuggestionSettings() {
		return this.administration.settings();
	}

	@PutMapping("/settings/{field}")
	@Operation(summary = "Lets the models do more or less with a field")
	Setting putSuggestionSetting(@PathVariable String field, @Valid @RequestBody Wanted wanted) {
		return this.administration.set(field, wanted.mode(), wanted.threshold());
	}

	/**
	 * What models may do.
	 *
	 * @param mode {@code fill} only for the category
	 * @param threshold how sure one must be to say anything; 0.6 without
	 */
	@Schema(name = "SuggestionWanted")
	record Wanted(@NotNull @Pattern(regexp = "off|shadow|suggest|fill") String mode,
			@Nullable @DecimalMin("0.3") @DecimalMax("1") Double threshold) {
	}

}
