package io.nagare.signin.oauth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.shared.TenantId;
import io.nagare.signin.BrowserSecurityConfiguration;
import io.nagare.signin.CallerFilterFactory;
import io.nagare.signin.PathMatchers;
import io.nagare.signin.RefusalEntryPoint;
import io.nagare.signin.SecuritySettings;
import io.nagare.signin.SignedIn;
import io.nagare.signin.token.TokenService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationConsentAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.Http403ForbiddenEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The door for OAuth 2.0 clients. Spring Authorization Server plays the protocol and
 * gives tokens out; who may be here, and how long, are our own clients and sign-ins. What
 * this door does not name of the protocol, such as introspection, is closed.
 */
@Configuration(proxyBeanMethods = false)
public class AuthorizationServerConfiguration {

	static final String AUTHORIZE = "/oauth2/authorize";

	static final String TOKEN = "/oauth2/token";

	/** Where people are asked what a client may do for them. */
	public static final String CONSENT = "/oauth2/consent";

	private static final String BASIC_WITH_COLON = "Basic: ";

	static final String REVOKE = "/oauth2/revoke";

	private static final String CONTENT_SECURITY = "default-src 'none'; frame-ancestors 'none'";

	private final CallerFilterFactory callers;

	private final TokenService tokens;

	private final ClientSecrets secrets;

	private final SecretlessClientAuthenticationProvider publicClients;

	private final PersonalTokenGrant personalTokens;

	private final UsualScopes usualScopes;

	private final HandlerExceptionResolver resolver;

	private final OAuthErrors errors = new OAuthErrors();

	AuthorizationServerConfiguration(CallerFilterFactory callers, TokenService tokens, ClientSecrets secrets,
			SecretlessClientAuthenticationProvider publicClients, PersonalTokenGrant personalTokens,
			UsualScopes usualScopes, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.callers = callers;
		this.tokens = tokens;
		this.secrets = secrets;
		this.publicClients = publicClients;
		this.personalTokens = personalTokens;
		this.usualScopes = usualScopes;
		this.resolver = resolver;
	}

	@Bean
	static AuthorizationServerSettings authorizationServerSettings(SecuritySettings settings) {
		return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
	}

