package io.nagare.workflow.internal;

import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.persistence.entity.TenantManager;

/**
 * What is another tenant's does not exist. The engine alone would say in words only that
 * it is another's.
 */
final class StrangeTenants extends TenantManager {

	/** The engine's manager of tenants that says so. */
	static EngineSession<?> manager() {
		return new EngineSession<>(TenantManager.class, StrangeTenants::new);
	}

	@Override
	public boolean isAuthenticatedTenant(String tenantId) {
		if (!super.isAuthenticatedTenant(tenantId)) {
			throw new NotFoundException("There is no such thing");
		}
		return true;
	}

}
