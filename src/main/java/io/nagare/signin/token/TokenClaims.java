package io.nagare.signin.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.DirectoryQueries;
import io.nagare.shared.TenantId;
import io.nagare.signin.SignIn;
import io.nagare.signin.oauth.Authorizations;
import io.nagare.signin.oauth.ClientSignInService;
import io.nagare.signin.oauth.RegisteredClients;
import io.nagare.signin.oauth.UsualScopes;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Says in an access token who bears it and which sign-in it belongs to. Both are asked
 * anew at each use; role and tenant are there for the client to read. In an ID token, and
 * where the client asks again, it says to the client alone who signed in.
 */
@Component
public class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

	/** What an ID token says of the person himself. */
	public static final Set<String> OF_PERSON = Set.of(StandardClaimNames.PREFERRED_USERNAME, StandardClaimNames.NAME,
			StandardClaimNames.EMAIL);

	private final Callers callers;

	private final DirectoryQueries directory;

	private final AcrossTenants acrossTenants;

	private final ClientSignInService clientSignIns;

	TokenClaims(Callers callers, DirectoryQueries directory, AcrossTenants acrossTenants,
			ClientSignInService clientSignIns) {
		this.callers = callers;
		this.directory = directory;
		this.acrossTenants = acrossTenants;
		this.clientSignIns = clientSignIns;
	}

	/**
	 * Adds them.
	 * @throws OAuth2AuthenticationException invalid_grant for who may not be here any
	 * more
	 */
	@Override
	public void customize(JwtEncodingContext context) {
		if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
			identify(context);
			return;
		}
		if (!context.getRegisteredClient().getId().equals(RegisteredClients.OWN.getId())) {
			context.getClaims().claim(AccessTokens.CLIENT, context.getRegisteredClient().getClientName());
		}
		if (isLimited(context)) {
			context.getClaims().claim(AccessTokens.SCOPE, String.join(" ", context.getAuthorizedScopes()));
		}
		else {
			context.getClaims().claims((claims) -> claims.remove(AccessTokens.SCOPE));
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

	/** Whoever asks only for an ID token beside it asks for no scope of the API. */
	private static boolean isLimited(JwtEncodingContext context) {
		@Nullable OAuth2Authorization given = context.getAuthorization();
		@Nullable OAuth2AuthorizationRequest asked = (given != null)
				? given.getAttribute(OAuth2AuthorizationRequest.class.getName()) : null;
		return !context.getAuthorizedScopes().isEmpty()
				&& (asked == null || !UsualScopes.permissions(asked.getScopes()).isEmpty());
	}

	private void identify(JwtEncodingContext context) {
		@Nullable OAuth2Authorization given = context.getAuthorization();
		if (given == null) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
		}
		Map<String, Object> person = person(given, context.getAuthorizedScopes())
			.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
		context.getClaims().claims((claims) -> claims.putAll(person));
	}

	/**
	 * Who signed in, as far as the scopes let the client know (OpenID Connect Core 1.0,
	 * 5.4).
	 * @throws OAuth2AuthenticationException invalid_token for who is not known any more
	 */
	public OidcUserInfo userInfo(OidcUserInfoAuthenticationContext context) {
		return new OidcUserInfo(person(context.getAuthorization(), context.getAccessToken().getScopes())
			.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN)));
	}

	private Optional<Map<String, Object>> person(OAuth2Authorization given, Set<String> scopes) {
		return this.acrossTenants.read(() -> this.directory.user(Authorizations.user(given))).map((user) -> {
			Map<String, Object> claims = new LinkedHashMap<>();
			claims.put(StandardClaimNames.SUB, user.id().toString());
			if (scopes.contains(OidcScopes.PROFILE)) {
				claims.put(StandardClaimNames.PREFERRED_USERNAME, user.username());
				claims.put(StandardClaimNames.NAME, user.fullName());
			}
			if (scopes.contains(OidcScopes.EMAIL)) {
				claims.put(StandardClaimNames.EMAIL, user.email());
			}
			return claims;
		});
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
