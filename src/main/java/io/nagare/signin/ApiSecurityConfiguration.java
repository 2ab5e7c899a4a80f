package io.nagare.signin;

import java.util.List;
import java.util.Map;

import io.nagare.signin.session.CsrfTokens;
import io.nagare.signin.token.RefusedTokenAuditor;
import io.nagare.signin.token.TokenClaims;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcUserInfoEndpointFilter;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The doors for programs: the engine's API, the domain API, assistants and the metrics.
 */
@Configuration(proxyBeanMethods = false)
public class ApiSecurityConfiguration {

	/** Live events over a WebSocket. */
	private static final String LIVE = "/ws";

	/** Questions are posted, subscriptions come over a WebSocket too. */
	private static final String GRAPHQL = "/graphql";

	/** Alerts of programs that name their token within what they send. */
	private static final String EVENTS = "/v2/enqueue";

	private static final String CHANGE_EVENTS = "/v2/change/enqueue";

	/** The Model Context Protocol. */
	public static final String ASSISTANTS = "/mcp";

	/** Tells clients of OpenID Connect who signed in. */
	public static final String USER_INFO = "/userinfo";

	/** Before the path of a resource, where it is described (RFC 9728). */
	public static final String DESCRIBED = "/.well-known/oauth-protected-resource";

	/**
	 * Where programs of ServiceNow's send a key that is neither a password nor a Bearer.
	 */
	private static final String API_KEY = "x-sn-apikey";

	private static final String CONTENT_SECURITY = "default-src 'none'; frame-ancestors 'none'";

	private final CallerFilterFactory callers;

	private final CsrfTokens csrfTokens;

	private final RefusedTokenAuditor refusedTokens;

	private final HandlerExceptionResolver resolver;

	private final BearerAuthenticationService bearers;

	private final BasicAuthenticationManager passwords;

	ApiSecurityConfiguration(CallerFilterFactory callers, BasicAuthenticationManager passwords,
			BearerAuthenticationService bearers, CsrfTokens csrfTokens, RefusedTokenAuditor refusedTokens,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.callers = callers;
		this.passwords = passwords;
		this.bearers = bearers;
		this.csrfTokens = csrfTokens;
		this.refusedTokens = refusedTokens;
		this.resolver = resolver;
	}

	/** Requests are measured as a whole; each filter of each chain would be, too. */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	/** What a caller may do there is for the engine's authorizations to say. */
	@Bean
	@Order(1)
	SecurityFilterChain engineRestDoor(HttpSecurity http) throws Exception {
		withoutSession(http.securityMatcher(PathMatchers.path("/engine-rest/**")));
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
	}

