package io.nagare.signin.web;

import io.nagare.signin.PasswordChangeService;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own password. */
@RestController
@Tag(name = "Authentication")
class PasswordController {

	private final CurrentSignIn current;

	private final PasswordChangeService passwords;

	PasswordController(CurrentSignIn current, PasswordChangeService passwords) {
		this.current = current;
		this.passwords = passwords;
	}

	/** Ends all sign-ins of the caller, this one too. */
	@PostMapping("/api/v1/auth/password")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void changePassword(@Valid @RequestBody NewPassword wanted, HttpServletRequest request) {
		this.passwords.change(this.current.inPerson(), wanted.currentPassword(), wanted.password(),
				request.getRemoteAddr());
	}

	/** The old password and the new one. */
	record NewPassword(@NotBlank @Size(max = 256) String currentPassword, @NotBlank @Size(max = 128) String password) {

		@Override
		public String toString() {
			return "NewPassword[not shown]";
		}

	}

}
