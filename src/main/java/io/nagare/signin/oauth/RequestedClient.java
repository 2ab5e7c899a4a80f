package io.nagare.signin.oauth;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;

/**
 * Knows for which client somebody at a browser is about to sign in. Browsers hold the
 * redirects after a form to the form's {@code form-action}, so that the way from the
 * sign-in back to the client must be named there.
 */
@Component
public class RequestedClient {

	private final RegisteredClients clients;

	RequestedClient(RegisteredClients clients) {
		this.clients = clients;
	}

	/**
	 * Where the client may want people to be sent, as the sources of a content security
	 * policy; empty where nobody signs in for a client.
	 */
	public String sources(HttpServletRequest request) {
		return client(request).or(() -> asking(request))
			.map(RegisteredClient::getRedirectUris)
			.stream()
			.flatMap((uris) -> uris.stream().map(RedirectUris::source))
			.distinct()
			.sorted()
			.collect(Collectors.joining(" "));
	}

	/** The one for whom the page asks what it may do. */
	public Optional<RegisteredClient> asking(HttpServletRequest request) {
		return Optional.of(request)
			.filter((one) -> one.getRequestURI().endsWith(AuthorizationServerConfiguration.CONSENT))
			.map((one) -> one.getParameter(OAuth2ParameterNames.CLIENT_ID))
			.flatMap(this.clients::find);
	}

	private Optional<RegisteredClient> client(HttpServletRequest request) {
		if (new HttpSessionRequestCache().getRequest(request, null) instanceof DefaultSavedRequest wanted
				&& wanted.getRequestURI().endsWith(AuthorizationServerConfiguration.AUTHORIZE)) {
			@Nullable String[] ids = wanted.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
			return Optional.ofNullable(ids)
				.map(List::of)
				.orElse(List.of())
				.stream()
				.findFirst()
				.flatMap(this.clients::find);
		}
		return Optional.empty();
	}

}
