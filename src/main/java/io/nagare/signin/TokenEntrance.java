package io.nagare.signin;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantId;
import io.nagare.signin.token.PersonalTokenAuthenticationService;
import io.nagare.signin.token.PersonalTokens;

/**
 * Lets in who sends a personal access token within what he sends, because his program
 * knows no headers. He may do what he may with it elsewhere.
 */
@Component
public class TokenEntrance {

	private final PersonalTokenAuthenticationService tokens;

	private final Callers callers;

	private final CallerLimits limits;

	TokenEntrance(PersonalTokenAuthenticationService tokens, Callers callers, CallerLimits limits) {
		this.tokens = tokens;
		this.callers = callers;
		this.limits = limits;
	}

	/**
	 * Does the work as the bearer of the token, in his tenant.
	 * @throws Refusal UNAUTHENTICATED where the token opens nothing, FORBIDDEN where its
	 * bearer may not come in here and now
	 */
	public <T> T as(String token, HttpServletRequest request, Supplier<T> work) {
		SignedIn signedIn = Optional.of(token)
			.filter(PersonalTokens::looksLikeOne)
			.flatMap((one) -> this.tokens.bearer(one, request.getRemoteAddr()))
			.orElseThrow(TokenEntrance::unknown);
		Caller caller = this.callers.byId(signedIn.userId())
			.flatMap((one) -> this.limits.limited(one, signedIn))
			.orElseThrow(TokenEntrance::unknown);
		TenantId tenant = Optional.ofNullable(caller.tenant()).orElseThrow(Refusal::forbidden);
		return signedIn.during(caller, tenant, () -> {
			check(caller, signedIn, request);
			return work.get();
		});
	}

	private void check(Caller caller, SignedIn signedIn, HttpServletRequest request) {
		try {
			this.limits.check(caller, signedIn, request);
		}
		catch (AccessDeniedException ex) {
			throw (ex.getCause() instanceof Refusal refusal) ? refusal : Refusal.forbidden();
		}
	}

	private static Refusal unknown() {
		return new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of());
	}

}
