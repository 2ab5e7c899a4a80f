package io.nagare.workflow.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Stores a deployment under the tenant of whoever deploys, whatever the client asks for;
 * the platform's is shared by all. Before the command, so that the engine's filter of
 * duplicates compares with the tenant's own.
 */
final class DeploymentTenant extends CommandInterceptor {

	/** The engine offers no place to stand between the request and this filter. */
	private static final VarHandle BUILDER = builder();

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof DeployCmd deployment) {
			((DeploymentBuilderImpl) BUILDER.get(deployment))
				.tenantId(Tenancy.current().map(TenantId::slug).orElse(null));
		}
		return this.next.execute(command);
	}

	private static VarHandle builder() {
		try {
			return MethodHandles.privateLookupIn(DeployCmd.class, MethodHandles.lookup())
				.findVarHandle(DeployCmd.class, "deploymentBuilder", DeploymentBuilderImpl.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
