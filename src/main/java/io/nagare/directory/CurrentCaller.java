package io.nagare.directory;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.nagare.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Tells on whose behalf the current thread works: within every request of a signed-in
 * caller, whichever door it came through. Jobs and start-up have no caller.
 */
@Component
public class CurrentCaller {

	/** The caller; empty for anonymous requests and outside of requests. */
	public Optional<Caller> find() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null && authentication.getPrincipal() instanceof Caller caller) ? Optional.of(caller)
				: Optional.empty();
	}

	/**
	 * The caller.
	 * @throws Refusal UNAUTHENTICATED where there is none
	 */
	public Caller require() {
		return find().orElseThrow(() -> new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of()));
	}

	/**
	 * The caller, who has come himself: no program gives itself more, or shuts its owner
	 * out.
	 * @throws Refusal UNAUTHENTICATED where there is none, FORBIDDEN for the bearer of a
	 * personal access token and for a client by OAuth
	 */
	public Caller requireInPerson() {
		Caller caller = require();
		if (caller.program() != null) {
			throw byProgram(null);
		}
		return caller;
	}

	/** What is refused to programs, whatever their owner may do. */
	static Refusal byProgram(@Nullable String field) {
		return new Refusal(Refusal.Kind.FORBIDDEN, List.of(Refusal.Detail.of(field, "not_with_token")));
	}

	/**
	 * The caller, who belongs to a tenant.
	 * @throws Refusal UNAUTHENTICATED where there is none, FORBIDDEN for platform
	 * administrators, who belong to none
	 */
	public Caller requireMember() {
		Caller caller = require();
		if (caller.isPlatform()) {
			throw Refusal.forbidden();
		}
		return caller;
	}

	/**
	 * Does work on the caller's behalf, as a request of his would; of nobody's for null.
	 */
	public static <T> T during(@Nullable Caller caller, Supplier<T> work) {
		return during((caller != null)
				? UsernamePasswordAuthenticationToken.authenticated(caller, null, AuthorityUtils.NO_AUTHORITIES) : null,
				work);
	}

	/**
	 * Does work on somebody's behalf, whoever the thread worked for before.
	 * @param who his sign-in, whose principal is a {@link Caller}; null for nobody
	 */
	public static <T> T during(@Nullable Authentication who, Supplier<T> work) {
		SecurityContext former = SecurityContextHolder.getContext();
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(who);
		SecurityContextHolder.setContext(context);
		try {
			return work.get();
		}
		finally {
			SecurityContextHolder.setContext(former);
		}
	}

}
