package io.nagare.realtime.web;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.realtime.PresenceService;

/** Who is at which ticket. */
@RestController
@Tag(name = "Live")
@RequestMapping("/api/v1/presence")
class PresenceController {

	private final PresenceService presence;

	PresenceController(PresenceService presence) {
		this.presence = presence;
	}

	@GetMapping
	@Operation(summary = "Who looks at, or writes in, which ticket; nothing for reporters")
	List<PresenceService.Presence> listPresence(@RequestParam(required = false) @Nullable String ticket) {
		return this.presence.present(ticket);
	}

	@PutMapping
	@Operation(summary = "Says that the caller is at a ticket; it holds for a minute")
	PresenceService.Presence sayPresence(@Valid @RequestBody NewPresence said) {
		return this.presence.say(said.ticket(), said.mode());
	}

	@DeleteMapping("/{ticket}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Says that the caller has left a ticket")
	void leaveTicket(@PathVariable String ticket) {
		this.presence.leave(ticket);
	}

	/**
	 * Where the caller is.
	 *
	 * @param ticket its id or number
	 * @param mode {@code viewing} or {@code writing}
	 */
	record NewPresence(@NotBlank String ticket, @NotNull @Pattern(regexp = "viewing|writing") String mode) {
	}

}
