package io.nagare.signin.passkey;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.webauthn4j.util.exception.WebAuthnException;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationRequestToken;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.shared.Refusal;
import io.nagare.signin.RefusalAuthenticationException;
import io.nagare.signin.SignInAuditEvent;
import io.nagare.signin.SignIns;

/**
 * Lets in whose device has answered. It is no bean, because Spring Security would then
 * ask it twice.
 */
final class PasskeyAuthenticationProvider implements AuthenticationProvider {

	private final PasskeyRelyingParty relyingParty;

	private final AcrossTenants acrossTenants;

	private final Callers callers;

	private final SignIns signIns;

	private final ApplicationEventPublisher events;

	PasskeyAuthenticationProvider(PasskeyRelyingParty relyingParty, AcrossTenants acrossTenants, Callers callers,
			SignIns signIns, ApplicationEventPublisher events) {
		this.relyingParty = relyingParty;
		this.acrossTenants = acrossTenants;
		this.callers = callers;
		this.signIns = signIns;
		this.events = events;
	}

	@Override
	public Authentication authenticate(Authentication asked) {
		RelyingPartyAuthenticationRequest answer = ((WebAuthnAuthenticationRequestToken) asked).getWebAuthnRequest();
		return RefusalAuthenticationException.carrying(() -> this.signIns.openSessionOf(holder(answer)));
	}

	private Caller holder(RelyingPartyAuthenticationRequest answer) {
		Optional<UUID> known = verified(answer);
		if (known.isEmpty()) {
			this.events.publishEvent(SignInAuditEvent.passkeyRefused());
		}
		return known.flatMap(this.callers::byId)
			.orElseThrow(() -> new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of()));
	}

	private Optional<UUID> verified(RelyingPartyAuthenticationRequest answer) {
		try {
			return Optional
				.of(this.acrossTenants.write(() -> PasskeyRows.user(this.relyingParty.authenticate(answer).getId())));
		}
		catch (WebAuthnException | IllegalArgumentException | NullPointerException ex) {
			// a part that is not there is none that opens
			return Optional.empty();
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return WebAuthnAuthenticationRequestToken.class.isAssignableFrom(authentication);
	}

}
