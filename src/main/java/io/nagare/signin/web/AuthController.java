package io.nagare.signin.web;

import io.nagare.directory.UserDto;

import java.util.List;
import java.util.Optional;

import io.nagare.directory.NewUser;
import io.nagare.signin.FirstAdministrator;
import io.nagare.signin.PasswordAuthenticationService;
import io.nagare.signin.SignIns;
import io.nagare.signin.SignedIn;
import io.nagare.signin.token.TokenService;
import io.nagare.shared.Refusal;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sign-in for programs. Answers bare, as OAuth 2.0 does. */
@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Authentication")
class AuthController {

	private final CurrentSignIn current;

	private final PasswordAuthenticationService door;

	private final SignIns signIns;

	private final TokenService tokens;

	private final FirstAdministrator firstAdministrator;

	AuthController(CurrentSignIn current, PasswordAuthenticationService door, SignIns signIns, TokenService tokens,
			FirstAdministrator firstAdministrator) {
		this.current = current;
		this.door = door;
		this.signIns = signIns;
		this.tokens = tokens;
		this.firstAdministrator = firstAdministrator;
	}

	@PostMapping("/login")
	@SecurityRequirements
	TokenAnswer login(@RequestBody Login login, HttpServletRequest request) {
		String username = required("username", login.username());
		String password = required("password", login.password());
		return TokenAnswer
			.of(this.tokens.openFor(this.door.enter(username, password, login.code(), request.getRemoteAddr())));
	}

	@PostMapping("/refresh")
	@SecurityRequirements
	TokenAnswer refresh(@RequestBody Refresh refresh) {
		return this.tokens.refresh(required("refresh_token", refresh.refreshToken()))
			.map(TokenAnswer::of)
			.orElseThrow(AuthController::stranger);
	}

	/** Ends the sign-in of the caller, of the refresh token, or of both. */
	@PostMapping("/logout")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void logout(@RequestBody(required = false) @Nullable Refresh refresh, HttpServletRequest request) {
		@Nullable String token = (refresh != null) ? refresh.refreshToken() : null;
		Optional<SignedIn> signedIn = this.current.find();
		if (signedIn.isEmpty() && token == null) {
			throw stranger();
		}
		if (token != null) {
			this.tokens.endBy(token);
		}
		signedIn.flatMap(SignedIn::signIn).ifPresent(this.signIns::end);
		@Nullable HttpSession session = request.getSession(false);
		if (session != null) {
			session.invalidate();
		}
	}

	/** Once in the life of an installation: the token stands in its log. */
	@PostMapping("/first-administrator")
	@SecurityRequirements
	@ResponseStatus(HttpStatus.CREATED)
	UserDto becomeFirstAdministrator(@Valid @RequestBody First first) {
		return UserDto.of(
				this.firstAdministrator.become(first.token(), first.username(), first.email(), first.password()),
				List.of(), false);
	}

	private static String required(String field, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			throw Refusal.invalid(field, "required");
		}
		return value;
	}

	private static Refusal stranger() {
		return new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of());
	}

	/**
	 * Who wants to sign in.
	 *
	 * @param code from the app or a recovery code, of who has a second factor
	 */
	record Login(@Nullable String username, @Nullable String password, @Nullable String code) {

		@Override
		public String toString() {
			return "Login[" + this.username + "]";
		}

	}

	record Refresh(@Nullable String refreshToken) {

		@Override
		public String toString() {
			return "Refresh[not shown]";
		}

	}

	record First(@NotBlank String token, @NotBlank @Size(max = 100) @Pattern(regexp = NewUser.USERNAME) String username,
			@NotBlank @Email @Size(max = 255) String email, @NotBlank @Size(max = 128) String password) {

		@Override
		public String toString() {
			return "First[" + this.username + "]";
		}

	}

	/**
	 * As in RFC 6749, 5.1.
	 *
	 * @param accessToken to be sent as Bearer
	 * @param tokenType always {@code bearer}
	 * @param expiresIn seconds until the access token expires
	 * @param refreshToken to be traded, once, for the next pair
	 */
	record TokenAnswer(String accessToken, String tokenType, long expiresIn, String refreshToken) {

		static TokenAnswer of(TokenService.Tokens tokens) {
			return new TokenAnswer(tokens.accessToken(), "bearer", tokens.lifetime().toSeconds(),
					tokens.refreshToken());
		}

		@Override
		public String toString() {
			return "TokenAnswer[not shown]";
		}

	}

}
