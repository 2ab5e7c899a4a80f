package io.nagare.workflow.internal.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.DeploymentTrial;

/**
 * Stores a deployment under the tenant of whoever deploys, whatever the client asks for;
 * the platform's is shared by all. Before the command, so that the engine's filter of
 * duplicates compares with the tenant's own.
 */
public final class DeploymentTenant extends RepositoryServiceImpl {

	private final ApplicationEventPublisher events;

	private final ObjectProvider<DeploymentTrial> trials;

	private final Function<Refusal, RuntimeException> told;

	/**
	 * @param trials asked for only once somebody deploys
	 * @param told a refusal as the engine's API tells it
	 */
	public DeploymentTenant(ApplicationEventPublisher events, ObjectProvider<DeploymentTrial> trials,
			Function<Refusal, RuntimeException> told) {
		this.events = events;
		this.trials = trials;
		this.told = told;
	}

	@Override
	public DeploymentWithDefinitions deployWithResult(DeploymentBuilderImpl builder) {
		Tenancy.current().ifPresent((own) -> tell(builder.getDeployment().getTenantId(), own));
		builder.tenantId(Tenancy.current().map(TenantId::slug).orElse(null));
		if (Tenancy.current().isPresent() && !TransactionSynchronizationManager.isActualTransactionActive()) {
			demandTried(builder);
		}
		return super.deployWithResult(builder);
	}

	/** What comes by the product's own ways was tried before, by whoever sent it. */
	private void demandTried(DeploymentBuilderImpl builder) {
		Map<String, byte[]> files = new TreeMap<>();
		builder.getDeployment().getResources().forEach((name, file) -> files.put(name, file.getBytes()));
		String name = builder.getDeployment().getName();
		this.trials.stream()
			.flatMap((trial) -> trial.refusal(name, files).stream())
			.findFirst()
			.map(this.told)
			.ifPresent((refused) -> {
				throw refused;
			});
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
