package io.nagare.workflow.internal.door;

import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.impl.ContainerBasedAuthenticationProvider;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
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
			.map((caller) -> {
				forgetFormerGroups(request.getSession(), engine.getName(), caller);
				return signedIn(caller);
			})
			.orElseGet(AuthenticationResult::unsuccessful);
	}

	/**
	 * Camunda's session keeps the groups it had for a while; what somebody is no longer,
	 * or has just become, counts at once.
	 */
	private static void forgetFormerGroups(HttpSession session, String engine, Caller caller) {
		Authentications known = AuthenticationUtil.getAuthsFromSession(session);
		if (known.getAuthenticationForProcessEngine(engine) instanceof UserAuthentication former
				&& !Groups.of(caller).equals(Set.copyOf(former.getGroupIds()))) {
			known.removeByEngineName(engine);
		}
	}

	private static AuthenticationResult signedIn(Caller caller) {
		AuthenticationResult result = AuthenticationResult.successful(caller.username());
		result.setGroups(List.copyOf(Groups.of(caller)));
		result.setTenants((caller.tenant() != null) ? List.of(caller.tenant().slug()) : List.of());
		return result;
	}

}
