package io.nagare.signin.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.signin.SignIn;
import io.nagare.signin.SignIns;

/** Where the caller is signed in. */
@RestController
@RequestMapping("/api/v1/auth/sessions")
@Tag(name = "Authentication")
class SessionController {

	private final CurrentSignIn current;

	private final SignIns signIns;

	SessionController(CurrentSignIn current, SignIns signIns) {
		this.current = current;
		this.signIns = signIns;
	}

	/** The open ones, the youngest first. */
	@GetMapping
	List<SessionDto> listSessions() {
		UUID user = this.current.inPerson().userId();
		return SessionDto.of(this.signIns.openOf(user), this.current.id());
	}

	/** Ends all but the one the request belongs to. */
	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endOtherSessions() {
		Caller caller = this.current.inPerson();
		this.signIns.endAllOf(caller, caller.userId(), this.current.id().orElse(null));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endSession(@PathVariable UUID id) {
		Caller caller = this.current.inPerson();
		this.signIns.endOf(caller, caller.userId(), id);
	}

	/**
	 * An open sign-in.
	 *
	 * @param kind {@code browser} or {@code program}
	 * @param lastSeenAt its last use, to the minute
	 * @param address the network address it was opened from
	 * @param userAgent what the browser or program calls itself, at most 200 characters
	 * @param current whether the request belongs to it
	 */
	@Schema(name = "Session")
	record SessionDto(UUID id, @Schema(allowableValues = {
			"browser", "program" }) String kind, Instant openedAt, Instant lastSeenAt, Instant expiresAt,
			@Nullable String address, @Nullable String userAgent, boolean current){

		static List<SessionDto> of(List<SignIn> signIns, Optional<UUID> current) {
			return signIns.stream()
				.map((signIn) -> new SessionDto(signIn.id(), signIn.kind(), signIn.opened(), signIn.lastSeen(),
						signIn.expires(), signIn.address(), signIn.userAgent(),
						current.filter(signIn.id()::equals).isPresent()))
				.toList();
		}

	}

}
