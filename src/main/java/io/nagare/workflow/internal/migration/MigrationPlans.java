package io.nagare.workflow.internal.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigratingActivityInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationInstructionBuilder;
import org.camunda.bpm.engine.migration.MigrationInstructionValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
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

	private final RepositoryService repository;

	private final ProcessModels models;

	private final ModelContents contents;

	private final EngineSentences sentences;

	MigrationPlans(ProcessEngine engine, ProcessModels models, ModelContents contents, EngineSentences sentences) {
		this.sentences = sentences;
		this.runtime = engine.getRuntimeService();
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
		guesses(source, target, places);
		// what the engine does not take of them needs somebody to say it
		refused(source, target, places)
			.forEach((pair) -> places.remove(pair.getMigrationInstruction().getSourceActivityId()));
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
				// a timer keeps its time; a message that is called otherwise is waited
				// for anew
				if (!Objects.equals(message(before, from), message(after, to))) {
					pair.updateEventTrigger();
				}
			});
			return plan.build();
		});
	}

	/** The name of the message for which the event waits; null for anything else. */
	private static @Nullable String message(BpmnModelInstance model, String element) {
		return (model.getModelElementById(element) instanceof CatchEvent event) ? event.getEventDefinitions()
			.stream()
			.filter(MessageEventDefinition.class::isInstance)
			.map((definition) -> ((MessageEventDefinition) definition).getMessage())
			.filter(Objects::nonNull)
			.map(Message::getName)
			.findFirst()
			.orElse(null) : null;
	}

	/**
	 * Brings one process along, within the current transaction.
	 * @return what stands against it; null where it went
	 */
	@Nullable Obstacle move(String process, String from, String to, Map<String, String> places) {
		try {
			MigrationPlan plan = plan(from, to, places);
			this.contents.freely(() -> {
				this.runtime.newMigration(plan).processInstanceIds(process).execute();
				return process;
			});
			return null;
		}
		catch (MigratingProcessInstanceValidationException ex) {
			return obstacle(ex, places);
		}
	}

	private static Obstacle obstacle(MigratingProcessInstanceValidationException ex, Map<String, String> places) {
		for (MigratingActivityInstanceValidationReport report : ex.getValidationReport().getActivityInstanceReports()) {
			String element = String.valueOf(report.getSourceScopeId());
			return places.containsKey(element)
					? new Obstacle("migration_refused", element, String.join(EngineSentences.AND, report.getFailures()))
					: new Obstacle("migration_nowhere", element, element);
		}
		return new Obstacle("migration_stands", null,
				String.join(EngineSentences.AND, ex.getValidationReport().getFailures()));
	}

	/** Why a process can't go, and where it rests. */
	record Obstacle(String code, @Nullable String element, String reason) {
	}

}
