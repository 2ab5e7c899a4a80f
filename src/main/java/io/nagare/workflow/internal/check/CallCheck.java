package io.nagare.workflow.internal.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;
import io.nagare.workflow.internal.model.ProcessModels;
import io.nagare.workflow.internal.model.EndlessLoops;
import io.nagare.workflow.internal.limit.ModelBudget;

/**
 * Finds what does not fit between processes that call each other. A deployment is looked
 * at together with everything else that is in force for whoever deploys it, since what
 * calls one of its processes, or is called by it, may lie there long since.
 */
@Component
class CallCheck {

	private final EngineTables tables;

	private final ProcessModels models;

	CallCheck(EngineTables tables, ProcessModels models) {
		this.tables = tables;
		this.models = models;
	}

	/**
	 * Everything that is wrong; empty where all is well.
	 * @param owner slug of the tenant that deploys; null for what all tenants share
	 * @param files the processes of the deployment by file
	 */
	List<Refusal.Detail> check(@Nullable String owner, Map<String, BpmnModelInstance> files) {
		Map<String, Part> parts = new TreeMap<>();
		files.forEach((file, bpmn) -> ProcessGraph.executable(bpmn)
			.stream()
			.filter((process) -> process.getId() != null)
			.forEach((process) -> parts.put(process.getId(), Part.of(file, process))));
		if (parts.isEmpty()) {
			return List.of();
		}
		inForce(owner).forEach((key, model) -> parts.putIfAbsent(key, Part.of(model)));
		List<Refusal.Detail> findings = new ArrayList<>();
		parts.forEach((key, caller) -> caller.calls().values().forEach((call) -> {
			Part called = parts.get(call.process());
			if (called == null) {
				caller.tell(call.id(), "unknown_process", findings, call.process());
			}
			else if (caller.file() != null || called.file() != null) {
				check(key, caller, call, called, findings);
			}
		}));
		parts.forEach((key, part) -> {
			if (part.file() != null) {
				checkDepth(key, part, parts, findings);
			}
		});
		Map<String, Set<String>> endsAtOnce = EndlessLoops.endsAtOnce(parts);
		parts.forEach((key, part) -> EndlessLoops
			.find(part.calls().keySet(), (call) -> EndlessLoops.callsAfter(part, call, endsAtOnce))
			.ifPresent((call) -> {
				String process = Objects.requireNonNull(part.calls().get(call), call).process();
				Part called = parts.get(process);
				if (part.file() != null) {
					part.tell(call, "endless_loop", findings, call);
				}
				else if (called != null) {
					called.tell(process, "endless_loop", findings, key + "#" + call);
				}
			}));
		return findings;
	}

	/** The processes in force for the owner, by their keys. */
	Map<String, ProcessModel> inForce(@Nullable String owner) {
		Map<String, ProcessModel> models = new HashMap<>();
		for (EngineTables.Model model : this.tables.processes(owner)) {
			models.put(model.key(), this.models.of(model.id()));
		}
		return models;
	}

	/**
	 * The processes in force for the owner that ask one of the tables, as they are drawn.
	 * @param drawn keys of those that are drawn anew
	 */
	List<ProcessModels.Drawn> asking(@Nullable String owner, Set<String> tables, Set<String> drawn) {
		return this.tables.processes(owner)
			.stream()
			.filter((model) -> !drawn.contains(model.key())
					&& this.models.of(model.id()).tables().stream().anyMatch(tables::contains))
			.map((model) -> this.models.drawn(model.id()))
			.toList();
	}

	/** One of the two is new; what is wrong is told of that one. */
	private static void check(String key, Part caller, ProcessGraph.Call call, Part called,
			List<Refusal.Detail> findings) {
		Set<String> outcomes = new LinkedHashSet<>(called.outcomes().values());
		called.outcomes().forEach((end, outcome) -> {
			if (called.endsWithStatus().contains(end)) {
				told(caller, call, called, end, "called_end_with_status", findings, call.process(), key);
			}
			if (outcome.isEmpty() && outcomes.size() > 1) {
				told(caller, call, called, end, "end_without_outcome", findings, call.process());
			}
		});
		call.lost(outcomes)
			.forEach((outcome) -> told(caller, call, called, call.process(), "outcome_not_taken", findings, outcome,
					call.process(), key));
		for (String asked : call.byOutcome().keySet()) {
			if (!outcomes.contains(asked)) {
				told(caller, call, called, call.process(), "outcome_never_given", findings, asked, call.process(), key);
			}
		}
	}

	private static void told(Part caller, ProcessGraph.Call call, Part called, String element, String code,
			List<Refusal.Detail> findings, Object... args) {
		if (called.file() != null) {
			called.tell(element, code, findings, args);
		}
		else {
			caller.tell(call.id(), code, findings, args);
		}
	}

	private static void checkDepth(String key, Part part, Map<String, Part> parts, List<Refusal.Detail> findings) {
		Set<String> called = Set.of(key);
		for (int depth = 0; depth <= ModelBudget.MAX_DEPTH && !called.isEmpty(); depth++) {
			called = called.stream()
				.map(parts::get)
				.filter(Objects::nonNull)
				.flatMap((caller) -> caller.calls().values().stream())
				.map(ProcessGraph.Call::process)
				.collect(Collectors.toCollection(LinkedHashSet::new));
			if (called.contains(key)) {
				findings.add(Refusal.Detail.of(part.file() + "#" + key, "calls_itself", key));
				return;
			}
		}
		if (!called.isEmpty()) {
			findings.add(Refusal.Detail.of(part.file() + "#" + key, "calls_too_deep", key, ModelBudget.MAX_DEPTH));
		}
	}

	/**
	 * What others see of a process.
	 *
	 * @param file where it is in the deployment; null for one that is in force already
	 * @param fromStart where a token comes to rest first
	 * @param calls what it calls, by the element that calls
	 * @param outcomes its words, by the end
	 * @param endsWithStatus those of its ends that give the ticket a status
	 */
	private record Part(@Nullable String file, ProcessGraph.Reach fromStart, Map<String, ProcessGraph.Call> calls,
			Map<String, String> outcomes, Set<String> endsWithStatus) implements EndlessLoops.Steps {

		/** Read without what a model may say wrongly, which others find. */
		private static Part of(String file, Process process) {
			ProcessGraph graph = new ProcessGraph(process);
			Map<String, ProcessGraph.Call> calls = new LinkedHashMap<>();
			graph.all(CallActivity.class)
				.stream()
				.filter((call) -> call.getCalledElement() != null)
				.forEach((call) -> calls.put(call.getId(), graph.call(call)));
			return new Part(file, graph.fromStart(), calls, graph.outcomes(),
					graph.all(EndEvent.class)
						.stream()
						.filter((end) -> ProcessModel.properties(end).containsKey("status"))
						.map(EndEvent::getId)
						.collect(Collectors.toSet()));
		}

		private static Part of(ProcessModel model) {
			return new Part(null, model.fromStart(), model.calls(), model.outcomes(),
					model.outcomes()
						.keySet()
						.stream()
						.filter((end) -> model.element(end).status() != null)
						.collect(Collectors.toSet()));
		}

		/** Of what was deployed earlier nothing is told. */
		private void tell(String element, String code, List<Refusal.Detail> findings, Object... args) {
			if (this.file != null) {
				findings.add(Refusal.Detail.of(this.file + "#" + element, code, args));
			}
		}

	}

}
