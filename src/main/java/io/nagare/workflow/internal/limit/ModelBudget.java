package io.nagare.workflow.internal.limit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.EngineContext;

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

	/**
	 * Tokens of one ticket's process that wait at one element, but for instances, which
	 * are counted by themselves: one more comes with each ring of a timer beside the main
	 * path.
	 */
	public static final int MAX_TOKENS = 100;

	/** Computing time for one ticket, while somebody waits. */
	static final Duration MAX_TIME = Duration.ofSeconds(10);

	/** The same in a job, for which nobody waits. */
	static final Duration MAX_TIME_OF_JOB = Duration.ofSeconds(60);

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private final Map<String, Spent> spent = new HashMap<>();

	/** In nanoseconds: waiting for the database is none of the model's. */
	private final LongSupplier computed;

	private final Duration time = EngineContext.isJob() ? MAX_TIME_OF_JOB : MAX_TIME;

	private long counted;

	private @Nullable ExecutionEntity at;

	private @Nullable String element;

	public ModelBudget() {
		this(THREADS::getCurrentThreadCpuTime);
	}

	/**
	 * @param computed the computing time of the thread so far, in nanoseconds
	 */
	ModelBudget(LongSupplier computed) {
		this.computed = computed;
		this.counted = computed.getAsLong();
	}

	static ModelBudget current() {
		return EngineContext.command().getSession(ModelBudget.class);
	}

	/** Counts what a process passes; the listener of every element of every model. */
	public static ExecutionListener listener() {
		return (execution) -> {
			ModelBudget budget = current();
			budget.isAt(execution);
			if (execution.getEventName().equals(ExecutionListener.EVENTNAME_START)) {
				budget.passes(execution);
				checkTokens((ExecutionEntity) execution);
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

	void passes(DelegateExecution execution) {
		Spent ticket = spentFor(execution);
		if (++ticket.activities > MAX_ACTIVITIES) {
			throw exceeded("model_activities", MAX_ACTIVITIES);
		}
		long now = this.computed.getAsLong();
		ticket.nanos += now - this.counted;
		this.counted = now;
		if (ticket.nanos > this.time.toNanos()) {
			throw exceeded("model_time", this.time.toSeconds());
		}
	}

	/** The engine has read all tokens of the process when it carries on with one. */
	private static void checkTokens(ExecutionEntity execution) {
		String element = execution.getCurrentActivityId();
		if (element != null && execution.getProcessInstance().findExecutions(element).size() > MAX_TOKENS
				&& !BoundedInstances.isOneOf(execution.getActivity())) {
			throw exceeded("model_tokens", MAX_TOKENS);
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
		return (id != null) ? EngineContext.command().getDbEntityManager().getCachedEntity(ExecutionEntity.class, id)
				: null;
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

		private long nanos;

	}

}
