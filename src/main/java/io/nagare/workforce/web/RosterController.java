package io.nagare.workforce.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Versioned;
import io.nagare.workforce.roster.Roster;
import io.nagare.workforce.roster.RosterLayer;
import io.nagare.workforce.roster.RosterManagement;
import io.nagare.workforce.roster.RosterSwap;

/** Who of a team is on call. */
@RestController
@RequestMapping("/api/v1/teams/{id}")
@Tag(name = "Teams")
class RosterController {

	private final CurrentCaller callers;

	private final RosterManagement rosters;

	RosterController(CurrentCaller callers, RosterManagement rosters) {
		this.callers = callers;
		this.rosters = rosters;
	}

	@GetMapping("/roster")
	@Operation(summary = "The layers of people who take turns, and what was swapped; no layers for nobody on call")
	RosterDto readRoster(@PathVariable UUID id) {
		return RosterDto.of(this.rosters.read(this.callers.requireMember(), id));
	}

	@PutMapping("/roster")
	@Operation(summary = "Plans the layers; for the team's manager too. Swaps of layers that stay are kept")
	RosterDto planRoster(@PathVariable UUID id, @Valid @RequestBody RosterManagement.NewRoster wanted,
			IfMatch ifMatch) {
		return RosterDto.of(this.rosters.plan(this.callers.requireMember(), id, wanted, ifMatch));
	}

	@GetMapping("/on-duty")
	@Operation(summary = "Who is on call at a moment and is there, the first to be called first; now without a moment")
	List<OnDutyDto> readOnDuty(@PathVariable UUID id, @RequestParam(required = false) @Nullable Instant at) {
		return this.rosters.onDuty(this.callers.requireMember(), id, Optional.ofNullable(at))
			.stream()
			.map(OnDutyDto::new)
			.toList();
	}

	@GetMapping("/roster/shifts")
	@Operation(summary = "Who is on call when in a period of at most 400 days, with the gaps and overlaps there are")
	RosterManagement.Duty listShifts(@PathVariable UUID id, @RequestParam Instant from, @RequestParam Instant to) {
		return this.rosters.shifts(this.callers.requireMember(), id, from, to);
	}

	@PostMapping("/roster/swaps")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Takes a layer's turns for a time; the team's manager may have anybody of the team take them")
	RosterSwap swapShifts(@PathVariable UUID id, @Valid @RequestBody RosterManagement.NewSwap wanted) {
		return this.rosters.swap(this.callers.requireMember(), id, wanted);
	}

	@DeleteMapping("/roster/swaps/{swap_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Takes a swap back")
	void takeSwapBack(@PathVariable UUID id, @PathVariable("swap_id") UUID swapId) {
		this.rosters.takeBack(this.callers.requireMember(), id, swapId);
	}

	/** The roster of a team. */
	@Schema(name = "Roster")
	record RosterDto(UUID teamId, List<RosterLayer> layers, List<RosterSwap> swaps, long version) implements Versioned {

		static RosterDto of(Roster roster) {
			return new RosterDto(roster.team(), roster.layers(), roster.swaps(), roster.version());
		}

	}

	/** Somebody who is on call. */
	@Schema(name = "OnDuty")
	record OnDutyDto(UUID userId) {
	}

}
