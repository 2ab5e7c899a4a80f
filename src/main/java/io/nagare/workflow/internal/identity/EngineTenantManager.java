package io.nagare.workflow.internal.identity;

import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.persistence.entity.TenantManager;

import io.nagare.workflow.internal.EngineSessionFactory;

/**
 * What is another tenant's does not exist. The engine alone would say in words only that
 * it is another's.
 */
public final class EngineTenantManager extends TenantManager {

	/** The engine's manager of tenants that says so. */
	public static EngineSessionFactory<?> manager() {
		return new EngineSessionFactory<>(TenantManager.class, EngineTenantManager::new);
	}

	@Override
	public boolean isAuthenticatedTenant(String tenantId) {
		if (!super.isAuthenticatedTenant(tenantId)) {
			throw new NotFoundException("There is no such thing");
		}
		return true;
	}

}
