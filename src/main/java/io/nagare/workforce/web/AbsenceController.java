package io.nagare.workforce.web;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import io.nagare.workforce.Absence;
import io.nagare.workforce.AbsenceManagement;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is away, and who stands in. */
@RestController
@RequestMapping("/api/v1/absences")
@Tag(name = "Absences")
class AbsenceController {

	private final CurrentCaller currentCaller;

	private final AbsenceManagement absences;

	AbsenceController(CurrentCaller currentCaller, AbsenceManagement absences) {
		this.currentCaller = currentCaller;
		this.absences = absences;
	}

	/** One's own and those one stands in for; managers see all. The latest first. */
	@GetMapping
	Paged<AbsenceDto> listAbsences(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(name = "user_id", required = false) @Nullable UUID user) {
		return this.absences.list(this.currentCaller.require(), PageQuery.of(page, limit), user).map(AbsenceDto::of);
	}

	@GetMapping("/{id}")
	AbsenceDto readAbsence(@PathVariable UUID id) {
		return AbsenceDto.of(this.absences.read(this.currentCaller.require(), id));
	}

	@PostMapping
	ResponseEntity<AbsenceDto> enterAbsence(@Valid @RequestBody AbsenceManagement.NewAbsence wanted) {
		Absence absence = this.absences.enter(this.currentCaller.require(), wanted);
		return ResponseEntity.created(URI.create("/api/v1/absences/" + absence.id())).body(AbsenceDto.of(absence));
	}

	/** Ends it now, or lets it not take place; it stays on record. */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void cancelAbsence(@PathVariable UUID id) {
		this.absences.cancel(this.currentCaller.require(), id);
	}

	/** An absence; {@code state} is {@code planned}, {@code running} or {@code over}. */
	@Schema(name = "Absence")
	record AbsenceDto(UUID id, UUID userId, UUID substituteId, Instant from, Instant to, String scope, String state,
			long version) implements Versioned {

		static AbsenceDto of(Absence absence) {
			return new AbsenceDto(absence.id(), absence.user(), absence.substitute(), absence.from(), absence.to(),
					absence.scope(), absence.state(), absence.version());
		}

	}

}
