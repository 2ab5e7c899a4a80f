package io.nagare.workflow.internal.listener;

import java.util.List;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

import io.nagare.workflow.internal.model.ModelTenantProvider;
import io.nagare.workflow.internal.model.ModelsInForce;
import io.nagare.workflow.internal.limit.ModelBudget;
import io.nagare.workflow.internal.limit.BoundedInstances;

/**
 * Puts the product's listeners on every wait and end of every model, as built-in ones,
 * which no call can skip.
 */
@Component
public class ModelListener extends AbstractBpmnParseListener {

	private static final ExecutionListener BUDGET = ModelBudget.listener();

	private final WaitListener waits;

	private final ProcessEndListener ends;

	private final ExternalTaskListener external;

	private final TaskAttributesListener dresser;

	private final ModelsInForce inForce;

	ModelListener(WaitListener waits, ProcessEndListener ends, ExternalTaskListener external,
			TaskAttributesListener dresser, ModelsInForce inForce) {
		this.waits = waits;
		this.ends = ends;
		this.external = external;
		this.dresser = dresser;
		this.inForce = inForce;
	}

	@Override
	public void parseProcess(Element element, ProcessDefinitionEntity process) {
		process.addBuiltInListener(ExecutionListener.EVENTNAME_START, ModelBudget.processListener());
		process.addBuiltInListener(ExecutionListener.EVENTNAME_END, this.ends);
	}

	@Override
	public void parseRootElement(Element root, List<ProcessDefinitionEntity> processes) {
		processes.forEach(ModelListener::count);
	}

	/** Before all other listeners, which may fail. */
	private static void count(ScopeImpl scope) {
		for (ActivityImpl activity : scope.getActivities()) {
			activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, BUDGET, 0);
			activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, BUDGET, 0);
			count(activity);
		}
	}

	@Override
	public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
		waitsAt(activity);
		TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
		task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, this.dresser);
		task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, this.dresser);
	}

	@Override
	public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
		if (activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior) {
			waitsAt(activity);
			activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, this.external);
			activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, this.external);
		}
	}

	@Override
	public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
		ModelTenantProvider.decides(activity.getActivityBehavior(), this.inForce);
	}

	@Override
	public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
		ModelTenantProvider.decides(activity.getActivityBehavior(), this.inForce);
		((CallableElementActivityBehavior) activity.getActivityBehavior()).getCallableElement()
			.setBusinessKeyValueProvider(new SameTicket());
	}

	/** What holds the instances of an activity waits for all of them. */
	@Override
	public void parseMultiInstanceLoopCharacteristics(Element element, Element characteristics, ActivityImpl body) {
		BoundedInstances.count(body);
		waitsAt(body);
	}

	/** A status of a sub-process holds until it is left. */
	@Override
	public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl activity) {
		if (!"true".equals(element.attribute("triggeredByEvent"))
				&& element.element("multiInstanceLoopCharacteristics") == null && hasStatus(element)) {
			waitsAt(activity);
		}
	}

	@Override
	public void parseTransaction(Element element, ScopeImpl scope, ActivityImpl activity) {
		parseSubProcess(element, scope, activity);
	}

	@Override
	public void parseReceiveTask(Element element, ScopeImpl scope, ActivityImpl activity) {
		waitsAt(activity);
	}

	@Override
	public void parseIntermediateCatchEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
		waitsAt(activity);
	}

	@Override
	public void parseEventBasedGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
		waitsAt(activity);
	}

	@Override
	public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
		waitsAt(activity);
	}

	private static boolean hasStatus(Element element) {
		Element extensions = element.element("extensionElements");
		return extensions != null && extensions.elements()
			.stream()
			.filter((child) -> child.getTagName().equals("properties"))
			.flatMap((properties) -> properties.elements().stream())
			.anyMatch((property) -> "status".equals(property.attribute("name")));
	}

	private void waitsAt(ActivityImpl activity) {
		activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, this.waits);
	}

	/** A called process is about the ticket of the process that calls it. */
	private static final class SameTicket implements ParameterValueProvider {

		@Override
		public Object getValue(VariableScope scope) {
			return ((DelegateExecution) scope).getProcessBusinessKey();
		}

		@Override
		public boolean isDynamic() {
			return true;
		}

	}

}
