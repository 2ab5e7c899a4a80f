package io.nagare.signin;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out what a signed-in person may do now and binds the tenant to the rest of the
 * request. Who may not be here any more, or has signed out, goes on as a stranger.
 */
public final class CallerFilter extends OncePerRequestFilter {

	private final SignIns signIns;

	private final Callers callers;

	private final CallerLimits limits;

	public CallerFilter(SignIns signIns, Callers callers, CallerLimits limits) {
		this.signIns = signIns;
		this.callers = callers;
		this.limits = limits;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn)) {
			chain.doFilter(request, response);
			return;
		}
		Optional<Caller> caller = callerOf(signedIn).flatMap((one) -> this.limits.limited(one, signedIn, request));
		if (caller.isEmpty()) {
			forget(request);
			chain.doFilter(request, response);
			return;
		}
		// not the context of the session, which keeps only the keys
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(signedIn.as(caller.get()));
		SecurityContextHolder.setContext(context);
		within(caller.get().tenant(), () -> {
			this.limits.check(caller.get(), signedIn, request);
			chain.doFilter(request, response);
		});
	}

	private Optional<Caller> callerOf(SignedIn signedIn) {
		boolean open = signedIn.signIn().map(this.signIns::isOpen).orElse(true);
		return open ? this.callers.byId(signedIn.userId()) : Optional.empty();
	}

	private static void forget(HttpServletRequest request) {
		SecurityContextHolder.clearContext();
		@Nullable HttpSession session = request.getSession(false);
		if (session != null) {
			session.invalidate();
		}
	}

	/** Hands the exceptions of a filter around the binding, which knows none. */
	private static void within(@Nullable TenantId tenant, Rest rest) throws ServletException, IOException {
		Supplier<@Nullable Exception> work = () -> {
			try {
				rest.run();
				return null;
			}
			catch (ServletException | IOException ex) {
				return ex;
			}
		};
		@Nullable Exception thrown = (tenant != null) ? Tenancy.as(tenant, work) : Tenancy.asPlatform(work);
		if (thrown instanceof ServletException ex) {
			throw ex;
		}
		if (thrown instanceof IOException ex) {
			throw ex;
		}
	}

	/** The rest of the request. */
	@FunctionalInterface
	private interface Rest {

		void run() throws ServletException, IOException;

	}

}
