package io.nagare.workflow.internal.identity;

import java.util.List;
import java.util.Set;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;

import io.nagare.directory.Roles;
import io.nagare.workflow.Groups;

/**
 * What roles may do at the engine's own doors. Grants go to groups and whole definitions,
 * never to single tasks or users; tenants are kept apart by the engine's tenant check.
 * What a caller may do to a ticket is decided by the same code as over REST, in
 * {@link CarriedIn} and {@link Handed}.
 */
@Component
public class EngineGrants {

	private static final Permission[] WORK = { ProcessDefinitionPermissions.READ,
			ProcessDefinitionPermissions.READ_TASK, ProcessDefinitionPermissions.TASK_WORK,
			// to let go of a task, and to hand it on
			ProcessDefinitionPermissions.TASK_ASSIGN, ProcessDefinitionPermissions.READ_INSTANCE,
			ProcessDefinitionPermissions.READ_HISTORY };

	private static final Permission[] LOOK = { ProcessDefinitionPermissions.READ,
			ProcessDefinitionPermissions.READ_TASK, ProcessDefinitionPermissions.READ_INSTANCE,
			ProcessDefinitionPermissions.READ_HISTORY };

	private final AuthorizationService authorizations;

	EngineGrants(ProcessEngine engine) {
		this.authorizations = engine.getAuthorizationService();
	}

	public void grant() {
		for (String role : List.of(Roles.OPERATOR, Roles.MANAGER, Roles.ADMIN)) {
			grant(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
			grant(role, Resources.PROCESS_DEFINITION, Authorization.ANY, WORK);
			grant(role, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ);
		}
		for (String app : List.of("tasklist", "cockpit")) {
			grant(Roles.PROCESS_OWNER, Resources.APPLICATION, app, Permissions.ACCESS);
		}
		for (Resource resource : Resources.values()) {
			grant(Roles.PLATFORM, resource, Authorization.ANY, Permissions.ALL);
		}
		grant(Roles.PROCESS_OWNER, Resources.PROCESS_DEFINITION, Authorization.ANY, LOOK);
		grant(Roles.PROCESS_OWNER, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ);
		grant(Roles.PROCESS_OWNER, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ, Permissions.CREATE);
		grant(Roles.INTEGRATOR, Resources.PROCESS_DEFINITION, Authorization.ANY, LOOK);
		grant(Roles.VIEWER, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
		grant(Roles.VIEWER, Resources.PROCESS_DEFINITION, Authorization.ANY, LOOK);
	}

	/** Lets the roles read a shared Tasklist filter. */
	public void grantFilter(String filterId) {
		for (String role : List.of(Roles.OPERATOR, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER, Roles.PROCESS_OWNER)) {
			grant(role, Resources.FILTER, filterId, Permissions.READ);
		}
	}

	private void grant(String role, Resource resource, String resourceId, Permission... permissions) {
		String group = Groups.role(role);
		Authorization grant = this.authorizations.createAuthorizationQuery()
			.groupIdIn(group)
			.resourceType(resource)
			.resourceId(resourceId)
			.singleResult();
		if (grant == null) {
			grant = this.authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
			grant.setGroupId(group);
			grant.setResource(resource);
			grant.setResourceId(resourceId);
		}
		if (!Set.of(grant.getPermissions(permissions)).equals(Set.of(permissions))) {
			grant.setPermissions(permissions);
			this.authorizations.saveAuthorization(grant);
		}
	}

}
