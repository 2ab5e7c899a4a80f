package io.nagare.workflow.internal.door;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.rest.dto.VariableValueDto;
import org.camunda.bpm.engine.rest.dto.externaltask.CompleteExternalTaskDto;
import org.camunda.bpm.engine.rest.dto.externaltask.ExtendLockOnExternalTaskDto;
import org.camunda.bpm.engine.rest.dto.externaltask.ExternalTaskBpmnError;
import org.camunda.bpm.engine.rest.dto.externaltask.ExternalTaskFailureDto;
import org.camunda.bpm.engine.rest.dto.externaltask.FetchExternalTasksDto.FetchExternalTaskTopicDto;
import org.camunda.bpm.engine.rest.dto.externaltask.FetchExternalTasksExtendedDto;
import org.camunda.bpm.engine.rest.dto.externaltask.LockedExternalTaskDto;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;

/**
 * Answers the calls by which programs fetch external tasks and report what became of
 * them, in the words of the engine's REST API, so that Camunda's clients work as they
 * are.
 */
@Component
class ExternalTaskCallHandler {

	private static final String FETCH = "/external-task/fetchAndLock";

	private static final Pattern TASK = Pattern
		.compile("/external-task/([^/]+)/(complete|failure|bpmnError|extendLock|unlock)");

	private static final int MOST_TASKS = 100;

	private static final int MOST_TOPICS = 50;

	private static final long LONGEST_LOCK = 86_400_000;

	/** As long as the engine's API lets a program wait for an answer. */
	private static final long LONGEST_WAIT = 1_800_000;

	private static final int LONGEST_ID = 150;

	private final WorkerService workers;

	private final LongPolling polling;

	private final ProcessEngine engine;

	private final EngineDialect dialect;

	ExternalTaskCallHandler(WorkerService workers, LongPolling polling, ProcessEngine engine, EngineDialect dialect) {
		this.workers = workers;
		this.polling = polling;
		this.engine = engine;
		this.dialect = dialect;
	}

	/** Whether the call is a program's. */
	static boolean handles(String method, String call) {
		return method.equals("POST") && (call.equals(FETCH) || TASK.matcher(call).matches());
	}

	/**
	 * Performs the call.
	 * @param body what was sent; null for nothing
	 * @return what to answer; null for nothing
	 * @throws Refusal where it is not performed
	 */
	@Nullable Object perform(String call, @Nullable JsonNode body) {
		JsonNode said = (body != null) ? body : JsonNodeFactory.instance.objectNode();
		Matcher task = TASK.matcher(call);
		if (!task.matches()) {
			return fetch(this.dialect.read(said, FetchExternalTasksExtendedDto.class));
		}
		report(task.group(1), task.group(2), said);
		return null;
	}

	private ArrayNode fetch(FetchExternalTasksExtendedDto wanted) {
		String workerId = idOf(wanted.getWorkerId());
		if (wanted.getMaxTasks() < 1 || wanted.getMaxTasks() > MOST_TASKS) {
			throw Refusal.invalid("maxTasks", "out_of_range", 1, MOST_TASKS);
		}
		List<FetchExternalTaskTopicDto> topics = wanted.getTopics();
		if (topics == null || topics.isEmpty() || topics.size() > MOST_TOPICS) {
			throw Refusal.invalid("topics", "out_of_range", 1, MOST_TOPICS);
		}
		for (FetchExternalTaskTopicDto topic : topics) {
			if (topic.getTopicName() == null) {
				throw Refusal.invalid("topicName", "required");
			}
			checkLock("lockDuration", topic.getLockDuration());
		}
		long wait = Objects.requireNonNullElse(wanted.getAsyncResponseTimeout(), 0L);
		if (wait < 0 || wait > LONGEST_WAIT) {
			throw Refusal.invalid("asyncResponseTimeout", "out_of_range", 0, LONGEST_WAIT);
		}
		Map<String, List<String>> asked = new HashMap<>();
		topics.forEach((topic) -> asked.put(topic.getTopicName(), topic.getVariables()));
		List<String> names = topics.stream().map(FetchExternalTaskTopicDto::getTopicName).toList();
		List<WorkerService.Fetched> fetched = this.polling.poll(Duration.ofMillis(wait),
				() -> this.workers.waits(names), () -> this.workers.fetch(names, workerId, (key, tenant) -> {
					wanted.setWorkerId(key);
					topics.forEach((topic) -> {
						topic.setTenantIdIn(new String[] { tenant });
						topic.setWithoutTenantId(false);
						// none of the engine's: what goes out is kept beside it
						topic.setVariables(List.of());
						topic.setLocalVariables(true);
					});
					return wanted.buildQuery(this.engine).execute();
				}));
		ArrayNode answer = JsonNodeFactory.instance.arrayNode();
		fetched.forEach((one) -> answer.add(told(one, workerId, asked.get(one.task().getTopicName()))));
		return answer;
	}

