package io.nagare.workflow.internal.migration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.migration.MigratingActivityInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationInstructionBuilder;
import org.camunda.bpm.engine.migration.MigrationInstructionValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;
import io.nagare.workflow.internal.model.ProcessModel.Element;
import io.nagare.workflow.internal.model.ProcessModels;
import io.nagare.workflow.internal.release.ModelContents;

/**
 * Which place of one version is which of another: the same id, else the only one of the
 * same sort with the same status, else what the owner says.
 */
@Component
class MigrationPlans {

	private final RuntimeService runtime;

	private final HistoryService history;

	private final RepositoryService repository;

	private final ProcessModels models;

	private final ModelContents contents;

	private final EngineSentences sentences;

	private final MovedWaits waits;

	MigrationPlans(ProcessEngine engine, ProcessModels models, ModelContents contents, EngineSentences sentences,
			MovedWaits waits) {
		this.sentences = sentences;
		this.waits = waits;
		this.runtime = engine.getRuntimeService();
		this.history = engine.getHistoryService();
		this.repository = engine.getRepositoryService();
		this.models = models;
		this.contents = contents;
	}

	/**
	 * The places of the source, each with that of the target.
	 * @param given what the owner says of some
	 * @throws Refusal VALIDATION_FAILED naming each pair that the engine does not take
	 */
	Map<String, String> places(String source, String target, Map<String, String> given) {
		Map<String, String> places = new LinkedHashMap<>();
		this.contents.freely(() -> this.runtime.createMigrationPlan(source, target).mapEqualActivities().build())
			.getInstructions()
			.forEach((pair) -> places.put(pair.getSourceActivityId(), pair.getTargetActivityId()));
		wherever(source, target, places);
		guesses(source, target, places);
		// what the engine does not take of them needs somebody to say it; without one,
		// what hangs on it goes neither
		for (List<MigrationInstructionValidationReport> refused = refused(source, target, places); !refused
			.isEmpty(); refused = refused(source, target, places)) {
			refused.forEach((pair) -> places.remove(pair.getMigrationInstruction().getSourceActivityId()));
		}
		ProcessModel from = this.models.of(source);
		given.forEach((before, after) -> {
			if (from.has(before)) {
				places.put(before, after);
			}
		});
		List<Refusal.Detail> wrong = refused(source, target, places).stream().map(this::detail).toList();
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return places;
	}

	/** The pairs that the engine does not take. */
	private List<MigrationInstructionValidationReport> refused(String source, String target,
			Map<String, String> places) {
		try {
			plan(source, target, places);
			return List.of();
		}
		catch (MigrationPlanValidationException ex) {
			return ex.getValidationReport().getInstructionReports();
		}
	}

	private Refusal.Detail detail(MigrationInstructionValidationReport report) {
		MigrationInstruction pair = report.getMigrationInstruction();
		return Refusal.Detail.of("map." + pair.getSourceActivityId(), "migration_pair",
				String.valueOf(pair.getTargetActivityId()), this.sentences.in(LocaleContextHolder.getLocale(),
						String.join(EngineSentences.AND, report.getFailures())));
	}

	/**
	 * Elements that are the same, whatever is drawn around them now: the engine takes a
	 * token along into a sub-process, and out of one.
	 */
	private void wherever(String source, String target, Map<String, String> places) {
		this.contents.freely(() -> {
			BpmnModelInstance after = this.repository.getBpmnModelInstance(target);
			this.repository.getBpmnModelInstance(source).getModelElementsByType(FlowNode.class).forEach((node) -> {
				ModelElementInstance same = after.getModelElementById(node.getId());
				boolean pairs = same != null && same.getElementType().equals(node.getElementType());
				boolean stands = node instanceof Activity
						|| (node instanceof CatchEvent && !(node instanceof StartEvent))
						|| node instanceof EventBasedGateway;
				if (pairs && stands && !places.containsKey(node.getId()) && !places.containsValue(node.getId())) {
					places.put(node.getId(), node.getId());
				}
			});
			return places;
		});
	}

	private void guesses(String source, String target, Map<String, String> places) {
		List<Element> left = left(this.models.of(source), places.keySet());
		List<Element> free = left(this.models.of(target), places.values());
		left.forEach((element) -> {
			List<Element> alike = free.stream().filter((other) -> alike(element, other)).toList();
			long rivals = left.stream().filter((other) -> alike(element, other)).count();
			if (alike.size() == 1 && rivals == 1) {
				places.put(element.id(), alike.get(0).id());
			}
		});
	}

	private static List<Element> left(ProcessModel model, java.util.Collection<String> taken) {
		return model.elements()
			.stream()
			.filter((element) -> element.status() != null && !taken.contains(element.id()))
			.distinct()
			.toList();
	}

	private static boolean alike(Element one, Element other) {
		return one.type().equals(other.type()) && Objects.equals(one.status(), other.status());
	}

	private MigrationPlan plan(String source, String target, Map<String, String> places) {
		return this.contents.freely(() -> {
			BpmnModelInstance before = this.repository.getBpmnModelInstance(source);
			BpmnModelInstance after = this.repository.getBpmnModelInstance(target);
			MigrationPlanBuilder plan = this.runtime.createMigrationPlan(source, target);
			places.forEach((from, to) -> {
				MigrationInstructionBuilder pair = plan.mapActivities(from, to);
				// a timer keeps its time; a message or signal that is called otherwise is
				// waited for anew
				if (!Objects.equals(awaited(before, from), awaited(after, to))) {
					pair.updateEventTrigger();
				}
			});
			return plan.build();
		});
	}

