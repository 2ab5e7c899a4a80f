package io.nagare.workflow.internal;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.BpmnExecutionContext;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * The command that the engine carries out on this thread, for what runs inside of it. All
 * are null outside of one.
 */
public final class EngineContext {

	private EngineContext() {
	}

	/** The command and what it has read so far. */
	public static CommandContext command() {
		return Context.getCommandContext();
	}

	/** The element at which a process is. */
	public static BpmnExecutionContext execution() {
		return Context.getBpmnExecutionContext();
	}

	/** What the engine consists of. */
	public static ProcessEngineConfigurationImpl engine() {
		return Context.getProcessEngineConfiguration();
	}

	/** Whether a job runs, rather than a call of somebody's. */
	public static boolean isJob() {
		return Context.getJobExecutorContext() != null;
	}

}
