package io.nagare.signin.token;

import java.util.Optional;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.shared.TenantId;
import io.nagare.signin.SignIn;
import io.nagare.signin.oauth.Authorizations;
import io.nagare.signin.oauth.ClientSignInService;
import io.nagare.signin.oauth.RegisteredClients;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Says in an access token who bears it and which sign-in it belongs to. Both are asked
 * anew at each use; role and tenant are there for the client to read.
 */
@Component
public class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

	private final Callers callers;

	private final ClientSignInService clientSignIns;

	TokenClaims(Callers callers, ClientSignInService clientSignIns) {
		this.callers = callers;
		this.clientSignIns = clientSignIns;
	}

	/**
	 * Adds them.
	 * @throws OAuth2AuthenticationException invalid_grant for who may not be here any
	 * more
	 */
	@Override
	public void customize(JwtEncodingContext context) {
		if (!context.getRegisteredClient().getId().equals(RegisteredClients.OWN.getId())) {
			context.getClaims().claim(AccessTokens.CLIENT, context.getRegisteredClient().getClientName());
		}
		if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
			SignIn signIn = this.clientSignIns.openByItself(context.getRegisteredClient());
			tell(context, signIn.userId(), signIn.id());
			return;
		}
		@Nullable OAuth2Authorization given = context.getAuthorization();
		if (given == null) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
		}
		tell(context, Authorizations.user(given), UUID.fromString(given.getId()));
	}

	private void tell(JwtEncodingContext context, UUID user, UUID signIn) {
		tell(context, this.callers.byId(user)
			.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT)), signIn);
	}

	public static void tell(JwtEncodingContext context, Caller caller, UUID signIn) {
		context.getClaims()
			.subject(caller.username())
			.claim(AccessTokens.USER, caller.userId().toString())
			.claim(AccessTokens.SIGN_IN, signIn.toString())
			.claim("role", caller.role());
		Optional.ofNullable(caller.tenant())
			.map(TenantId::slug)
			.ifPresent((tenant) -> context.getClaims().claim("tenant", tenant));
	}

}
