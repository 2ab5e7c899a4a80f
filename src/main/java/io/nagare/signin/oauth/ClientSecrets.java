package io.nagare.signin.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import io.nagare.shared.RandomToken;
import io.nagare.signin.limit.SignInThrottle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Lets in clients that know their secret, and slows down who guesses. */
@Component
class ClientSecrets implements AuthenticationProvider {

	/** Not in RFC 6749 for this endpoint; the status, 429, says the same. */
	static final String TOO_OFTEN = OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE;

	private static final Logger log = LoggerFactory.getLogger(ClientSecrets.class);

	private final ClientSecretAuthenticationProvider secrets;

	private final RegisteredClients clients;

	private final SignInThrottle throttle;

	private final ApplicationEventPublisher events;

	ClientSecrets(RegisteredClients clients, OAuth2AuthorizationService codes, SignInThrottle throttle,
			ApplicationEventPublisher events) {
		this.secrets = new ClientSecretAuthenticationProvider(clients, codes);
		this.secrets.setPasswordEncoder(new Hashes());
		this.clients = clients;
		this.throttle = throttle;
		this.events = events;
	}

	/**
	 * Finds out whether the client is what it says.
	 * @return null for a client that presents no secret
	 * @throws OAuth2AuthenticationException invalid_client, the same for every reason;
	 * invalid_grant for a wrong code verifier; temporarily_unavailable, caused by the
	 * refusal, after too many failures
	 */
	@Override
	public @Nullable Authentication authenticate(Authentication asked) {
		String client = asked.getName();
		// no user is called so
		String account = "client " + client;
		String address = (asked.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress()
				: "";
		this.throttle.refusal(account, address).ifPresent((refusal) -> {
			throw new OAuth2AuthenticationException(new OAuth2Error(TOO_OFTEN), refusal);
		});
		try {
			@Nullable Authentication proved = this.secrets.authenticate(asked);
			if (proved != null) {
				this.throttle.succeeded(account, address);
			}
			return proved;
		}
		catch (OAuth2AuthenticationException ex) {
			if (OAuth2ErrorCodes.INVALID_CLIENT.equals(ex.getError().getErrorCode())) {
				this.throttle.failed(account, address);
				log.info("A client at {} did not prove itself", address);
				this.events.publishEvent(ClientAuditEvent.refused(this.clients.find(client)));
			}
			throw ex;
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
	}

	/** Nobody can guess a secret, so a plain, fast hash is enough. */
	private static final class Hashes implements PasswordEncoder {

		@Override
		public String encode(CharSequence secret) {
			return RandomToken.hash(secret.toString());
		}

		@Override
		public boolean matches(CharSequence secret, @Nullable String hash) {
			return hash != null && MessageDigest.isEqual(encode(secret).getBytes(StandardCharsets.US_ASCII),
					hash.getBytes(StandardCharsets.US_ASCII));
		}

	}

}
