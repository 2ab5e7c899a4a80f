package io.nagare.workflow.internal.model;

import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Stores a deployment under the tenant of whoever deploys, whatever the client asks for;
 * the platform's is shared by all. Before the command, so that the engine's filter of
 * duplicates compares with the tenant's own.
 */
public final class DeploymentTenant extends RepositoryServiceImpl {

	private final ApplicationEventPublisher events;

	public DeploymentTenant(ApplicationEventPublisher events) {
		this.events = events;
	}

	@Override
	public DeploymentWithDefinitions deployWithResult(DeploymentBuilderImpl builder) {
		Tenancy.current().ifPresent((own) -> tell(builder.getDeployment().getTenantId(), own));
		builder.tenantId(Tenancy.current().map(TenantId::slug).orElse(null));
		return super.deployWithResult(builder);
	}

	private void tell(@Nullable String named, TenantId own) {
		if (named != null && !named.isBlank() && !named.equals(own.slug())) {
			this.events.publishEvent(new NotBelieved(named));
		}
	}

	/** Somebody would deploy for another tenant than his own. */
	private record NotBelieved(String entityId) implements AuditableEvent {

		@Override
		public String action() {
			return "access.refused";
		}

		@Override
		public String entityType() {
			return "tenant";
		}

	}

}
