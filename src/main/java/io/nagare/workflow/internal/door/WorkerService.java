package io.nagare.workflow.internal.door;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.ExternalTaskWorkers;
import io.nagare.directory.ExternalTaskWorkers.Worker;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.workflow.TicketWorkService;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.ExternalTaskInputs;
import io.nagare.workflow.internal.model.ExternalWork;
import io.nagare.workflow.internal.model.ProcessModels;

/**
 * What programs do that serve external tasks. One is let at a task where an administrator
 * of the tenant has registered it for the topic, and holds it under its own key: another
 * program that gives itself the same name holds nothing of it. Each step is on record
 * with the program's name.
 */
@Component
class WorkerService {

	/** Characters of a text that becomes a variable. */
	private static final int LONGEST_TEXT = 4_000;

	private final ObjectProvider<ExternalTaskWorkers> registered;

	private final TicketWorkService work;

	private final EngineTables tables;

	private final ProcessModels models;

	private final ExternalTaskInputs inputs;

	private final WorkerRecords records;

	private final ProcessEngine engine;

	WorkerService(ObjectProvider<ExternalTaskWorkers> registered, TicketWorkService work, EngineTables tables,
			ProcessModels models, ExternalTaskInputs inputs, WorkerRecords records, ProcessEngine engine) {
		this.registered = registered;
		this.work = work;
		this.tables = tables;
		this.models = models;
		this.inputs = inputs;
		this.records = records;
		this.engine = engine;
	}

	/**
	 * Takes what is to be done on the topics.
	 * @param fetch asks the engine, for the holder's key and the slug of the tenant
	 * @throws Refusal FORBIDDEN where the caller serves one of the topics not
	 */
	@Transactional
	List<Fetched> fetch(List<String> topics, String workerId,
			BiFunction<String, String, List<LockedExternalTask>> fetch) {
		Worker worker = worker();
		topics.forEach((topic) -> demand(worker, topic));
		List<LockedExternalTask> locked = new ArrayList<>();
		asProduct(() -> locked.addAll(fetch.apply(key(worker, workerId), Tenancy.require().slug())));
		List<Fetched> fetched = new ArrayList<>();
		for (LockedExternalTask task : locked) {
			fetched.add(new Fetched(task, this.inputs.of(task.getExecutionId())));
			this.records.addFetched(worker, workerId, task);
		}
		return fetched;
	}

	/** Whether something waits on one of the topics for a program to take it. */
	boolean waits(List<String> topics) {
		return this.tables.waits(topics, Tenancy.require().slug());
	}

	/**
	 * The work is done, and the process goes on with what came of it.
	 * @throws Refusal NOT_FOUND where the tenant has no such task, FORBIDDEN where the
	 * caller does not serve it, VALIDATION_FAILED where another has it or where the model
	 * does not declare what came
	 */
	void complete(String id, String workerId, Map<String, @Nullable Object> values) {
		within(id, workerId, (task, worker) -> {
			ExternalWork work = work(task.getProcessDefinitionId(), task.getActivityId());
			check(work, values);
			service().complete(id, key(worker, workerId), null, new HashMap<>(values));
			this.records.add("completed", worker, workerId, task,
					Map.of("variables", values.keySet().stream().sorted().toList()));
		});
	}

	/** What happened is business as the model knows it; the process goes on there. */
	void raise(String id, String workerId, String error, @Nullable String message) {
		within(id, workerId, (task, worker) -> {
			if (!work(task.getProcessDefinitionId(), task.getActivityId()).catches(error)) {
				throw Refusal.invalid("errorCode", "error_not_caught");
			}
			service().handleBpmnError(id, key(worker, workerId), error, message);
			this.records.add("error_raised", worker, workerId, task, Map.of("error_code", error));
		});
	}

	/**
	 * It did not work out. Without a further try the task waits until an operator has it
	 * tried again, and the owner of the model is told.
	 */
	void fail(String id, String workerId, Failure failure) {
		ExternalTask failed = within(id, workerId, (task, worker) -> {
			service().handleFailure(id, key(worker, workerId), failure.message(), failure.details(), failure.retries(),
					failure.pause());
			this.records.add("failed", worker, workerId, task,
					Map.of("retries", failure.retries(), "message", WorkerRecords.abbreviated(failure.message())));
		});
		if (failure.retries() == 0) {
			this.records.tellOwner(failed, failure.message());
		}
	}

