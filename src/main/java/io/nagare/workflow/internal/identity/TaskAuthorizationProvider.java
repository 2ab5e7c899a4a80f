package io.nagare.workflow.internal.identity;

import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.EngineSessionFactory;

/**
 * Writes no authorizations for single tasks, and looks for none when a task ends. With
 * them, a task list of 10,000 open tasks takes seconds; the grants on process
 * definitions, see {@link EngineGrants}, say as much.
 */
public final class TaskAuthorizationProvider extends DefaultAuthorizationProvider {

	@Override
	public AuthorizationEntity @Nullable [] newTaskAssignee(Task task, String oldAssignee, String newAssignee) {
		return null;
	}

	@Override
	public AuthorizationEntity @Nullable [] newTaskOwner(Task task, String oldOwner, String newOwner) {
		return null;
	}

	@Override
	public AuthorizationEntity @Nullable [] newTaskUserIdentityLink(Task task, String userId, String type) {
		return null;
	}

	@Override
	public AuthorizationEntity @Nullable [] newTaskGroupIdentityLink(Task task, String groupId, String type) {
		return null;
	}

	/** Who deployed has what his role has, and no more. */
	@Override
	public AuthorizationEntity @Nullable [] newDeployment(Deployment deployment) {
		return null;
	}

	/** The engine's manager of authorizations that does so. */
	public static EngineSessionFactory<?> manager() {
		return new EngineSessionFactory<>(AuthorizationManager.class, Manager::new);
	}

	/** Leaves out what was never written. */
	private static final class Manager extends AuthorizationManager {

		@Override
		public void deleteAuthorizationsByResourceId(Resource resource, String resourceId) {
			if (resource != Resources.TASK) {
				super.deleteAuthorizationsByResourceId(resource, resourceId);
			}
		}

	}

}
