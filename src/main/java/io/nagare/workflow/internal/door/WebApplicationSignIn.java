package io.nagare.workflow.internal.door;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.impl.ContainerBasedAuthenticationProvider;
import org.springframework.web.context.support.WebApplicationContextUtils;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.workflow.Groups;

/**
 * Whoever is signed in with us is signed in to Tasklist and Cockpit. Made by Camunda's
 * filter.
 */
public final class WebApplicationSignIn extends ContainerBasedAuthenticationProvider {

	@Override
	public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
		return WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext())
			.getBean(CurrentCaller.class)
			.find()
			.map(WebApplicationSignIn::signedIn)
			.orElseGet(AuthenticationResult::unsuccessful);
	}

	private static AuthenticationResult signedIn(Caller caller) {
		AuthenticationResult result = AuthenticationResult.successful(caller.username());
		result.setGroups(List.copyOf(Groups.of(caller)));
		result.setTenants((caller.tenant() != null) ? List.of(caller.tenant().slug()) : List.of());
		return result;
	}

}
