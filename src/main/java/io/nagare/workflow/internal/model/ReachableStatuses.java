package io.nagare.workflow.internal.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.workflow.internal.EngineTables;

/**
 * The statuses to which an action can lead, across calls: into what is called, as it is
 * in force for the bound tenant now, and back into the model that called.
 */
@Component
class ReachableStatuses {

	/** The gate refuses models that call themselves; this ends what got past it. */
	private static final int DEEPEST = 10;

	private static final Ways NOWHERE = new Ways(Set.of(), Set.of());

	private final ProcessModels models;

	private final ModelsInForce inForce;

	ReachableStatuses(ProcessModels models, ModelsInForce inForce) {
		this.models = models;
		this.inForce = inForce;
	}

	/**
	 * The statuses of every wait and end that can come next.
	 * @param model the model in which the token is
	 * @param callers what called it, the innermost first
	 */
	Set<String> of(ProcessModel model, ProcessGraph.Reach reach, List<EngineTables.Call> callers) {
		Walk walk = new Walk((process) -> this.inForce.called(process).map(this.models::of));
		ProcessModel here = model;
		Ways ways = walk.from(here, Set.of(reach), callers.size());
		Set<String> statuses = new LinkedHashSet<>(ways.statuses());
		for (int i = 0; i < callers.size() && !ways.outcomes().isEmpty(); i++) {
			here = this.models.of(callers.get(i).definitionId());
			ProcessGraph.Call call = here.calls().get(callers.get(i).elementId());
			if (call == null) {
				throw new IllegalStateException("'" + callers.get(i).elementId() + "' calls nothing");
			}
			ways = walk.from(here, after(call, ways.outcomes()), callers.size() - i - 1);
			statuses.addAll(ways.statuses());
		}
		return statuses;
	}

	private static Set<ProcessGraph.Reach> after(ProcessGraph.Call call, Set<String> outcomes) {
		return outcomes.stream().map(call::after).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Where a token can go from a place in a model.
	 *
	 * @param statuses those that the ticket can get, in what is called, too
	 * @param outcomes the words with which the process can end before it rests
	 */
	record Ways(Set<String> statuses, Set<String> outcomes) {
	}

	/**
	 * Goes into what is called. A process does the same wherever it is called, so each is
	 * walked once, however many ways lead there.
	 */
	static final class Walk {

		private final Function<String, Optional<ProcessModel>> inForce;

		private final Map<String, Ways> called = new HashMap<>();

		Walk(Function<String, Optional<ProcessModel>> inForce) {
			this.inForce = inForce;
		}

		/**
		 * @param depth of how many calls the model is within
		 */
		Ways from(ProcessModel model, Set<ProcessGraph.Reach> reaches, int depth) {
			Ways ways = new Ways(new LinkedHashSet<>(), new LinkedHashSet<>());
			Set<ProcessGraph.Reach> seen = new HashSet<>();
			Deque<ProcessGraph.Reach> ahead = new ArrayDeque<>(reaches);
			while (!ahead.isEmpty()) {
				ProcessGraph.Reach reach = ahead.pop();
				if (seen.add(reach)) {
					ways.statuses().addAll(reach.statuses());
					ways.outcomes().addAll(reach.outcomes());
					for (String element : reach.calls()) {
						ProcessGraph.Call call = model.calls().get(element);
						if (call != null) {
							Ways within = called(call.process(), depth + 1);
							ways.statuses().addAll(within.statuses());
							ahead.addAll(after(call, within.outcomes()));
						}
					}
				}
			}
			return ways;
		}

		private Ways called(String process, int depth) {
			Ways known = this.called.get(process);
			if (known != null || depth >= DEEPEST) {
				return (known != null) ? known : NOWHERE;
			}
			this.called.put(process, NOWHERE);
			Ways ways = this.inForce.apply(process)
				.map((model) -> from(model, Set.of(model.fromStart()), depth))
				.orElse(NOWHERE);
			this.called.put(process, ways);
			return ways;
		}

	}

}
