package io.nagare.workplace.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.shared.InParts;
import io.nagare.workplace.BulkService;

/** One action on many tickets. */
@RestController
@Tag(name = "Tickets")
@RequestMapping("/api/v1/bulk")
class BulkController {

	private final BulkService bulk;

	BulkController(BulkService bulk) {
		this.bulk = bulk;
	}

	@InParts
	@PostMapping
	@Operation(summary = "Performs an action on at most 100 tickets, each by itself, and says what became of each")
	List<BulkService.Verdict> performOnMany(@Valid @RequestBody BulkAction wanted, Locale locale) {
		return this.bulk.perform(wanted.action(), wanted.ids(), (wanted.fields() != null) ? wanted.fields() : Map.of(),
				locale);
	}

	/**
	 * What is to be done.
	 *
	 * @param ids ids or numbers of the tickets, of whatever types
	 * @param fields the fields of the action's form, the same for all
	 */
	record BulkAction(@NotBlank String action, @NotEmpty @Size(max = 100) List<@NotBlank String> ids,
			@Nullable Map<String, Object> fields) {
	}

}
