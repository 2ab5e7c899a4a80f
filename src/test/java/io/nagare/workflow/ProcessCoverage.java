package io.nagare.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remembers which flow nodes and sequence flows of each process ran in this JVM. */
@Component
public class ProcessCoverage extends AbstractProcessEnginePlugin {

	private static final Map<String, Set<String>> SEEN = new ConcurrentHashMap<>();

	@Override
	public void preInit(ProcessEngineConfigurationImpl engine) {
		List<BpmnParseListener> listeners = engine.getCustomPostBPMNParseListeners();
		List<BpmnParseListener> all = new ArrayList<>((listeners != null) ? listeners : List.of());
		all.add(new Attach());
		engine.setCustomPostBPMNParseListeners(all);
	}

	/** The ids of the process that never ran. */
	static Set<String> missing(RepositoryService repository, String processKey) {
		String definition = repository.createProcessDefinitionQuery()
			.processDefinitionKey(processKey)
			.withoutTenantId()
			.latestVersion()
			.singleResult()
			.getId();
		var model = repository.getBpmnModelInstance(definition);
		Set<String> ids = new TreeSet<>();
		model.getModelElementsByType(FlowNode.class).forEach((node) -> ids.add(node.getId()));
		// what an event-based gateway waits for is reached without taking a flow
		model.getModelElementsByType(SequenceFlow.class)
			.stream()
			.filter((flow) -> !(flow.getSource() instanceof EventBasedGateway))
			.forEach((flow) -> ids.add(flow.getId()));
		ids.removeAll(SEEN.getOrDefault(processKey, Set.of()));
		return ids;
	}

	/** Flows of a stranger's model may have no id, so that nobody asks for them. */
	private static void saw(DelegateExecution execution, @Nullable String id) {
		if (id == null) {
			return;
		}
		String key = execution.getProcessDefinitionId().split(":", -1)[0];
		SEEN.computeIfAbsent(key, (process) -> ConcurrentHashMap.newKeySet()).add(id);
	}

	private static final class Attach extends AbstractBpmnParseListener {

		@Override
		public void parseProcess(Element process, ProcessDefinitionEntity definition) {
			attach(definition);
		}

		private static void attach(ScopeImpl scope) {
			for (ActivityImpl activity : scope.getActivities()) {
				activity.addListener(ExecutionListener.EVENTNAME_START,
						(ExecutionListener) (execution) -> saw(execution, activity.getId()));
				for (var transition : activity.getOutgoingTransitions()) {
					((TransitionImpl) transition).addListener(ExecutionListener.EVENTNAME_TAKE,
							(ExecutionListener) (execution) -> saw(execution, transition.getId()));
				}
				attach(activity);
			}
		}

	}

}
