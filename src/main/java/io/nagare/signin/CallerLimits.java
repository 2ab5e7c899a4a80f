package io.nagare.signin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantId;
import io.nagare.signin.access.AccessPolicy;
import io.nagare.signin.factor.SecondFactors;
import io.nagare.signin.token.PersonalTokens;
import io.nagare.signin.token.TokenLimit;

/**
 * What a caller may not do although his role could: with a personal access token, from
 * elsewhere or at another time than his tenant wants, and as long as he owes a second
 * factor.
 */
@Component
public class CallerLimits {

	/** Where a browser enrols a second factor. */
	static final String ENROLMENT_PAGE = "/login/second-factor";

	private static final String OWED = "second_factor_owed";

	private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

	/** To leave, and what strangers may do too. */
	private static final RequestMatcher OPEN = new OrRequestMatcher(
			new AndRequestMatcher(PathMatchers.path(BrowserSecurityConfiguration.OPEN),
					new NegatedRequestMatcher(PathMatchers.path(ENROLMENT_PAGE))),
			PathMatchers.path("/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/logout", "/actuator/health",
					"/actuator/health/**"),
			PathMatchers.post("/camunda/api/admin/auth/user/*/logout"));

	/** What is open to who owes a second factor: to pay, or to leave. */
	private static final RequestMatcher TO_ENROL = new OrRequestMatcher(OPEN, PathMatchers.path(ENROLMENT_PAGE,
			"/api/v1/auth/second-factor", "/api/v1/auth/second-factor/confirm", "/api/v1/auth/profile"));

	/**
	 * The engine's own doors ask the engine, which knows roles and no single permissions.
	 */
	private static final RequestMatcher ENGINE = PathMatchers.path("/engine-rest", "/engine-rest/**", "/camunda",
			"/camunda/**");

	/** Its topics limit a worker there, whatever else his token lets him do. */
	private static final RequestMatcher WORK = PathMatchers.post("/engine-rest/external-task/**");

	/**
	 * Where reading is posted, too, so that permissions alone say what a token may do.
	 */
	private static final RequestMatcher ALWAYS_POSTED = PathMatchers.path(ApiSecurityConfiguration.ASSISTANTS);

	private final PersonalTokens tokens;

	private final AccessPolicy guard;

	private final SecondFactors secondFactors;

	private final ApplicationEventPublisher events;

	CallerLimits(PersonalTokens tokens, AccessPolicy guard, SecondFactors secondFactors,
			ApplicationEventPublisher events) {
		this.tokens = tokens;
		this.guard = guard;
		this.secondFactors = secondFactors;
		this.events = events;
	}

	/** The caller as far as his token lets him; empty where it is good no more. */
	Optional<Caller> limited(Caller caller, SignedIn signedIn) {
		return limited(caller, signedIn, TokenLimit::limit);
	}

	/** The same for what he asks now. */
	Optional<Caller> limited(Caller caller, SignedIn signedIn, HttpServletRequest request) {
		return limited(caller, signedIn,
				ALWAYS_POSTED.matches(request) ? TokenLimit::limitByPermissions : TokenLimit::limit);
	}

	private Optional<Caller> limited(Caller caller, SignedIn signedIn, BiFunction<TokenLimit, Caller, Caller> limit) {
		Optional<Caller> limited = limit(signedIn).map((one) -> limit.apply(one, caller));
		return signedIn.personalToken().isPresent() ? limited : limited.or(() -> Optional.of(caller));
	}

	private Optional<TokenLimit> limit(SignedIn signedIn) {
		return signedIn.personalToken()
			.map((hash) -> this.tokens.find(hash).map(PersonalTokens.Grant::limit))
			.orElseGet(signedIn::limit);
	}

	/**
	 * Lets the request pass or not. The caller's tenant is bound.
	 * @throws AccessDeniedException with the refusal as its cause
	 */
	void check(Caller caller, SignedIn signedIn, HttpServletRequest request) {
		Optional<TokenLimit> limit = limit(signedIn);
		if (limit.filter((one) -> !one.mayWrite()).isPresent() && !HARMLESS.contains(request.getMethod())
				&& !ALWAYS_POSTED.matches(request)) {
			throw denied(signedIn, request, "token_reads_only");
		}
		if (limit.filter((one) -> one.permissions().isPresent()).isPresent() && ENGINE.matches(request)
				&& !(WORK.matches(request) && caller.may("external_task:work"))) {
			throw denied(signedIn, request, "token_not_for_engine");
		}
		@Nullable TenantId own = caller.tenant();
		if (own != null && TenantHeaderPolicy.isAnother(request, own)) {
			throw denied(signedIn, request, "another_tenant");
		}
		if (!OPEN.matches(request)) {
			this.guard.refusal(caller, request.getRemoteAddr()).ifPresent((code) -> {
				throw denied(signedIn, request, code);
			});
		}
		if (!TO_ENROL.matches(request) && this.secondFactors.isOwedBy(caller)) {
			throw denied(signedIn, request, OWED);
		}
	}

	/** Whether who stays connected may go on; his tenant is bound. */
	boolean admits(Caller caller, String address) {
		return this.guard.refusal(caller, address).isEmpty() && !this.secondFactors.isOwedBy(caller);
	}

	/** Told to whoever listens, as Spring Security tells its own denials. */
	private AccessDeniedException denied(SignedIn signedIn, HttpServletRequest request, String code) {
		AuthorizationResult no = new AuthorizationDecision(false);
		this.events.publishEvent(new AuthorizationDeniedEvent<>(() -> signedIn, request, no));
		return new AccessDeniedException(code,
				new Refusal(Refusal.Kind.FORBIDDEN, List.of(Refusal.Detail.of(null, code))));
	}

	static boolean isForWantOfSecondFactor(AccessDeniedException ex) {
		return ex.getCause() instanceof Refusal refusal
				&& refusal.details().stream().anyMatch((detail) -> detail.code().equals(OWED));
	}

}
