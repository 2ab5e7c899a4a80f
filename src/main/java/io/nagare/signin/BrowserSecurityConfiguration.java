package io.nagare.signin;

import java.io.IOException;
import java.util.LinkedHashMap;

import io.nagare.shared.Navigation;
import io.nagare.shared.Refusal;
import io.nagare.signin.factor.FormAuthenticationProvider;
import io.nagare.signin.oauth.AuthorizationServerConfiguration;
import io.nagare.signin.passkey.PasskeyDoor;
import io.nagare.signin.session.CsrfTokens;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The doors for people at a browser, and the end of all doors: what no other chain names
 * is closed.
 */
@Configuration(proxyBeanMethods = false)
public class BrowserSecurityConfiguration {

	private static final String LOGIN = "/login";

	/** People answer there without signing in; the address holds a sealed key. */
	private static final String SATISFACTION = "/satisfaction/*";

	private static final String APPROVALS = "/approvals/*";

	/** Everybody may see these. */
	static final String[] OPEN = { LOGIN, CallerLimits.ENROLMENT_PAGE, PasskeyDoor.CHALLENGE, PasskeyDoor.ANSWER,
			"/logout", AuthorizationServerConfiguration.CONSENT, "/favicon.ico", SATISFACTION, APPROVALS,
			"/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**",
			"/.well-known/**" };

	/**
	 * The portal's files; its page knows nothing of anybody either, but is for the
	 * signed-in.
	 */
	private static final String[] PORTAL_FILES = { "/assets/**", "/favicon.svg", "/icon-*.png", "/sw.js", "/passkey.js",
			"/manifest*.webmanifest" };

	/** Pages whatever is asked for: home, and where mails lead to. */
	private static final RequestMatcher PAGES = PathMatchers.path("/", "/tickets/*");

	/** The portal's page for who may not see another. */
	private static final String NOT_ALLOWED = "/not-allowed";

	private static final String CONTENT_SECURITY = "default-src 'self'; img-src 'self' data:; object-src 'none'; "
			+ "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	private final SignIns signIns;

	private final CallerFilterFactory callers;

	private final CsrfTokens csrfTokens;

	private final HandlerExceptionResolver resolver;

	private final AuthenticationManager passwords;

	private final PasskeyDoor passkeys;

	private final HttpSessionRequestCache wanted = new HttpSessionRequestCache();

	BrowserSecurityConfiguration(PasswordAuthenticationService door, PasskeyDoor passkeys, SignIns signIns,
			CallerFilterFactory callers, CsrfTokens csrfTokens,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.signIns = signIns;
		this.callers = callers;
		this.csrfTokens = csrfTokens;
		this.resolver = resolver;
		this.passkeys = passkeys;
		this.passwords = new ProviderManager(new FormAuthenticationProvider(door, signIns));
		this.wanted.setRequestMatcher(
				new OrRequestMatcher(PathMatchers.path("/camunda/app/**"), BrowserSecurityConfiguration::isPage));
		this.wanted.setMatchingRequestParameterName(null);
	}

