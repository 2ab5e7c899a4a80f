package io.nagare.workflow.internal.check;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimeCycle;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.limit.ModelBudget;

/**
 * Finds in a process what would never come to an end, or only when all memory is used:
 * loops without a wait, timers that ring all the time, instances without number.
 */
final class ProcessBounds {

	static final int MAX_NODES = 500;

	static final int MAX_FLOWS = 2_000;

	private static final int MAX_SCOPES = 10;

	private static final Pattern FEW = Pattern.compile("R(10|[0-9])");

	private static final Pattern PRIORITY = Pattern.compile("[0-9]{1,9}");

	private static final Map<Class<? extends ModelElementInstance>, TimerBounds.Kind> KINDS = Map.of(TimeDate.class,
			TimerBounds.Kind.DATE, TimeDuration.class, TimerBounds.Kind.DURATION, TimeCycle.class,
			TimerBounds.Kind.CYCLE);

	private final String file;

	private final List<Refusal.Detail> findings;

	ProcessBounds(String file, List<Refusal.Detail> findings) {
		this.file = file;
		this.findings = findings;
	}

	void check(BpmnModelInstance model) {
		if (model.getModelElementsByType(FlowNode.class).size() > MAX_NODES) {
			this.findings.add(Refusal.Detail.of(this.file, "model_nodes", MAX_NODES));
			return;
		}
		if (model.getModelElementsByType(SequenceFlow.class).size() > MAX_FLOWS) {
			this.findings.add(Refusal.Detail.of(this.file, "model_flows", MAX_FLOWS));
			return;
		}
		model.getModelElementsByType(SubProcess.class)
			.stream()
			.filter((scope) -> depth(scope) > MAX_SCOPES)
			.findFirst()
			.ifPresent((scope) -> find(scope, "model_nests", MAX_SCOPES));
		model.getModelElementsByType(TimerEventDefinition.class).forEach(this::checkTimer);
		model.getModelElementsByType(UserTask.class).forEach(this::checkDates);
		model.getModelElementsByType(CamundaFailedJobRetryTimeCycle.class).forEach(this::checkRetries);
		model.getModelElementsByType(MultiInstanceLoopCharacteristics.class).forEach(this::checkInstances);
		new ProcessGraph(model).endlessLoop().ifPresent((node) -> find(node, "endless_loop", node.getId()));
	}

	private static int depth(ModelElementInstance scope) {
		int depth = 0;
		for (ModelElementInstance at = scope; at != null; at = at.getParentElement()) {
			depth += (at instanceof SubProcess) ? 1 : 0;
		}
		return depth;
	}

	private void checkTimer(TimerEventDefinition timer) {
		KINDS.forEach((type, kind) -> timer.getChildElementsByType(type)
			.forEach((time) -> checkTime(time, time.getTextContent().strip(), kind)));
	}

	/**
	 * A time is written out, or a function of ours knows it: what a form says is neither.
	 */
	private void checkTime(ModelElementInstance at, String time, TimerBounds.Kind kind) {
		if (ExpressionTree.isExpression(time)) {
			if (!ExpressionTree.isCall(time)) {
				find(at, "timer_not_verb", time);
			}
			return;
		}
		int before = this.findings.size();
		boolean cron = TimerBounds.isTimeOfDay(time);
		if (!cron) {
			for (String part : time.split("/", -1)) {
				checkPart(at, part, time);
			}
		}
		if (this.findings.size() == before && !TimerBounds.isRead(time, cron, kind)) {
			find(at, "unreadable_timer", time);
		}
		else if (this.findings.size() == before && kind == TimerBounds.Kind.DATE && TimerBounds.isOver(time)) {
			find(at, "moment_over", time);
		}
	}

	/** When a task is due, and how urgent it is, where that is written out. */
	private void checkDates(UserTask task) {
		for (String date : new String[] { task.getCamundaDueDate(), task.getCamundaFollowUpDate() }) {
			if (date != null && !ExpressionTree.isExpression(date)
					&& !TimerBounds.isRead(date.strip(), false, TimerBounds.Kind.DATE)) {
				find(task, "unreadable_date", date);
			}
		}
		String priority = task.getCamundaPriority();
		if (priority != null && !ExpressionTree.isExpression(priority) && !PRIORITY.matcher(priority).matches()) {
			find(task, "priority_not_number", priority);
		}
	}

	private void checkPart(ModelElementInstance at, String part, String time) {
		if (part.startsWith("P")) {
			try {
				if (TimerBounds.isTooShort(part)) {
					find(at, "timer_too_short", time);
				}
			}
			catch (IllegalArgumentException ex) {
				find(at, "unreadable_timer", time);
			}
		}
		else if (!TimerBounds.isDate(part) && !TimerBounds.isRepeat(part)) {
			find(at, "unreadable_timer", time);
		}
	}

	/** Tries of a failed job: some intervals, or few times the same one. */
	private void checkRetries(CamundaFailedJobRetryTimeCycle retries) {
		String cycle = retries.getTextContent().strip();
		if (ExpressionTree.isExpression(cycle)) {
			find(retries, "timer_not_verb", cycle);
			return;
		}
		for (String part : cycle.split("[/,]", -1)) {
			if (part.strip().startsWith("R") ? !FEW.matcher(part.strip()).matches() : !part.strip().startsWith("P")) {
				find(retries, "unreadable_timer", cycle);
			}
			else if (part.strip().startsWith("P")) {
				checkPart(retries, part.strip(), cycle);
			}
		}
	}

	private void checkInstances(MultiInstanceLoopCharacteristics loop) {
		String count = (loop.getLoopCardinality() != null) ? loop.getLoopCardinality().getTextContent().strip() : "";
		if (!count.isEmpty() && !count.contains("${") && !count.contains("#{")
				&& !(count.matches("[0-9]{1,9}") && Integer.parseInt(count) <= ModelBudget.MAX_INSTANCES)) {
			find(loop, "too_many_instances", count, ModelBudget.MAX_INSTANCES);
		}
		else if (count.matches("0+")) {
			find(loop, "no_instances");
		}
	}

	private void find(ModelElementInstance place, String code, Object... args) {
		ModelElementInstance at = place;
		while (at != null && !(at instanceof FlowNode)) {
			at = at.getParentElement();
		}
		String id = (at != null) ? at.getAttributeValue("id") : "";
		this.findings.add(Refusal.Detail.of(this.file + "#" + id, code, args));
	}

}
