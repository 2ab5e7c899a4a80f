package io.nagare.workflow.internal;

import java.util.function.Supplier;

import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;

/**
 * Does several things of the engine's as one command of it, so that it reads and writes
 * once: what its public services do not offer.
 */
public final class EngineCommands {

	private final ProcessEngineConfigurationImpl engine;

	public EngineCommands(ProcessEngine engine) {
		this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
	}

	/** Does the work as one command, within the transaction that there is, or its own. */
	public <T extends @Nullable Object> T run(Supplier<T> work) {
		return this.engine.getCommandExecutorTxRequired().execute((context) -> work.get());
	}

	/**
	 * The same without the engine's authorizations, for what somebody may do by ours, or
	 * the product does itself.
	 */
	public <T extends @Nullable Object> T freely(Supplier<T> work) {
		return this.engine.getCommandExecutorTxRequired()
			.execute((context) -> context.runWithoutAuthorization(work::get));
	}

	/** The same, and the engine's log of what its users do says nothing of it. */
	public <T extends @Nullable Object> T unlogged(Supplier<T> work) {
		return this.engine.getCommandExecutorTxRequired().execute((context) -> {
			boolean before = context.isUserOperationLogEnabled();
			context.disableUserOperationLog();
			try {
				return context.runWithoutAuthorization(work::get);
			}
			finally {
				context.setLogUserOperationEnabled(before);
			}
		});
	}

	/** Lets nobody else deploy until the current transaction ends. */
	public void takeDeploymentLock() {
		this.engine.getCommandExecutorTxRequired().execute((context) -> {
			context.getPropertyManager().acquireExclusiveLock();
			return this;
		});
	}

	/** A file of a deployment, whoever asks. */
	public byte[] file(String deployment, String name) {
		return this.engine.getCommandExecutorTxRequired()
			.execute((context) -> context.getResourceManager()
				.findResourceByDeploymentIdAndResourceName(deployment, name)
				.getBytes());
	}

	/** What evaluates tables that are not deployed. */
	public DmnEngine tables() {
		return this.engine.getDmnEngine();
	}

}
