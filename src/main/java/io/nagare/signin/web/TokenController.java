package io.nagare.signin.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.signin.token.PersonalToken;
import io.nagare.signin.token.PersonalTokens;

/** The caller's own personal access tokens. */
@RestController
@RequestMapping("/api/v1/auth/tokens")
@Tag(name = "Authentication")
class TokenController {

	private final CurrentSignIn current;

	private final PersonalTokens tokens;

	TokenController(CurrentSignIn current, PersonalTokens tokens) {
		this.current = current;
		this.tokens = tokens;
	}

	/** Those that are good now, the youngest first. */
	@GetMapping
	List<TokenDto> listTokens() {
		return this.tokens.of(this.current.inPerson().userId()).stream().map(TokenDto::of).toList();
	}

	/** The answer shows the token for the first and last time. */
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	TokenDto createToken(@Valid @RequestBody PersonalTokens.NewToken wanted) {
		PersonalTokens.Made made = this.tokens.make(this.current.inPerson(), wanted);
		return TokenDto.of(made.token(), made.secret());
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revokeToken(@PathVariable UUID id) {
		this.tokens.revoke(this.current.inPerson().userId(), id);
	}

	/**
	 * A personal access token.
	 *
	 * @param token what its bearer sends; only in the answer to its creation
	 * @param readOnly whether it changes nothing
	 * @param permissions what it is limited to; absent where it may do all its owner may
	 * @param lastUsedAt to the minute; absent until it is used
	 */
	@Schema(name = "PersonalToken")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record TokenDto(UUID id, String name, @Nullable String token, boolean readOnly, @Nullable List<String> permissions,
			Instant createdAt, Instant expiresAt, @Nullable Instant lastUsedAt) {

		static TokenDto of(PersonalToken token) {
			return of(token, null);
		}

		static TokenDto of(PersonalToken token, @Nullable String secret) {
			return new TokenDto(token.id(), token.name(), secret, token.isReadOnly(),
					token.permissions().map((words) -> words.stream().sorted().toList()).orElse(null), token.created(),
					token.expires(), token.lastUsed().orElse(null));
		}

		@Override
		public String toString() {
			return "TokenDto[" + this.id + "]";
		}

	}

}