	/**
	 * The engine's web applications. They bring most headers and CSRF tokens of their
	 * own. Two of their calls are closed to everybody: one makes an administrator out of
	 * any visitor (CVE-2026-77226), the other would be a second sign-in beside ours.
	 */
	@Bean
	@Order(4)
	SecurityFilterChain engineApplicationsDoor(HttpSecurity http) throws Exception {
		RefusalEntryPoint answer = new RefusalEntryPoint(this.resolver, false);
		return http.securityMatcher(PathMatchers.path("/camunda/**"))
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers(
						PathMatchers.path("/camunda/api/admin/setup/**", "/camunda/api/admin/auth/user/*/login/**"))
				.denyAll()
				.requestMatchers(PathMatchers.path("/camunda/app/admin/**"))
				.hasAuthority("engine:admin")
				.requestMatchers(PathMatchers.path("/camunda/app/cockpit/**", "/camunda/api/cockpit/**"))
				.hasAuthority("engine:read")
				.anyRequest()
				.authenticated())
			.csrf(AbstractHttpConfigurer::disable)
			.headers(BrowserSecurityConfiguration::guardBesideCamunda)
			.requestCache((cache) -> cache.requestCache(this.wanted))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(signInOr(answer))
				.accessDeniedHandler(enrolOr(answer)))
			.logout((logout) -> logout.logoutRequestMatcher(PathMatchers.post("/camunda/api/admin/auth/user/*/logout"))
				.addLogoutHandler((request, response, who) -> end(who))
				.logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
			.addFilterBefore(this.callers.filter(), AuthorizationFilter.class)
			.build();
	}

	/** Files of the build, the same for everybody; nobody is looked up for them. */
	@Bean
	@Order(4)
	SecurityFilterChain portalFilesDoor(HttpSecurity http) throws Exception {
		return http.securityMatcher(PathMatchers.path(PORTAL_FILES))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			// each file says itself how long it is good
			.headers((headers) -> {
				guard(headers);
				headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable);
			})
			.build();
	}

	/** Our own pages: sign-in, documentation. */
	@Bean
	@Order(5)
	SecurityFilterChain pagesDoor(HttpSecurity http) throws Exception {
		this.passkeys.addTo(http, this.wanted);
		return http.securityMatcher(PathMatchers.path(OPEN))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.authenticationManager(this.passwords)
			.formLogin((form) -> form.loginPage(LOGIN)
				.authenticationDetailsSource(FormAuthenticationProvider.Details::new)
				.successHandler(backToWhatWasWanted())
				.failureHandler(BrowserSecurityConfiguration::askAgain))
			.logout((logout) -> logout.logoutRequestMatcher(PathMatchers.post("/logout"))
				.addLogoutHandler((request, response, who) -> end(who))
				.logoutSuccessUrl(LOGIN + "?out"))
			.csrf(this.csrfTokens::demand)
			.requestCache((cache) -> cache.requestCache(this.wanted))
			.headers(BrowserSecurityConfiguration::guard)
			.addFilterBefore(this.callers.filter(), AuthorizationFilter.class)
			.build();
	}

	/** Every other page is the portal's, after a sign-in, which leads back to it. */
	@Bean
	@Order(6)
	SecurityFilterChain portalDoor(HttpSecurity http) throws Exception {
		return http.securityMatcher(BrowserSecurityConfiguration::isPage)
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
				.permitAll()
				.anyRequest()
				.authenticated())
			.csrf(this.csrfTokens::demand)
			.headers(BrowserSecurityConfiguration::guard)
			.requestCache((cache) -> cache.requestCache(this.wanted))
			.exceptionHandling((handling) -> handling
				.authenticationEntryPoint(signInOr(new RefusalEntryPoint(this.resolver, false)))
				.accessDeniedHandler(enrolOr(new RefusalEntryPoint(this.resolver, false))))
			.logout(AbstractHttpConfigurer::disable)
			.addFilterBefore(this.csrfTokens.offer(), AuthorizationFilter.class)
			.addFilterBefore(this.callers.filter(), AuthorizationFilter.class)
			.build();
	}

	private static boolean isPage(HttpServletRequest request) {
		return PAGES.matches(request) || Navigation.isOne(request);
	}

	/** A path that nobody thought of is closed, not open. */
	@Bean
	@Order(7)
	SecurityFilterChain noDoor(HttpSecurity http) throws Exception {
		return http.authorizeHttpRequests(
				(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll().anyRequest().denyAll())
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.headers(BrowserSecurityConfiguration::guard)
			.build();
	}

	private static void guard(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
			.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
	}

	/** Only what Camunda's own headers lack; its content security policy has nonces. */
	private static void guardBesideCamunda(HeadersConfigurer<HttpSecurity> headers) {
		headers.defaultsDisabled()
			.httpStrictTransportSecurity(Customizer.withDefaults())
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
			.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
	}

	/** A page leads to the sign-in; a script's call gets an answer it understands. */
	private static AuthenticationEntryPoint signInOr(AuthenticationEntryPoint answer) {
		LoginUrlAuthenticationEntryPoint signIn = new LoginUrlAuthenticationEntryPoint(LOGIN);
		signIn.setFavorRelativeUris(true);
		LinkedHashMap<RequestMatcher, AuthenticationEntryPoint> byPath = new LinkedHashMap<>();
		byPath.put(PathMatchers.path("/camunda/api/**"), answer);
		DelegatingAuthenticationEntryPoint either = new DelegatingAuthenticationEntryPoint(byPath);
		either.setDefaultEntryPoint(signIn);
		return either;
	}

	/** Who must have a second factor is led to enrol it. */
	public static AccessDeniedHandler enrolOr(AccessDeniedHandler answer) {
		return (request, response, ex) -> {
			if (CallerLimits.isForWantOfSecondFactor(ex) && !PathMatchers.path("/camunda/api/**").matches(request)) {
				response.sendRedirect(request.getContextPath() + CallerLimits.ENROLMENT_PAGE);
			}
			else if (Navigation.isOne(request)) {
				response.sendRedirect(request.getContextPath() + NOT_ALLOWED);
			}
			else {
				answer.handle(request, response, ex);
			}
		};
	}

	private AuthenticationSuccessHandler backToWhatWasWanted() {
		SavedRequestAwareAuthenticationSuccessHandler handler = new SavedRequestAwareAuthenticationSuccessHandler();
		handler.setRequestCache(this.wanted);
		return handler;
	}

	private static void askAgain(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		Refusal.@Nullable Kind kind = (ex instanceof RefusalAuthenticationException refused) ? refused.refusal().kind()
				: null;
		@Nullable String language = request.getParameter("lang");
		response.sendRedirect(request.getContextPath() + LOGIN + FormAuthenticationProvider.next(request, kind)
				+ ("en".equals(language) || "ja".equals(language) ? "&lang=" + language : ""));
	}

	private void end(@Nullable Authentication who) {
		if (who instanceof SignedIn signedIn) {
			signedIn.signIn().ifPresent(this.signIns::end);
		}
	}

}
