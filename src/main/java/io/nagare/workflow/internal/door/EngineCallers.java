package io.nagare.workflow.internal.door;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.web.filter.OncePerRequestFilter;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.workflow.Groups;

/**
 * Tells the engine who calls its REST API, so that its authorizations and tenants apply.
 */
final class EngineCallers extends OncePerRequestFilter {

	private final CurrentCaller callers;

	private final IdentityService identity;

	EngineCallers(CurrentCaller callers, IdentityService identity) {
		this.callers = callers;
		this.identity = identity;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Caller caller = this.callers.require();
		this.identity.setAuthentication(caller.username(), List.copyOf(Groups.of(caller)),
				(caller.tenant() != null) ? List.of(caller.tenant().slug()) : List.of());
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.identity.clearAuthentication();
		}
	}

}
