package io.nagare.signin.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.User;
import io.nagare.signin.token.PersonalTokens;
import io.nagare.signin.factor.SecondFactors;
import io.nagare.signin.passkey.Passkeys;
import io.nagare.signin.SignIns;
import io.nagare.signin.web.SessionController.SessionDto;
import io.nagare.signin.web.TokenController.TokenDto;
import io.nagare.shared.Refusal;

/** By what a user gets in, for administrators: to look at, and to take away. */
@RestController
@RequestMapping("/api/v1/users/{id}")
@Tag(name = "Users")
class UserAccessController {

	private final CurrentSignIn current;

	private final DirectoryQueries register;

	private final SignIns signIns;

	private final PersonalTokens tokens;

	private final SecondFactors secondFactors;

	private final Passkeys passkeys;

	UserAccessController(CurrentSignIn current, DirectoryQueries register, SignIns signIns, PersonalTokens tokens,
			SecondFactors secondFactors, Passkeys passkeys) {
		this.current = current;
		this.register = register;
		this.signIns = signIns;
		this.tokens = tokens;
		this.secondFactors = secondFactors;
		this.passkeys = passkeys;
	}

	@GetMapping("/sessions")
	List<SessionDto> listUsersSessions(@PathVariable UUID id) {
		administrator();
		return SessionDto.of(this.signIns.openOf(userId(id)), Optional.empty());
	}

	/** Ends all of them. */
	@DeleteMapping("/sessions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endUsersSessions(@PathVariable UUID id) {
		this.signIns.endAllOf(administrator(), userId(id), null);
	}

	@DeleteMapping("/sessions/{session_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endUsersSession(@PathVariable UUID id, @PathVariable("session_id") UUID sessionId) {
		this.signIns.endOf(administrator(), userId(id), sessionId);
	}

	@GetMapping("/tokens")
	List<TokenDto> listUsersTokens(@PathVariable UUID id) {
		administrator();
		return this.tokens.of(userId(id)).stream().map(TokenDto::of).toList();
	}

	/** Revokes all of them. */
	@DeleteMapping("/tokens")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revokeUsersTokens(@PathVariable UUID id) {
		administrator();
		this.tokens.revokeAll(userId(id));
	}

	@DeleteMapping("/tokens/{token_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revokeUsersToken(@PathVariable UUID id, @PathVariable("token_id") UUID tokenId) {
		administrator();
		this.tokens.revoke(userId(id), tokenId);
	}

	@GetMapping("/passkeys")
	List<PasskeyController.PasskeyDto> listUsersPasskeys(@PathVariable UUID id) {
		administrator();
		return PasskeyController.PasskeyDto.of(this.passkeys.of(userId(id)));
	}

	/** For who has lost the device. */
	@DeleteMapping("/passkeys/{passkey_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removeUsersPasskey(@PathVariable UUID id, @PathVariable("passkey_id") UUID passkeyId) {
		this.passkeys.remove(ofOwnTenant(administrator(), id), passkeyId);
	}

	/** For who has lost his app and his recovery codes. Nobody does it to himself. */
	@DeleteMapping("/second-factor")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void resetUsersSecondFactor(@PathVariable UUID id) {
		Caller administrator = administrator();
		if (administrator.userId().equals(id)) {
			throw Refusal.conflict(null, "not_yourself");
		}
		this.secondFactors.reset(ofOwnTenant(administrator, id));
	}

	/** By what tenants' people sign in is their tenant's to take away. */
	private UUID ofOwnTenant(Caller administrator, UUID id) {
		User user = this.register.user(id).orElseThrow(Refusal::notFound);
		if (administrator.isPlatform() && user.tenant().isPresent()) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Refusal.Detail.of(null, "tenants_own_people")));
		}
		return user.id();
	}

	private Caller administrator() {
		Caller caller = this.current.inPerson();
		caller.demand("user:manage");
		return caller;
	}

	private UUID userId(UUID id) {
		return this.register.user(id).map(User::id).orElseThrow(Refusal::notFound);
	}

}
