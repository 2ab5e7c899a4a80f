package io.nagare.signin.passkey;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.webauthn4j.util.exception.WebAuthnException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.jackson.WebauthnJackson2Module;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.signin.PasswordAuthenticationService;
import io.nagare.signin.SignInAuditEvent;
import io.nagare.signin.factor.SecondFactors;
import io.nagare.signin.keys.SecretBox;

/**
 * Keys on people's devices (WebAuthn). Each opens the door without a password, and
 * without a second factor, since the device asks who holds it.
 */
@Component
public class Passkeys {

	/** What one person can still keep apart. */
	private static final int MOST = 20;

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json()
		.modules(new WebauthnJackson2Module())
		.build();

	private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>> NEW = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, Object>> AS_MAP = new TypeReference<>() {
	};

	private final PasskeyRows rows;

	private final PasskeyRelyingParty relyingParty;

	private final SecretBox box;

	private final PasswordAuthenticationService passwords;

	private final SecondFactors secondFactors;

	private final ApplicationEventPublisher events;

	Passkeys(PasskeyRows rows, PasskeyRelyingParty relyingParty, SecretBox box, PasswordAuthenticationService passwords,
			SecondFactors secondFactors, ApplicationEventPublisher events) {
		this.rows = rows;
		this.relyingParty = relyingParty;
		this.box = box;
		this.passwords = passwords;
		this.secondFactors = secondFactors;
		this.events = events;
	}

	/** The person's passkeys, the youngest first. */
	@Transactional(readOnly = true)
	public List<Passkey> of(UUID user) {
		return this.rows.of(user);
	}

	/**
	 * What the caller's browser asks a device to make, once he has shown his password,
	 * and a code where he has a second factor: a passkey will stand for both.
	 * @param code null where he has none
	 * @param address where the request comes from
	 * @throws Refusal VALIDATION_FAILED for a wrong password or code; CONFLICT where he
	 * has too many passkeys; RATE_LIMITED after too many failures
	 */
	public Begun begin(Caller caller, String password, @Nullable String code, String address) {
		this.passwords.demandAgain(caller, password, address);
		this.secondFactors.demandWhereEnrolled(caller, code, address);
		refuseTooMany(caller);
		Bytes challenge = Bytes.random();
		return new Begun(JSON.convertValue(options(caller, challenge), AS_MAP), state(caller, challenge));
	}

	/**
	 * Takes what the device has made.
	 * @param state as it was given with what was asked for
	 * @param made the browser's answer
	 * @throws Refusal VALIDATION_FAILED where it is not what was asked for, somebody has
	 * it already, or it came later than ten minutes
	 */
	@Transactional
	public Passkey add(Caller caller, String name, String state, Map<String, Object> made) {
		refuseTooMany(caller);
		CredentialRecord key = verified(caller, name, state, made);
		UUID id = UUID.randomUUID();
		if (!this.rows.add(id, caller.tenantId(), key)) {
			throw Refusal.invalid("credential", "passkey_wrong");
		}
		this.events.publishEvent(SignInAuditEvent.passkey("added", caller.userId(), name));
		return this.rows.of(caller.userId())
			.stream()
			.filter((one) -> one.id().equals(id))
			.findAny()
			.orElseThrow(Refusal::notFound);
	}

	private void refuseTooMany(Caller caller) {
		if (this.rows.of(caller.userId()).size() >= MOST) {
			throw Refusal.conflict(null, "too_many", MOST);
		}
	}

	private CredentialRecord verified(Caller caller, String name, String state, Map<String, Object> made) {
		try {
			return this.relyingParty.registerCredential(
					new ImmutableRelyingPartyRegistrationRequest(options(caller, challenge(caller, state)),
							new RelyingPartyPublicKey(JSON.convertValue(made, NEW), name)));
		}
		catch (WebAuthnException | IllegalArgumentException | NullPointerException ex) {
			// parts that are not there are as wrong as others
			throw Refusal.invalid("credential", "passkey_wrong");
		}
	}

	/**
	 * Takes one of the person's passkeys away; the device keeps it, and it opens nothing.
	 * @throws Refusal NOT_FOUND where he has no such one
	 */
	@Transactional
	public void remove(UUID user, UUID id) {
		String name = this.rows.of(user)
			.stream()
			.filter((one) -> one.id().equals(id))
			.map(Passkey::name)
			.findAny()
			.orElseThrow(Refusal::notFound);
		if (this.rows.remove(user, id)) {
			this.events.publishEvent(SignInAuditEvent.passkey("removed", user, name));
		}
	}

	private PublicKeyCredentialCreationOptions options(Caller caller, Bytes challenge) {
		String key = caller.userId().toString();
		return this.relyingParty.creation(
				new ImmutablePublicKeyCredentialCreationOptionsRequest(
						UsernamePasswordAuthenticationToken.authenticated(key, null, List.of())),
				(options) -> options.challenge(challenge)
					.user(ImmutablePublicKeyCredentialUserEntity.builder()
						.id(PasskeyRows.handle(caller.userId()))
						.name(caller.username())
						.displayName(caller.username())
						.build()));
	}

	/** The challenge and when it ends, sealed, so that no node need remember it. */
	private String state(Caller caller, Bytes challenge) {
		byte[] bytes = challenge.getBytes();
		return this.box.seal(ByteBuffer.allocate(Long.BYTES + bytes.length)
			.putLong(Instant.now().plus(PATIENCE).getEpochSecond())
			.put(bytes)
			.array(), owner(caller));
	}

	private Bytes challenge(Caller caller, String state) {
		ByteBuffer bytes = opened(caller, state);
		if (bytes.remaining() < Long.BYTES || Instant.ofEpochSecond(bytes.getLong()).isBefore(Instant.now())) {
			throw Refusal.invalid("state", "passkey_late");
		}
		byte[] challenge = new byte[bytes.remaining()];
		bytes.get(challenge);
		return new Bytes(challenge);
	}

	/** Empty where nothing was sealed so for the caller. */
	private ByteBuffer opened(Caller caller, String state) {
		try {
			return ByteBuffer.wrap(this.box.open(state, owner(caller)));
		}
		catch (IllegalStateException | IllegalArgumentException | BufferUnderflowException ex) {
			return ByteBuffer.allocate(0);
		}
	}

	private static String owner(Caller caller) {
		return "passkey " + caller.userId();
	}

	/**
	 * What a browser is to ask of a device.
	 *
	 * @param options as WebAuthn has them, in JSON
	 * @param state to be sent back with the answer
	 */
	public record Begun(Map<String, Object> options, String state) {
	}

}
