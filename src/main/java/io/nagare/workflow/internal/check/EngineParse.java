package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.springframework.core.NestedExceptionUtils;

import io.nagare.workflow.internal.EngineContext;

/**
 * What the engine itself would say of a file, asked beforehand, so that it is told
 * together with all else. Used inside one of its commands; nothing is kept.
 */
final class EngineParse {

	private EngineParse() {
	}

	/** Where something else was found already, the engine is not repeated. */
	static void process(Findings findings, byte[] content) {
		Set<String> told = findings.all()
			.stream()
			.filter(ModelRules::refuses)
			.map((finding) -> String.valueOf(finding.field()))
			.collect(Collectors.toSet());
		if (findings.all().stream().anyMatch((finding) -> finding.code().equals("expression_too_long"))) {
			return;
		}
		var engine = EngineContext.engine();
		DeploymentEntity draft = new DeploymentEntity();
		draft.setId("check");
		try {
			new BpmnParser(engine.getExpressionManager(), engine.getBpmnParseFactory()).createParse()
				.sourceInputStream(new ByteArrayInputStream(content))
				.deployment(draft)
				.name(findings.file())
				.execute();
		}
		catch (ParseException ex) {
			List<Problem> problems = ex.getResorceReports()
				.stream()
				.flatMap((report) -> report.getErrors().stream())
				.toList();
			problems.stream()
				.filter((problem) -> !told.contains(findings.file() + "#" + problem.getMainElementId())
						&& problem.getElementIds()
							.stream()
							.noneMatch((id) -> told.contains(findings.file() + "#" + id)))
				.forEach((problem) -> findings.at(problem.getMainElementId(), "engine_refuses", problem.getLine(),
						String.valueOf(problem.getMessage())));
		}
		catch (BpmnParseException ex) {
			findings.file("engine_refuses", 0, String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException | StackOverflowError ex) {
			if (told.isEmpty()) {
				findings.file("engine_refuses", 0,
						String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()));
			}
		}
	}

	static void table(Findings findings, DmnModelInstance model) {
		DmnEngine engine = EngineContext.engine().getDmnEngine();
		boolean told = findings.all()
			.stream()
			.anyMatch((finding) -> ModelRules.refuses(finding)
					&& String.valueOf(finding.field()).startsWith(findings.file()));
		if (told) {
			return;
		}
		try {
			engine.parseDecisionRequirementsGraph(model);
		}
		catch (RuntimeException | StackOverflowError ex) {
			findings.file("engine_refuses", 0,
					String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()));
		}
	}

}