	@Bean
	@Order(0)
	SecurityFilterChain oauthClientsDoor(HttpSecurity http) throws Exception {
		return http
			.securityMatcher(new OrRequestMatcher(PathMatchers.get(AUTHORIZE),
					new AndRequestMatcher(PathMatchers.post(AUTHORIZE), AuthorizationServerConfiguration::isConsent),
					PathMatchers.post(TOKEN), PathMatchers.post(REVOKE), PathMatchers.get("/oauth2/jwks"),
					PathMatchers.get("/.well-known/oauth-authorization-server")))
			.with(OAuth2AuthorizationServerConfigurer.authorizationServer(), this::play)
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.requestCache((cache) -> cache.requestCache(authorizationRequests()))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(signInOr(this.errors)))
			.logout(AbstractHttpConfigurer::disable)
			// a code must not be told to the next page
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER)))
			// before the protocol asks who is signed in
			.addFilterBefore(refusals(), LogoutFilter.class)
			.addFilterBefore(this.callers.filter(), LogoutFilter.class)
			.build();
	}

	/** Its {@code state} is the form's CSRF token. */
	private static boolean isConsent(HttpServletRequest request) {
		return request.getParameter(OAuth2ParameterNames.STATE) != null;
	}

	/** Who owes a second factor is led to where he gets one; everybody else is told. */
	private ExceptionTranslationFilter refusals() {
		ExceptionTranslationFilter filter = new ExceptionTranslationFilter(new Http403ForbiddenEntryPoint());
		filter
			.setAccessDeniedHandler(BrowserSecurityConfiguration.enrolOr(new RefusalEntryPoint(this.resolver, false)));
		return filter;
	}

	private void play(OAuth2AuthorizationServerConfigurer server) {
		server.clientAuthentication(
				(clients) -> clients.errorResponseHandler(this.errors).authenticationConverters((converters) -> {
					converters.removeIf((converter) -> !(converter instanceof ClientSecretBasicAuthenticationConverter
							|| converter instanceof ClientSecretPostAuthenticationConverter
							|| converter instanceof PublicClientAuthenticationConverter));
					converters.add(AuthorizationServerConfiguration::withColon);
					converters.add(SecretlessClientAuthenticationProvider::byName);
				})
					.authenticationProviders(
							(providers) -> replace(providers, List.of(this.secrets, this.publicClients))))
			.authorizationEndpoint(
					(endpoint) -> endpoint.consentPage(CONSENT).authorizationRequestConverters((converters) -> {
						converters.removeIf((
								converter) -> !(converter instanceof OAuth2AuthorizationConsentAuthenticationConverter));
						converters.add(this.usualScopes::forCode);
					}).authenticationProviders((providers) -> {
						providers.removeIf(
								(provider) -> !(provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider
										|| provider instanceof OAuth2AuthorizationConsentAuthenticationProvider));
						providers.stream()
							.filter(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::isInstance)
							.map(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::cast)
							.forEach(AuthorizationServerConfiguration::askAndCheck);
					}))
			.tokenEndpoint((endpoint) -> endpoint.errorResponseHandler(this.errors)
				.accessTokenRequestConverters((converters) -> {
					converters
						.removeIf((converter) -> !(converter instanceof OAuth2AuthorizationCodeAuthenticationConverter
								|| converter instanceof OAuth2RefreshTokenAuthenticationConverter));
					converters.add(this.usualScopes::forItself);
					converters.add(PersonalTokenGrant::read);
				})
				.authenticationProviders((providers) -> {
					replace(providers, this.tokens.grants());
					providers.add(this.personalTokens);
				}))
			.tokenRevocationEndpoint((endpoint) -> endpoint.errorResponseHandler(this.errors)
				.authenticationProviders((providers) -> replace(providers, List.of(this.tokens.revocation()))))
			.authorizationServerMetadataEndpoint((endpoint) -> endpoint
				.authorizationServerMetadataCustomizer((metadata) -> metadata.claims(this::tellWhatIsTrue)));
	}

	/**
	 * Camunda's JavaScript client writes a colon behind the scheme, which Keycloak lets
	 * pass.
	 */
	private static @Nullable Authentication withColon(HttpServletRequest request) {
		@Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header == null || !header.startsWith(BASIC_WITH_COLON)) {
			return null;
		}
		return new ClientSecretBasicAuthenticationConverter().convert(new HttpServletRequestWrapper(request) {

			@Override
			public @Nullable String getHeader(String name) {
				return HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name)
						? "Basic " + header.substring(BASIC_WITH_COLON.length()) : super.getHeader(name);
			}

		});
	}

	private static void replace(List<AuthenticationProvider> all, List<AuthenticationProvider> ours) {
		all.clear();
		all.addAll(ours);
	}

	/**
	 * People are asked where a client wants this and not that; who let it in without
	 * limits has answered for them.
	 */
	private static void askAndCheck(OAuth2AuthorizationCodeRequestAuthenticationProvider provider) {
		provider.setAuthorizationConsentRequired(
				(context) -> !UsualScopes.permissions(context.getAuthorizationRequest().getScopes()).isEmpty());
		provider.setAuthenticationValidator(new OAuth2AuthorizationCodeRequestAuthenticationValidator()
			.andThen(AuthorizationServerConfiguration::demandOwnTenant)
			.andThen(AuthorizationServerConfiguration::demandOpenId));
	}

	/**
	 * What says who somebody is limits nothing: alone it would bring a token without
	 * limits.
	 */
	private static void demandOpenId(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
		Set<String> scopes = asked.getScopes();
		if (!scopes.contains(OidcScopes.OPENID) && !scopes.equals(UsualScopes.permissions(scopes))) {
			throw new OAuth2AuthorizationCodeRequestAuthenticationException(
					new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE, "OAuth 2.0 Parameter: scope", null), asked);
		}
	}

	/** Nobody signs in for a program that another tenant has let in. */
	private static void demandOwnTenant(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
		if (!(asked.getPrincipal() instanceof SignedIn signedIn)) {
			// he signs in first, and then comes here again
			return;
		}
		@Nullable TenantId tenant = ((Caller) signedIn.getPrincipal()).tenant();
		UUID home = RegisteredClients.tenantOf(context.getRegisteredClient());
		if (tenant == null || !tenant.id().equals(home)) {
			throw new OAuth2AuthorizationCodeRequestAuthenticationException(
					new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED), asked);
		}
	}

	/** Takes out what Spring Authorization Server could do and this door does not. */
	private void tellWhatIsTrue(Map<String, Object> metadata) {
		metadata.keySet()
			.removeIf((claim) -> claim.startsWith("introspection_") || claim.startsWith("device_")
					|| claim.startsWith("tls_") || claim.startsWith("dpop_"));
		List<String> methods = List.of("client_secret_basic", "client_secret_post", "none");
		metadata.put("token_endpoint_auth_methods_supported", methods);
		metadata.put("revocation_endpoint_auth_methods_supported", methods);
		metadata.put("scopes_supported", this.usualScopes.supported());
		metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
	}

	/** Kept while somebody signs in. */
	private static HttpSessionRequestCache authorizationRequests() {
		HttpSessionRequestCache cache = new HttpSessionRequestCache();
		cache.setRequestMatcher(PathMatchers.get(AUTHORIZE));
		cache.setMatchingRequestParameterName(null);
		return cache;
	}

	private static AuthenticationEntryPoint signInOr(AuthenticationEntryPoint answer) {
		LoginUrlAuthenticationEntryPoint signIn = new LoginUrlAuthenticationEntryPoint("/login");
		signIn.setFavorRelativeUris(true);
		LinkedHashMap<RequestMatcher, AuthenticationEntryPoint> byPath = new LinkedHashMap<>();
		byPath.put(PathMatchers.get(AUTHORIZE), signIn);
		DelegatingAuthenticationEntryPoint either = new DelegatingAuthenticationEntryPoint(byPath);
		either.setDefaultEntryPoint(answer);
		return either;
	}

}