	void extendLock(String id, String workerId, long millis) {
		within(id, workerId, (task, worker) -> {
			try {
				service().extendLock(id, key(worker, workerId), millis);
			}
			catch (BadUserRequestException ex) {
				throw Refusal.invalid("workerId", "lock_expired");
			}
			this.records.add("lock_extended", worker, workerId, task, Map.of());
		});
	}

	/** Lets go of it; under whichever of its names the program holds it. */
	void unlock(String id) {
		within(id, null, (task, worker) -> {
			service().unlock(id);
			this.records.add("unlocked", worker, task.getWorkerId().substring(key(worker, "").length()), task,
					Map.of());
		});
	}

	/**
	 * The ticket's row is taken first, so that of two reports one waits, and then finds
	 * the task gone.
	 */
	private ExternalTask within(String id, @Nullable String workerId, BiConsumer<ExternalTask, Worker> report) {
		Worker worker = worker();
		ExternalTask seen = held(id, worker, workerId);
		this.work.holding(ticketOf(seen), () -> asProduct(() -> report.accept(held(id, worker, workerId), worker)));
		return seen;
	}

	private UUID ticketOf(ExternalTask task) {
		return this.tables.ticketOf(task.getProcessInstanceId()).orElseThrow(Refusal::notFound);
	}

	private ExternalTask held(String id, Worker worker, @Nullable String workerId) {
		ExternalTask task = Optional
			.ofNullable(service().createExternalTaskQuery()
				.externalTaskId(id)
				.tenantIdIn(Tenancy.require().slug())
				.singleResult())
			.orElseThrow(Refusal::notFound);
		demand(worker, task.getTopicName());
		String holder = String.valueOf(task.getWorkerId());
		if (!((workerId != null) ? holder.equals(key(worker, workerId)) : holder.startsWith(key(worker, "")))) {
			throw Refusal.invalid("workerId", "held_by_another");
		}
		return task;
	}

	private Worker worker() {
		return this.registered.stream()
			.flatMap((workers) -> workers.current().stream())
			.filter((worker) -> !worker.topics().isEmpty())
			.findFirst()
			.orElseThrow(() -> Refusal.forbidden("client", "no_worker"));
	}

	private static void demand(Worker worker, String topic) {
		if (!worker.serves(topic)) {
			throw Refusal.forbidden("topicName", "topic_not_registered", topic);
		}
	}

	/** By which the engine knows who holds a task. */
	private static String key(Worker worker, String workerId) {
		return worker.client() + "/" + workerId;
	}

	private ExternalWork work(String definition, String element) {
		return Optional.ofNullable(this.models.of(definition).element(element).external()).orElseThrow();
	}

	/** What the model declares, and plain. */
	private static void check(ExternalWork work, Map<String, @Nullable Object> values) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		values.forEach((name, value) -> {
			if (!work.outputs().contains(name)) {
				wrong.add(Refusal.Detail.of(name, "variable_not_declared",
						String.join(", ", work.outputs().stream().sorted().toList())));
			}
			else if (value instanceof String text && text.length() > LONGEST_TEXT) {
				wrong.add(Refusal.Detail.of(name, "too_long", LONGEST_TEXT));
			}
			else if (value != null
					&& !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
				wrong.add(Refusal.Detail.of(name, "wrong_type", "string, number, boolean"));
			}
		});
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	private ExternalTaskService service() {
		return this.engine.getExternalTaskService();
	}

	/** Whether the program may was decided before; the engine is not asked again. */
	private void asProduct(Runnable work) {
		IdentityService identity = this.engine.getIdentityService();
		Authentication before = identity.getCurrentAuthentication();
		identity.clearAuthentication();
		try {
			work.run();
		}
		finally {
			if (before != null) {
				identity.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
			}
		}
	}

	/**
	 * A task that a program got.
	 *
	 * @param inputs what the model hands out with it
	 */
	record Fetched(LockedExternalTask task, Map<String, @Nullable Object> inputs) {
	}

	/**
	 * Why something did not work out.
	 *
	 * @param retries how often it is to be tried again
	 * @param pause milliseconds until then
	 */
	record Failure(String message, @Nullable String details, int retries, long pause) {
	}

}