	/** Under the name that the program gave itself, with what the model declares. */
	private ObjectNode told(WorkerService.Fetched fetched, String workerId, @Nullable List<String> asked) {
		LockedExternalTask task = fetched.task();
		ObjectNode told = (ObjectNode) this.dialect.tree(LockedExternalTaskDto.fromLockedExternalTask(task));
		told.put("workerId", workerId);
		Map<String, VariableValueDto> variables = new LinkedHashMap<>();
		fetched.inputs()
			.entrySet()
			.stream()
			.filter((one) -> asked == null || asked.contains(one.getKey()))
			.forEach((one) -> variables.put(one.getKey(), VariableValueDto.fromTypedValue(typed(one.getValue()))));
		told.set("variables", this.dialect.tree(variables));
		return told;
	}

	/** Camunda's clients read a value by its type. */
	private static TypedValue typed(@Nullable Object value) {
		if (value instanceof String text) {
			return Variables.stringValue(text);
		}
		if (value instanceof Boolean truth) {
			return Variables.booleanValue(truth);
		}
		if (value instanceof Integer number) {
			return Variables.integerValue(number);
		}
		if (value instanceof Long number) {
			return Variables.longValue(number);
		}
		return (value instanceof Number number) ? Variables.doubleValue(number.doubleValue())
				: Variables.untypedNullValue();
	}

	private void report(String id, String verb, JsonNode said) {
		switch (verb) {
			case "complete" -> {
				CompleteExternalTaskDto done = this.dialect.read(said, CompleteExternalTaskDto.class);
				Map<String, @Nullable Object> values = new LinkedHashMap<>(this.dialect.fields(done.getVariables()));
				values.putAll(this.dialect.fields(done.getLocalVariables()));
				this.workers.complete(id, idOf(done.getWorkerId()), values);
			}
			case "failure" -> {
				ExternalTaskFailureDto failure = this.dialect.read(said, ExternalTaskFailureDto.class);
				demandNone(failure.getVariables(), failure.getLocalVariables());
				if (failure.getRetries() < 0) {
					throw Refusal.invalid("retries", "positive_or_zero");
				}
				if (failure.getRetryTimeout() != 0) {
					checkLock("retryTimeout", failure.getRetryTimeout());
				}
				this.workers.fail(id, idOf(failure.getWorkerId()),
						new WorkerService.Failure(Objects.requireNonNullElse(failure.getErrorMessage(), ""),
								failure.getErrorDetails(), failure.getRetries(), failure.getRetryTimeout()));
			}
			case "bpmnError" -> {
				ExternalTaskBpmnError error = this.dialect.read(said, ExternalTaskBpmnError.class);
				demandNone(error.getVariables(), null);
				if (error.getErrorCode() == null || error.getErrorCode().isBlank()) {
					throw Refusal.invalid("errorCode", "required");
				}
				this.workers.raise(id, idOf(error.getWorkerId()), error.getErrorCode(), error.getErrorMessage());
			}
			case "extendLock" -> {
				ExtendLockOnExternalTaskDto lock = this.dialect.read(said, ExtendLockOnExternalTaskDto.class);
				checkLock("newDuration", lock.getNewDuration());
				this.workers.extendLock(id, idOf(lock.getWorkerId()), lock.getNewDuration());
			}
			default -> this.workers.unlock(id);
		}
	}

	private static String idOf(@Nullable String workerId) {
		if (workerId == null || workerId.isBlank()) {
			throw Refusal.invalid("workerId", "required");
		}
		if (workerId.length() > LONGEST_ID) {
			throw Refusal.invalid("workerId", "too_long", LONGEST_ID);
		}
		return workerId;
	}

	private static void checkLock(String field, long millis) {
		if (millis < 1 || millis > LONGEST_LOCK) {
			throw Refusal.invalid(field, "out_of_range", 1, LONGEST_LOCK);
		}
	}

	/** What comes in comes in with the work done, and nothing else. */
	private static void demandNone(@Nullable Map<String, VariableValueDto> variables,
			@Nullable Map<String, VariableValueDto> localVariables) {
		boolean none = (variables == null || variables.isEmpty())
				&& (localVariables == null || localVariables.isEmpty());
		if (!none) {
			throw Refusal.invalid("variables", "variables_only_when_done");
		}
	}

}
