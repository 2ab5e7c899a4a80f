package io.nagare.change.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.change.calendar.Freeze;
import io.nagare.change.calendar.Freezes;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;

/** Times in which things are not to be changed. */
@RestController
@Tag(name = "Changes")
@RequestMapping("/api/v1/freezes")
class FreezeController {

	private final Freezes freezes;

	FreezeController(Freezes freezes) {
		this.freezes = freezes;
	}

	@GetMapping
	@Operation(summary = "Lists the freezes, the earliest first")
	Paged<FreezeDto> listFreezes(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.freezes.page(PageQuery.of(page, limit)).map(FreezeDto::of);
	}

	@GetMapping("/{id}")
	FreezeDto readFreeze(@PathVariable UUID id) {
		return FreezeDto.of(this.freezes.one(id));
	}

	@PostMapping
	@Operation(summary = "Declares a freeze, once or recurring")
	ResponseEntity<FreezeDto> declareFreeze(@Valid @RequestBody Freezes.FreezeFields freeze) {
		FreezeDto declared = FreezeDto.of(this.freezes.declare(freeze));
		return ResponseEntity.created(URI.create("/api/v1/freezes/" + declared.id())).body(declared);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a freeze; changes under way notice it before they start")
	FreezeDto changeFreeze(@PathVariable UUID id, @Valid @RequestBody Freezes.FreezeFields fields, IfMatch ifMatch) {
		return FreezeDto.of(this.freezes.change(id, fields, ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Lifts a freeze")
	void liftFreeze(@PathVariable UUID id, IfMatch ifMatch) {
		this.freezes.lift(id, ifMatch);
	}

	record FreezeDto(UUID id, String name, @Nullable String reason, Instant startsAt, Instant endsAt, String timeZone,
			@Nullable String rrule, List<LocalDate> exceptDates, @Schema(allowableValues = {
					"tenant", "location", "service", "ci_class", "ci" }) String scope,
			@Nullable UUID ciId, @Nullable String ciClass, @Nullable String location, boolean hard,
			boolean exceptEmergency, List<UUID> exceptModels, Instant createdAt, Instant updatedAt,
			long version) implements Versioned{

		static FreezeDto of(Freeze freeze) {
			return new FreezeDto(freeze.id(), freeze.name(), freeze.reason(), freeze.startsAt(), freeze.endsAt(),
					freeze.timeZone(), freeze.rrule(), freeze.exceptDates(), freeze.scope(), freeze.ciId(),
					freeze.ciClass(), freeze.location(), freeze.isHard(), freeze.exceptEmergency(),
					freeze.exceptModels(), freeze.createdAt(), freeze.updatedAt(), freeze.version());
		}

	}

}
