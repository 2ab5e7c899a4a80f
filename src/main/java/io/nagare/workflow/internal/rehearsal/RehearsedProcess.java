package io.nagare.workflow.internal.rehearsal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * Processes that are walked without being deployed: where a token comes to rest next from
 * where it waited, by what was done. Decisions that do not depend on that are taken to go
 * either way.
 */
final class RehearsedProcess implements RehearsedModel {

	static final String PROCESS = "process";

	static final String AT = "at";

	static final String ACTION = "action";

	static final String REACHED = "reached";

	/** Under which an answer names where a token rests next. */
	private static final String NEXT = "next";

	private final Map<String, DrawnProcess> versions = new LinkedHashMap<>();

	private final Locale locale;

	/**
	 * @param locale in which elements are named
	 */
	RehearsedProcess(Locale locale) {
		this.locale = locale;
	}

	/**
	 * Adds what a file of processes says.
	 * @param forms those deployed with it, by their ids
	 */
	void add(BpmnModelInstance file, Map<String, Form> forms) {
		DrawnProcess version = new DrawnProcess(file, new ProcessGraph(file), new ProcessModel(file, forms));
		keys(file).forEach((key) -> this.versions.put(key, version));
	}

	/** The processes of a file that can be run. */
	static List<String> keys(BpmnModelInstance file) {
		return file.getModelElementsByType(Process.class)
			.stream()
			.filter(Process::isExecutable)
			.map(Process::getId)
			.toList();
	}

	/** What people call an element, or else its id. */
	String name(String process, String element) {
		DrawnProcess version = this.versions.get(process);
		Label label = (version != null) ? version.model().label(element) : null;
		return (label != null) ? label.in(this.locale) : element;
	}

	@Override
	public List<Map<String, String>> answer(Map<String, @Nullable Object> asked) {
		DrawnProcess version = this.versions.get(String.valueOf(asked.get(PROCESS)));
		if (version == null) {
			return fails(Texts.label("rehearsal.no_wait"));
		}
		String at = (String) asked.get(AT);
		String action = (String) asked.get(ACTION);
		if (at == null) {
			return told(version, version.graph().restsFromStart());
		}
		if (!(version.file().getModelElementById(at) instanceof FlowNode wait)) {
			return fails(Texts.label("rehearsal.no_wait"));
		}
		List<FlowNode> leaving = (action != null) ? version.offering(wait, action) : DrawnProcess.timers(wait);
		if (leaving.isEmpty()) {
			return fails(Texts.label("rehearsal.not_offered"));
		}
		return told(version,
				leaving.stream()
					.flatMap((node) -> version.graph().restsAfter(node, (action != null) ? action : "").stream())
					.toList());
	}

	private List<Map<String, String>> fails(Label why) {
		return List.of(Map.of(FAILS, why.in(this.locale)));
	}

	private List<Map<String, String>> told(DrawnProcess version, Collection<FlowNode> rests) {
		return rests.stream()
			.map(FlowNode::getId)
			.map((id) -> Objects.requireNonNullElseGet(version.model().label(id), () -> Label.said(id)).in(this.locale))
			.collect(TreeSet<String>::new, TreeSet::add, TreeSet::addAll)
			.stream()
			.map((name) -> Map.of(NEXT, name))
			.toList();
	}

}
