package io.nagare.workflow.internal.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

import org.camunda.bpm.engine.impl.calendar.BusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DateTimeUtil;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.TreeBuilderException;
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

	static final Duration SHORTEST = Duration.ofMinutes(1);

	/** Seconds, minutes and so on; the seconds are one number. */
	private static final Pattern CRON = Pattern.compile("[0-9]{1,2}(\\s+\\S+){5,6}");

	private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*");

	private static final Pattern REPEAT = Pattern.compile("R[0-9]{0,9}");

	private static final Pattern FEW = Pattern.compile("R(10|[0-9])");

	private static final Pattern PRIORITY = Pattern.compile("[0-9]{1,9}");

	/** Characters for which the engine's table has room. */
	private static final int MAX_TIME = 255;

	/** How often a time of day is asked when it rings next. */
	private static final int RINGS = 4;

	/** Periods that the engine may count through each time. */
	private static final int MAX_PERIODS = 10_000;

	private static final BusinessCalendar DATES = new DueDateBusinessCalendar();

	/** Who reads at run time what stands where. */
	private static final Map<Class<? extends ModelElementInstance>, BusinessCalendar> CALENDARS = Map.of(TimeDate.class,
			DATES, TimeDuration.class, new DurationBusinessCalendar(), TimeCycle.class, new CycleBusinessCalendar());

	private static final Builder EXPRESSIONS = new Builder(Builder.Feature.METHOD_INVOCATIONS);

	private static final DatatypeFactory DURATIONS = durations();

	private final String file;

	private final List<Refusal.Detail> findings;

	ProcessBounds(String file, List<Refusal.Detail> findings) {
		this.file = file;
		this.findings = findings;
	}

	private static DatatypeFactory durations() {
		try {
			return DatatypeFactory.newInstance();
		}
		catch (DatatypeConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
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
		CALENDARS.forEach((type, calendar) -> timer.getChildElementsByType(type)
			.forEach((time) -> checkTime(time, time.getTextContent().strip(), calendar)));
	}

	/**
	 * A time is written out, or a function of ours knows it: what a form says is neither.
	 */
	private void checkTime(ModelElementInstance at, String time, BusinessCalendar calendar) {
		if (isExpression(time)) {
			if (!isCall(time)) {
				find(at, "timer_not_verb", time);
			}
			return;
		}
		int before = this.findings.size();
		boolean cron = CRON.matcher(time).matches();
		if (!cron) {
			for (String part : time.split("/", -1)) {
				checkPart(at, part, time);
			}
		}
		if (this.findings.size() == before && !isRead(time, cron, calendar)) {
			find(at, "unreadable_timer", time);
		}
	}

	/** As the engine reads it when a token comes there; what rings again comes again. */
	private static boolean isRead(String time, boolean cron, BusinessCalendar calendar) {
		if (time.length() > MAX_TIME || !isBrief(time)) {
			return false;
		}
		try {
			Instant next = Instant.now();
			for (int rings = 0; rings < (cron ? RINGS : 1); rings++) {
				Date due = calendar.resolveDuedate(time, Date.from(next));
				Duration until = (due != null) ? Duration.between(next, due.toInstant()) : Duration.ZERO;
				if (due == null || (cron && until.compareTo((rings > 0) ? SHORTEST : Duration.ofMillis(1)) < 0)) {
					return false;
				}
				next = due.toInstant();
			}
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Whether few periods lie between now and the date from which a cycle counts: the
	 * engine goes from one to the next.
	 */
	private static boolean isBrief(String time) {
		List<String> parts = List.of(time.split("/", -1));
		Instant now = Instant.now();
		for (String part : parts.get(0).startsWith("R") ? parts : List.<String>of()) {
			if (TIME.matcher(part).matches()) {
				try {
					long apart = Duration.between(now, DateTimeUtil.parseDate(part).toInstant()).abs().toMillis();
					long period = parts.stream()
						.filter((one) -> one.startsWith("P"))
						.mapToLong((one) -> DURATIONS.newDuration(one).getTimeInMillis(new GregorianCalendar()))
						.min()
						.orElse(1);
					if (apart / Math.max(1, period) > MAX_PERIODS) {
						return false;
					}
				}
				catch (IllegalArgumentException ex) {
					return false;
				}
			}
		}
		return true;
	}

	private static boolean isExpression(String text) {
		return text.contains("${") || text.contains("#{");
	}

	/** When a task is due, and how urgent it is, where that is written out. */
	private void checkDates(UserTask task) {
		for (String date : new String[] { task.getCamundaDueDate(), task.getCamundaFollowUpDate() }) {
			if (date != null && !isExpression(date) && !isRead(date.strip(), false, DATES)) {
				find(task, "unreadable_date", date);
			}
		}
		String priority = task.getCamundaPriority();
		if (priority != null && !isExpression(priority) && !PRIORITY.matcher(priority).matches()) {
			find(task, "priority_not_number", priority);
		}
	}

	private void checkPart(ModelElementInstance at, String part, String time) {
		if (part.startsWith("P")) {
			try {
				if (DURATIONS.newDuration(part).getTimeInMillis(new GregorianCalendar()) < SHORTEST.toMillis()) {
					find(at, "timer_too_short", time);
				}
			}
			catch (IllegalArgumentException ex) {
				find(at, "unreadable_timer", time);
			}
		}
		else if (!TIME.matcher(part).matches() && !REPEAT.matcher(part).matches()) {
			find(at, "unreadable_timer", time);
		}
	}

	private static boolean isCall(String expression) {
		try {
			return EXPRESSIONS.build(expression).getRoot() instanceof AstEval root
					&& root.getChild(0) instanceof AstMethod;
		}
		catch (TreeBuilderException | StackOverflowError ex) {
			return false;
		}
	}

	/** Tries of a failed job: some intervals, or few times the same one. */
	private void checkRetries(CamundaFailedJobRetryTimeCycle retries) {
		String cycle = retries.getTextContent().strip();
		if (isExpression(cycle)) {
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
