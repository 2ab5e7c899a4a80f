package io.nagare.workflow.internal.limit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * What models may do within one command of the engine: a loop without a wait, or calls
 * without an end, would go on until the JVM has no memory left. Counted by ticket, since
 * one command may carry on with many; what a command costs on the whole is the caller's
 * affair. Lives as long as the command, and remembers where it was.
 */
public final class ModelBudget implements Session {

	/** Activities that the processes of one ticket pass. */
	public static final int MAX_ACTIVITIES = 2_000;

	/** Processes that are started or called for one ticket. */
	public static final int MAX_PROCESSES = 50;

	/** Processes that wait for each other, entered by this command. */
	public static final int MAX_DEPTH = 10;

	/** Instances of one activity. */
	public static final int MAX_INSTANCES = 500;

	private final Map<String, Spent> spent = new HashMap<>();

	private @Nullable ExecutionEntity at;

	private @Nullable String element;

	static ModelBudget current() {
		return Context.getCommandContext().getSession(ModelBudget.class);
	}

	/** Counts what a process passes; the listener of every element of every model. */
	public static ExecutionListener listener() {
		return (execution) -> {
			ModelBudget budget = current();
			budget.isAt(execution);
			if (execution.getEventName().equals(ExecutionListener.EVENTNAME_START)) {
				budget.passes(execution);
			}
		};
	}

	/** Counts the processes; the listener of the process itself. */
	public static ExecutionListener processListener() {
		return (execution) -> current().enters((ExecutionEntity) execution);
	}

	/** Where something went wrong, if a model was running at all. */
	@Nullable ExecutionEntity execution() {
		return this.at;
	}

	@Nullable String element() {
		return this.element;
	}

	private void isAt(DelegateExecution execution) {
		this.at = (ExecutionEntity) execution;
		this.element = execution.getCurrentActivityId();
	}

	private void passes(DelegateExecution execution) {
		if (++spentFor(execution).activities > MAX_ACTIVITIES) {
			throw exceeded("model_activities", MAX_ACTIVITIES);
		}
	}

	private void enters(ExecutionEntity process) {
		if (++spentFor(process).processes > MAX_PROCESSES) {
			throw exceeded("model_processes", MAX_PROCESSES);
		}
		int depth = 0;
		for (ExecutionEntity caller = callerOf(process); caller != null; caller = callerOf(caller)) {
			if (++depth > MAX_DEPTH) {
				throw exceeded("model_depth", MAX_DEPTH);
			}
		}
	}

	/** Those that this command has not touched are not read for that. */
	private static @Nullable ExecutionEntity callerOf(ExecutionEntity process) {
		ExecutionEntity calling = known(process.getSuperExecutionId());
		return (calling != null) ? known(calling.getProcessInstanceId()) : null;
	}

	private static @Nullable ExecutionEntity known(@Nullable String id) {
		return (id != null)
				? Context.getCommandContext().getDbEntityManager().getCachedEntity(ExecutionEntity.class, id) : null;
	}

	private Spent spentFor(DelegateExecution execution) {
		return this.spent.computeIfAbsent(String.valueOf(execution.getProcessBusinessKey()), (key) -> new Spent());
	}

	/** Refuses an activity with too many instances before the first of them is there. */
	static int affordable(int instances) {
		if (instances > MAX_INSTANCES) {
			throw exceeded("model_instances", MAX_INSTANCES, instances);
		}
		return instances;
	}

	public static Refusal exceeded(String code, Object... args) {
		return new Refusal(Refusal.Kind.MODEL_MISBEHAVED, List.of(Refusal.Detail.of(null, code, args)));
	}

	@Override
	public void flush() {
		// nothing is written
	}

	@Override
	public void close() {
		// holds nothing
	}

	private static final class Spent {

		private int activities;

		private int processes;

	}

}
