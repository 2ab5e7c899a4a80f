package io.nagare.ticket.retention.web;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.ticket.retention.LegalHold;
import io.nagare.ticket.retention.RetentionRule;
import io.nagare.ticket.retention.RetentionRules;

/** For how long tickets are kept, and which are kept anyhow. */
@RestController
@Tag(name = "Retention")
@RequestMapping("/api/v1")
class RetentionController {

	private final RetentionRules rules;

	RetentionController(RetentionRules rules) {
		this.rules = rules;
	}

	@GetMapping("/retention-rules")
	@Operation(summary = "For how many days after their end tickets are kept, kind by kind; null for ever")
	List<RetentionRule> listRetentionRules() {
		return this.rules.rules();
	}

	@PutMapping("/retention-rules/{ticket_kind}")
	@Operation(
			summary = "Says for how long tickets of a kind are kept; the next night removes those whose time is over")
	RetentionRule setRetentionRule(@PathVariable("ticket_kind") String kind, @Valid @RequestBody RetentionDays days) {
		return this.rules.set(kind, days.days());
	}

	@GetMapping("/legal-holds")
	@Operation(summary = "The tickets that are kept whatever the rule of their kind says, the latest first")
	List<LegalHold> listLegalHolds() {
		return this.rules.holds();
	}

	@PostMapping("/legal-holds")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(
			summary = "Keeps a ticket whatever the rule of its kind says; another reason takes the place of the first")
	LegalHold holdTicket(@Valid @RequestBody NewLegalHold hold) {
		return this.rules.hold(hold.ticket(), hold.reason());
	}

	@DeleteMapping("/legal-holds/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Lets a ticket go when the time of its kind is over")
	void releaseLegalHold(@PathVariable UUID id) {
		this.rules.release(id);
	}

	/**
	 * For how long.
	 *
	 * @param days after their end; null for ever
	 */
	record RetentionDays(@Nullable @Min(RetentionRule.SHORTEST) @Max(RetentionRule.LONGEST) Integer days) {
	}

	/**
	 * Which ticket to keep, and why.
	 *
	 * @param ticket its key or its number
	 */
	record NewLegalHold(@NotBlank @Size(max = 36) String ticket, @NotBlank @Size(max = 500) String reason) {
	}

}
