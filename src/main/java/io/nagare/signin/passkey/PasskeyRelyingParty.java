package io.nagare.signin.passkey;

import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;

import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions.PublicKeyCredentialCreationOptionsBuilder;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;

import io.nagare.shared.PublicUrl;

/**
 * Nagare as devices know it: by the host that people open it at. A device must know who
 * holds it, by a finger, a face or a number: what it has and what he is or knows are then
 * two factors in one.
 */
@Component
class PasskeyRelyingParty implements WebAuthnRelyingPartyOperations {

	private static final String NAME = "Nagare";

	private final PasskeyRows rows;

	private final PublicUrl publicUrl;

	PasskeyRelyingParty(PasskeyRows rows, PublicUrl publicUrl) {
		this.rows = rows;
		this.publicUrl = publicUrl;
	}

	private Webauthn4JRelyingPartyOperations here() {
		URI address = URI.create(this.publicUrl.of(""));
		String origin = address.getScheme() + "://" + address.getAuthority();
		Webauthn4JRelyingPartyOperations operations = new Webauthn4JRelyingPartyOperations(this.rows, this.rows,
				PublicKeyCredentialRpEntity.builder().id(address.getHost()).name(NAME).build(), Set.of(origin));
		operations
			.setCustomizeRequestOptions((options) -> options.userVerification(UserVerificationRequirement.REQUIRED));
		return operations;
	}

	/** What a device is asked to make, said more closely by the consumer. */
	PublicKeyCredentialCreationOptions creation(PublicKeyCredentialCreationOptionsRequest request,
			Consumer<PublicKeyCredentialCreationOptionsBuilder> more) {
		Webauthn4JRelyingPartyOperations operations = here();
		operations.setCustomizeCreationOptions(
				(options) -> more.accept(options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
					.residentKey(ResidentKeyRequirement.REQUIRED)
					.userVerification(UserVerificationRequirement.REQUIRED)
					.build())));
		return operations.createPublicKeyCredentialCreationOptions(request);
	}

	@Override
	public PublicKeyCredentialCreationOptions createPublicKeyCredentialCreationOptions(
			PublicKeyCredentialCreationOptionsRequest request) {
		return creation(request, (options) -> {
		});
	}

	@Override
	public CredentialRecord registerCredential(RelyingPartyRegistrationRequest request) {
		return here().registerCredential(request);
	}

	/** Of anybody's device: who asks is not known, or signs in as somebody else. */
	@Override
	public PublicKeyCredentialRequestOptions createCredentialRequestOptions(
			PublicKeyCredentialRequestOptionsRequest request) {
		return here().createCredentialRequestOptions(() -> null);
	}

	/**
	 * Whose device has answered.
	 * @throws IllegalArgumentException where nobody's has
	 */
	@Override
	public PublicKeyCredentialUserEntity authenticate(RelyingPartyAuthenticationRequest request) {
		if (this.rows.findByCredentialId(request.getPublicKey().getRawId()) == null) {
			throw new IllegalArgumentException("Nobody has this passkey");
		}
		PublicKeyCredentialRequestOptions asked = request.getRequestOptions();
		// what a session has kept is compared by identity, and would no longer demand it
		PublicKeyCredentialRequestOptions demanded = PublicKeyCredentialRequestOptions.builder()
			.challenge(asked.getChallenge())
			.rpId(asked.getRpId())
			.timeout(asked.getTimeout())
			.allowCredentials(asked.getAllowCredentials())
			.extensions(asked.getExtensions())
			.userVerification(UserVerificationRequirement.REQUIRED)
			.build();
		return here().authenticate(new RelyingPartyAuthenticationRequest(demanded, request.getPublicKey()));
	}

}