	/** A browser's session opens it too, but then each change needs a CSRF token. */
	@Bean
	@Order(2)
	SecurityFilterChain apiDoor(HttpSecurity http) throws Exception {
		bearer(http.securityMatcher(PathMatchers.path("/api/v1/**", GRAPHQL, LIVE, EVENTS, CHANGE_EVENTS)),
				new RefusalEntryPoint(this.resolver, false));
		return http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
			.csrf((csrf) -> this.csrfTokens.demand(csrf, ApiSecurityConfiguration::comesFromSession))
			.addFilterBefore(this.csrfTokens.offer(), AuthorizationFilter.class)
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers(PathMatchers.post("/api/v1/auth/login"), PathMatchers.post("/api/v1/auth/refresh"),
						PathMatchers.post("/api/v1/auth/logout"), PathMatchers.post("/api/v1/auth/first-administrator"))
				.permitAll()
				// whoever connects may say in his first message who he is
				.requestMatchers(PathMatchers.get(LIVE),
						new AndRequestMatcher(PathMatchers.get(GRAPHQL), ApiSecurityConfiguration::isWebSocket))
				.permitAll()
				// the routing key in the body is a token
				.requestMatchers(PathMatchers.post(EVENTS), PathMatchers.post(CHANGE_EVENTS))
				.permitAll()
				// the last part of the address is a token
				.requestMatchers(PathMatchers.post("/api/v1/alerts/hooks/{hook}/{personal_token}"))
				.permitAll()
				// calendar programs and feed readers cannot sign in; the secret in the
				// address is the key
				.requestMatchers(PathMatchers.read("/api/v1/changes/calendar/feeds/{token}.ics"),
						PathMatchers.read("/api/v1/announcements/feeds/{token}.atom"))
				.permitAll()
				.anyRequest()
				.authenticated())
			.build();
	}

	/**
	 * Programs that speak to ServiceNow send a password with each request, or a token; no
	 * session opens it, so nothing can ride on one.
	 */
	@Bean
	@Order(3)
	SecurityFilterChain tableDoor(HttpSecurity http) throws Exception {
		withoutSession(http.securityMatcher(PathMatchers.path("/api/now", "/api/now/**")));
		BearerTokenResolver usual = new DefaultBearerTokenResolver();
		return http.oauth2ResourceServer((tokens) -> tokens.bearerTokenResolver((request) -> {
			String key = request.getHeader(API_KEY);
			return (key != null) ? key : usual.resolve(request);
		})).authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
	}

	/** Assistants bear a token of the person they work for; nothing else opens it. */
	@Bean
	@Order(3)
	SecurityFilterChain assistantDoor(HttpSecurity http, SecuritySettings settings) throws Exception {
		bearer(http.securityMatcher(PathMatchers.path(ASSISTANTS)),
				new RefusalEntryPoint(this.resolver, false).describedAt(settings.issuer() + DESCRIBED + ASSISTANTS));
		return http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.build();
	}

	/**
	 * A client of OpenID Connect asks with its access token who signed in; a token
	 * without the scope {@code openid} is refused.
	 */
	@Bean
	@Order(3)
	SecurityFilterChain userInfoDoor(HttpSecurity http, OAuth2AuthorizationService given, TokenClaims claims)
			throws Exception {
		OidcUserInfoAuthenticationProvider userInfo = new OidcUserInfoAuthenticationProvider(given);
		userInfo.setUserInfoMapper(claims::userInfo);
		OidcUserInfoEndpointFilter endpoint = new OidcUserInfoEndpointFilter(new ProviderManager(userInfo), USER_INFO);
		endpoint.setAuthenticationConverter(ApiSecurityConfiguration::bearer);
		bearer(http.securityMatcher(PathMatchers.path(USER_INFO)), new RefusalEntryPoint(this.resolver, false));
		return http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.addFilterAfter(endpoint, AuthorizationFilter.class)
			.build();
	}

	/** Metrics tell about all tenants together; what tells more is the platform's. */
	@Bean
	@Order(3)
	SecurityFilterChain actuatorDoor(HttpSecurity http) throws Exception {
		withoutSession(http.securityMatcher(PathMatchers.path("/actuator", "/actuator/**")));
		return http
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers(PathMatchers.path("/actuator/health", "/actuator/health/**"))
				.permitAll()
				.requestMatchers(PathMatchers.path("/actuator/prometheus", "/actuator/metrics/**", "/actuator/info"))
				.hasAuthority("metrics:read")
				.anyRequest()
				.hasAuthority("operations:manage"))
			.build();
	}

	/** The token of a request that a door has let in. */
	private static OidcUserInfoAuthenticationToken bearer(HttpServletRequest request) {
		OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER,
				new DefaultBearerTokenResolver().resolve(request), null, null);
		return new OidcUserInfoAuthenticationToken(new BearerTokenAuthentication(
				new DefaultOAuth2AuthenticatedPrincipal(Map.of("token_type", token.getTokenType()), List.of()), token,
				List.of()));
	}

	/** A query by GET has the same path as the handshake, and needs a caller. */
	private static boolean isWebSocket(HttpServletRequest request) {
		return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
	}

	/** Nothing rides on a request without session or token, so nothing can be forged. */
	private static boolean comesFromSession(HttpServletRequest request) {
		return request.getSession(false) != null;
	}

	private void withoutSession(HttpSecurity http) throws Exception {
		RefusalEntryPoint answer = new RefusalEntryPoint(this.resolver, true);
		bearer(http, answer);
		http.authenticationManager(this.passwords::authenticate)
			.httpBasic((basic) -> basic.authenticationEntryPoint(answer))
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
	}

	private void bearer(HttpSecurity http, RefusalEntryPoint answer) throws Exception {
		AuthenticationEntryPoint refusal = this.refusedTokens.before(answer);
		http.oauth2ResourceServer((tokens) -> tokens.authenticationManagerResolver((request) -> this.bearers.manager())
			.authenticationEntryPoint(refusal)
			.accessDeniedHandler(answer))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(refusal).accessDeniedHandler(answer))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER)))
			.addFilterBefore(this.callers.filter(), AuthorizationFilter.class);
	}

}
