package io.nagare.signin.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

import io.nagare.signin.passkey.Passkey;
import io.nagare.signin.passkey.Passkeys;

/** The caller's passkeys. */
@RestController
@RequestMapping("/api/v1/auth/passkeys")
@Tag(name = "Authentication")
class PasskeyController {

	private final CurrentSignIn current;

	private final Passkeys passkeys;

	PasskeyController(CurrentSignIn current, Passkeys passkeys) {
		this.current = current;
		this.passkeys = passkeys;
	}

	/** The youngest first. */
	@GetMapping
	List<PasskeyDto> listPasskeys() {
		return PasskeyDto.of(this.passkeys.of(this.current.inPerson().userId()));
	}

	/**
	 * What a browser asks a device to make. The password must be shown once more, and a
	 * code where the caller has a second factor.
	 */
	@PostMapping("/options")
	PasskeyOptionsDto beginPasskey(@Valid @RequestBody Password password, HttpServletRequest request) {
		Passkeys.Begun begun = this.passkeys.begin(this.current.inPerson(), password.currentPassword(), password.code(),
				request.getRemoteAddr());
		return new PasskeyOptionsDto(begun.options(), begun.state());
	}

	/** From now on the device signs its holder in. */
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	PasskeyDto addPasskey(@Valid @RequestBody NewPasskey made) {
		return PasskeyDto
			.of(this.passkeys.add(this.current.inPerson(), made.name().strip(), made.state(), made.credential()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removePasskey(@PathVariable UUID id) {
		this.passkeys.remove(this.current.inPerson().userId(), id);
	}

	/**
	 * By what the caller shows that it is he.
	 *
	 * @param code from his app, or a recovery code, where he has a second factor
	 */
	record Password(@NotBlank @Size(max = 256) String currentPassword, @Nullable @Size(max = 64) String code) {

		@Override
		public String toString() {
			return "Password[not shown]";
		}

	}

	/**
	 * What a device has made.
	 *
	 * @param name what the caller calls the device
	 * @param state as it was given with the options
	 * @param credential the browser's {@code PublicKeyCredential.toJSON()}
	 */
	record NewPasskey(@NotBlank @Size(max = 100) String name, @NotBlank @Size(max = 500) String state,
			@NotNull Map<String, Object> credential) {
	}

	/**
	 * What a browser asks a device to make.
	 *
	 * @param options for {@code PublicKeyCredential.parseCreationOptionsFromJSON()}
	 * @param state to be sent back with what was made, within ten minutes
	 */
	@Schema(name = "PasskeyOptions")
	record PasskeyOptionsDto(Map<String, Object> options, String state) {
	}

	/**
	 * A key on a device of somebody's.
	 *
	 * @param lastUsedAt when it last opened the door, or was made
	 * @param synced whether the device's maker keeps copies on the person's other devices
	 */
	@Schema(name = "Passkey")
	record PasskeyDto(UUID id, String name, Instant createdAt, Instant lastUsedAt, boolean synced) {

		static PasskeyDto of(Passkey passkey) {
			return new PasskeyDto(passkey.id(), passkey.name(), passkey.created(), passkey.lastUsed(),
					passkey.synced());
		}

		static List<PasskeyDto> of(List<Passkey> passkeys) {
			return passkeys.stream().map(PasskeyDto::of).toList();
		}

	}

}
