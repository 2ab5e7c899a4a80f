package io.nagare.signin.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.signin.factor.SecondFactors;

/** The caller's second factor, and who must have one. */
@RestController
@Tag(name = "Authentication")
class SecondFactorController {

	private static final String OWN = "/api/v1/auth/second-factor";

	private static final String RULE = "/api/v1/second-factor-rule";

	private final CurrentSignIn current;

	private final SecondFactors secondFactors;

	SecondFactorController(CurrentSignIn current, SecondFactors secondFactors) {
		this.current = current;
		this.secondFactors = secondFactors;
	}

	@GetMapping(OWN)
	SecondFactorDto readSecondFactor() {
		return SecondFactorDto.of(this.secondFactors.of(this.current.inPerson()));
	}

	/** Makes a secret for an authenticator app; confirm it with the app's first code. */
	@PostMapping(OWN)
	@ResponseStatus(HttpStatus.CREATED)
	EnrolmentDto beginSecondFactor() {
		SecondFactors.Enrolment enrolment = this.secondFactors.begin(this.current.inPerson());
		return new EnrolmentDto(enrolment.secret(), enrolment.uri());
	}

	/** From now on a code is asked for. The recovery codes are shown this once. */
	@PostMapping(OWN + "/confirm")
	RecoveryCodesDto confirmSecondFactor(@Valid @RequestBody Code code, HttpServletRequest request) {
		return new RecoveryCodesDto(
				this.secondFactors.confirm(this.current.inPerson(), code.code(), request.getRemoteAddr()));
	}

	@PostMapping(OWN + "/recovery-codes")
	RecoveryCodesDto renewRecoveryCodes(@Valid @RequestBody Code code, HttpServletRequest request) {
		return new RecoveryCodesDto(
				this.secondFactors.renewRecoveryCodes(this.current.inPerson(), code.code(), request.getRemoteAddr()));
	}

	@PostMapping(OWN + "/disable")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void disableSecondFactor(@Valid @RequestBody Code code, HttpServletRequest request) {
		this.secondFactors.disable(this.current.inPerson(), code.code(), request.getRemoteAddr());
	}

	/** Whose people need one, in the caller's tenant. */
	@GetMapping(RULE)
	RuleDto readSecondFactorRule() {
		return RuleDto.of(this.secondFactors.roles(this.current.inPerson()));
	}

	/** Who has none then is led to enrol one, and can do nothing else. */
	@PutMapping(RULE)
	RuleDto changeSecondFactorRule(@Valid @RequestBody Rule rule) {
		return RuleDto.of(this.secondFactors.demandOf(this.current.inPerson(), rule.roles()));
	}

	/** A code from the app, or a recovery code. */
	record Code(@NotBlank @Size(max = 64) String code) {

		@Override
		public String toString() {
			return "Code[not shown]";
		}

	}

	/** The roles that need a second factor. */
	record Rule(@NotNull @Size(max = 20) Set<@NotBlank String> roles) {
	}

	/**
	 * The caller's second factor.
	 *
	 * @param enrolled whether a code is asked of him
	 * @param enrolledAt since when; absent where he has none
	 * @param recoveryCodesLeft how many are unused
	 * @param required whether his role needs a second factor
	 */
	@Schema(name = "SecondFactor")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record SecondFactorDto(boolean enrolled, @Nullable Instant enrolledAt, int recoveryCodesLeft, boolean required) {

		static SecondFactorDto of(SecondFactors.Standing standing) {
			return new SecondFactorDto(standing.since() != null, standing.since(), standing.recoveryCodesLeft(),
					standing.required());
		}

	}

	/**
	 * What an authenticator app needs.
	 *
	 * @param secret in Base32, to be typed
	 * @param otpauthUri the same, to be drawn as a QR code
	 */
	@Schema(name = "SecondFactorEnrolment")
	record EnrolmentDto(String secret, String otpauthUri) {

		@Override
		public String toString() {
			return "EnrolmentDto[not shown]";
		}

	}

	/** Each opens the door once, in place of a code. */
	@Schema(name = "RecoveryCodes")
	record RecoveryCodesDto(List<String> recoveryCodes) {

		@Override
		public String toString() {
			return "RecoveryCodesDto[not shown]";
		}

	}

	/** The roles whose people need a second factor. */
	@Schema(name = "SecondFactorRule")
	record RuleDto(List<String> roles) {

		static RuleDto of(Set<String> roles) {
			return new RuleDto(roles.stream().sorted().toList());
		}

	}

}