	/**
	 * The name of the message or signal for which the element waits; null for anything
	 * else.
	 */
	private static @Nullable String awaited(BpmnModelInstance model, String element) {
		ModelElementInstance waiting = model.getModelElementById(element);
		if (waiting instanceof ReceiveTask task) {
			return (task.getMessage() != null) ? task.getMessage().getName() : null;
		}
		return (waiting instanceof CatchEvent event) ? event.getEventDefinitions()
			.stream()
			.map(MigrationPlans::awaited)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null) : null;
	}

	private static @Nullable String awaited(EventDefinition event) {
		if (event instanceof SignalEventDefinition signal && signal.getSignal() != null) {
			return signal.getSignal().getName();
		}
		return (event instanceof MessageEventDefinition message && message.getMessage() != null)
				? message.getMessage().getName() : null;
	}

	/**
	 * Brings one process along, within the current transaction.
	 * @return what stands against it; null where it went
	 */
	@Nullable Obstacle move(String process, String from, String to, Map<String, String> places) {
		ProcessInstance now = this.contents
			.freely(() -> this.runtime.createProcessInstanceQuery().processInstanceId(process).singleResult());
		if (now != null && !now.getProcessDefinitionId().equals(from)) {
			return new Obstacle("migration_elsewhere", null, now.getProcessDefinitionId());
		}
		try {
			Obstacle stranded = this.contents.freely(() -> stranded(process, to, places));
			if (stranded != null) {
				return stranded;
			}
			MigrationPlan plan = plan(from, to, places);
			Map<String, List<@Nullable String>> before = this.contents
				.freely(() -> this.waits.said(process, this.repository.getBpmnModelInstance(from)));
			Map<String, Instant> due = this.contents.freely(() -> this.waits.due(process));
			this.contents.freely(() -> {
				this.runtime.newMigration(plan).processInstanceIds(process).execute();
				return process;
			});
			this.contents.freely(() -> {
				this.waits.renew(process, before, this.repository.getBpmnModelInstance(to));
				this.waits.keepDue(process, due, places);
				return process;
			});
			return null;
		}
		catch (MigratingProcessInstanceValidationException ex) {
			return obstacle(ex, places, to);
		}
	}

	/**
	 * A process that is called goes on as it was drawn: a call that has no way for one of
	 * its ends would never be left.
	 */
	private @Nullable Obstacle stranded(String process, String to, Map<String, String> places) {
		Map<String, ProcessGraph.Call> calls = this.models.of(to).calls();
		if (calls.isEmpty()) {
			return null;
		}
		for (HistoricActivityInstance calling : this.history.createHistoricActivityInstanceQuery()
			.processInstanceId(process)
			.activityType("callActivity")
			.unfinished()
			.list()) {
			String element = calling.getActivityId();
			ProcessGraph.Call call = calls.get(places.getOrDefault(element, element));
			ProcessInstance called = this.runtime.createProcessInstanceQuery()
				.processInstanceId(calling.getCalledProcessInstanceId())
				.singleResult();
			if (call == null || called == null) {
				continue;
			}
			Set<String> outcomes = new LinkedHashSet<>(
					this.models.of(called.getProcessDefinitionId()).outcomes().values());
			Optional<String> lost = call.lost(outcomes).findFirst();
			if (lost.isPresent()) {
				return new Obstacle(Obstacle.OUTCOME, element, lost.get());
			}
		}
		return null;
	}

	private Obstacle obstacle(MigratingProcessInstanceValidationException ex, Map<String, String> places, String to) {
		for (MigratingActivityInstanceValidationReport report : ex.getValidationReport().getActivityInstanceReports()) {
			String element = String.valueOf(report.getSourceScopeId());
			String called = called(to, places.getOrDefault(element, element));
			if (called != null) {
				return new Obstacle(Obstacle.CALLED, element, called);
			}
			return places.containsKey(element)
					? new Obstacle("migration_refused", element, String.join(EngineSentences.AND, report.getFailures()))
					: new Obstacle("migration_nowhere", element, element);
		}
		return new Obstacle("migration_stands", null,
				String.join(EngineSentences.AND, ex.getValidationReport().getFailures()));
	}

	/** The process that the version calls at the element; null where it calls none. */
	private @Nullable String called(String version, String element) {
		return this.contents.freely(() -> (this.repository.getBpmnModelInstance(version)
			.getModelElementById(element) instanceof CallActivity call) ? call.getCalledElement() : null);
	}

	/**
	 * Why a process can't go, and where it rests.
	 *
	 * @param reason what the engine has against it; of {@link #CALLED} the process that
	 * would be called, of {@link #OUTCOME} the outcome for which there is no way
	 */
	record Obstacle(String code, @Nullable String element, String reason) {

		static final String CALLED = "migration_called";

		static final String OUTCOME = "migration_outcome";

		boolean isOfTheEngine() {
			return !CALLED.equals(this.code) && !OUTCOME.equals(this.code);
		}

	}

}
