package io.nagare.workflow.internal.rehearsal;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
 * where it waited, by what was done, and what that means there. Decisions that do not
 * depend on that are taken to go either way. What was nobody's action leaves by what
 * leads in the version in force to where it was followed.
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

	private final RehearsedProcess inForce;

	/**
	 * The version in force.
	 * @param locale in which elements are named
	 */
	RehearsedProcess(Locale locale) {
		this.locale = locale;
		this.inForce = this;
	}

	/** A changed version of it, which names elements alike. */
	RehearsedProcess(RehearsedProcess inForce) {
		this.locale = inForce.locale;
		this.inForce = inForce;
	}

	/**
	 * Adds what a file of processes says.
	 * @param forms those deployed with it, by their ids
	 */
	void add(BpmnModelInstance file, Map<String, Form> forms) {
		ProcessGraph.executable(file)
			.forEach((process) -> this.versions.put(process.getId(),
					new DrawnProcess(file, new ProcessGraph(process), new ProcessModel(process, forms))));
	}

	/** The processes of a file that can be run. */
	static List<String> keys(BpmnModelInstance file) {
		return ProcessGraph.executable(file).stream().map(Process::getId).toList();
	}

	/** What people call an element, in force if it is there, or else its id. */
	String name(String process, String element) {
		return this.inForce.label(process, element)
			.or(() -> label(process, element))
			.map((label) -> label.in(this.locale))
			.orElse(element);
	}

	private Optional<Label> label(String process, String element) {
		return Optional.ofNullable(this.versions.get(process)).map((version) -> version.model().label(element));
	}

	/** What was done in another process of the ticket is no action of this one. */
	private @Nullable String known(String process, @Nullable String action) {
		DrawnProcess version = this.versions.get(process);
		return (version != null && action != null && version.knows(action)) ? action : null;
	}

	/**
	 * The ids of what leads in force to where a token came by nobody's action; of all
	 * that may end the wait where it is not known which it was.
	 */
	private Set<String> leading(String process, String at, String reached) {
		DrawnProcess version = this.versions.get(process);
		if (version == null || !(version.file().getModelElementById(at) instanceof FlowNode wait)) {
			return Set.of();
		}
		List<FlowNode> ways = version.unasked(wait);
		List<FlowNode> there = ways.stream()
			.filter((way) -> version.graph()
				.restsAfter(way, "")
				.stream()
				.anyMatch((rest) -> rest.getId().equals(reached)))
			.toList();
		return (there.isEmpty() ? ways : there).stream().map(FlowNode::getId).collect(Collectors.toSet());
	}

	@Override
	public List<Map<String, String>> answer(Map<String, @Nullable Object> asked) {
		String process = String.valueOf(asked.get(PROCESS));
		DrawnProcess version = this.versions.get(process);
		if (version == null) {
			return fails(Texts.label("rehearsal.no_wait"));
		}
		String at = (String) asked.get(AT);
		String action = this.inForce.known(process, (String) asked.get(ACTION));
		if (at == null) {
			return told(process, version, version.graph().restsFromStart(), "");
		}
		if (!(version.file().getModelElementById(at) instanceof FlowNode wait)) {
			return fails(Texts.label("rehearsal.no_wait"));
		}
		Set<String> leading = (action != null) ? Set.of()
				: this.inForce.leading(process, at, String.valueOf(asked.get(REACHED)));
		List<FlowNode> leaving = (action != null) ? version.offering(wait, action)
				: version.unasked(wait).stream().filter((way) -> leading.contains(way.getId())).toList();
		if (leaving.isEmpty() && !(action == null && leading.isEmpty())) {
			return fails(Texts.label("rehearsal.not_offered"));
		}
		return told(process, version,
				leaving.stream()
					.flatMap((node) -> version.graph().restsAfter(node, (action != null) ? action : "").stream())
					.toList(),
				(action != null) ? required(version, leaving, action) : "");
	}

	/** What somebody has to fill in for the action. */
	private static String required(DrawnProcess version, List<FlowNode> offering, String action) {
		return offering.stream()
			.map((node) -> version.model().element(node.getId()).form())
			.filter(Objects::nonNull)
			.flatMap((form) -> form.components().stream())
			.filter((one) -> one.field().required() && !one.field().key().equals(Form.ACTION)
					&& (one.actions().isEmpty() || one.actions().contains(action)))
			.map((one) -> one.field().key())
			.distinct()
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private List<Map<String, String>> fails(Label why) {
		return List.of(Map.of(FAILS, why.in(this.locale)));
	}

	private List<Map<String, String>> told(String process, DrawnProcess version, Collection<FlowNode> rests,
			String required) {
		return rests.stream()
			.map((rest) -> told(process, version.model().element(rest.getId()), required))
			.distinct()
			.sorted(Comparator.comparing(Object::toString))
			.toList();
	}

	private Map<String, String> told(String process, ProcessModel.Element rest, String required) {
		Map<String, String> told = new LinkedHashMap<>();
		told.put(NEXT, name(process, rest.id()));
		put(told, "status", (rest.status() != null) ? rest.status() : "");
		put(told, "phase", (rest.phase() != null) ? rest.phase().word() : "");
		put(told, "actors", String.join(", ", rest.actors()));
		put(told, "required", required);
		return told;
	}

	private static void put(Map<String, String> told, String what, String said) {
		if (!said.isEmpty()) {
			told.put(what, said);
		}
	}

}
