package io.nagare.signin.oauth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nagare.directory.Roles;
import io.nagare.shared.TicketKinds;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Lets a client that is limited to scopes ask for those of its own: for all where it asks
 * for none, and not for others beside them (RFC 6749, 3.3). One that asks only for others
 * is refused. {@code openid}, and beside it {@code profile} and {@code email}, ask who
 * signed in and no more: they are no permissions.
 */
@Component
public class UsualScopes {

	/** What asks who somebody is (OpenID Connect Core 1.0, 5.4). */
	public static final Set<String> IDENTITY = Set.of(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL);

	private final OAuth2AuthorizationCodeRequestAuthenticationConverter codes = new OAuth2AuthorizationCodeRequestAuthenticationConverter();

	private final OAuth2ClientCredentialsAuthenticationConverter credentials = new OAuth2ClientCredentialsAuthenticationConverter();

	private final RegisteredClients clients;

	private final TicketKinds kinds;

	UsualScopes(RegisteredClients clients, TicketKinds kinds) {
		this.clients = clients;
		this.kinds = kinds;
	}

	/** All that every tenant has; of its own types of tickets each knows the others. */
	public List<String> supported() {
		return Stream.concat(IDENTITY.stream(), Roles.permissions(this.kinds.of(null)).stream()).sorted().toList();
	}

	/** Reads a request for a code; null for any other. */
	@Nullable Authentication forCode(HttpServletRequest request) {
		if (!(this.codes.convert(request) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked)) {
			return null;
		}
		Set<String> usual = this.clients.find(asked.getClientId()).map(RegisteredClients::usual).orElse(Set.of());
		boolean identifies = asked.getScopes().contains(OidcScopes.OPENID);
		if (usual.isEmpty() && !identifies) {
			return asked;
		}
		Set<String> wanted = identifies ? permissions(asked.getScopes()) : asked.getScopes();
		Set<String> scopes = new LinkedHashSet<>(usual.isEmpty() ? wanted : narrowed(wanted, usual));
		if (identifies) {
			asked.getScopes().stream().filter(IDENTITY::contains).forEach(scopes::add);
		}
		OAuth2AuthorizationCodeRequestAuthenticationToken filled = new OAuth2AuthorizationCodeRequestAuthenticationToken(
				asked.getAuthorizationUri(), asked.getClientId(), (Authentication) asked.getPrincipal(),
				asked.getRedirectUri(), asked.getState(), scopes, asked.getAdditionalParameters());
		filled.setDetails(asked.getDetails());
		return filled;
	}

	/** Reads a request for a token of the client's own; null for any other. */
	@Nullable Authentication forItself(HttpServletRequest request) {
		if (!(this.credentials.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked)) {
			return null;
		}
		Set<String> usual = (asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client)
				? Optional.ofNullable(client.getRegisteredClient()).map(RegisteredClients::usual).orElse(Set.of())
				: Set.of();
		if (usual.isEmpty()) {
			return asked;
		}
		return new OAuth2ClientCredentialsAuthenticationToken((Authentication) asked.getPrincipal(),
				narrowed(asked.getScopes(), usual), asked.getAdditionalParameters());
	}

	/** Those of the scopes that limit what is done. */
	public static Set<String> permissions(Set<String> scopes) {
		return scopes.stream().filter((scope) -> !IDENTITY.contains(scope)).collect(Collectors.toUnmodifiableSet());
	}

	private static Set<String> narrowed(Set<String> asked, Set<String> usual) {
		if (asked.isEmpty()) {
			return usual;
		}
		Set<String> own = asked.stream().filter(usual::contains).collect(Collectors.toSet());
		return own.isEmpty() ? asked : own;
	}

}
