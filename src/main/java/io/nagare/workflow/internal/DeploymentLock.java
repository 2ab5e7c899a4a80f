package io.nagare.workflow.internal;

import org.camunda.bpm.engine.impl.persistence.entity.PropertyManager;

import io.nagare.shared.Trial;

/**
 * One deploys at a time, until his transaction ends. What a trial deploys nobody ever
 * sees, and a trial takes its time, so it keeps no other from deploying.
 */
final class DeploymentLock extends PropertyManager {

	static EngineSessionFactory<?> manager() {
		return new EngineSessionFactory<>(PropertyManager.class, DeploymentLock::new);
	}

	@Override
	public void acquireExclusiveLock() {
		if (!Trial.isUnderWay()) {
			super.acquireExclusiveLock();
		}
	}

}
