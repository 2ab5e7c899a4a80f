package io.nagare.workflow.internal.model;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
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
		Place caller = null;
		for (int i = callers.size() - 1; i >= 0; i--) {
			EngineTables.Call call = callers.get(i);
			caller = new Place(this.models.of(call.definitionId()), call.elementId(), caller);
		}
		Walk walk = new Walk(new LinkedHashSet<>(), new HashSet<>());
		collect(model, reach, caller, walk);
		return walk.statuses();
	}

	private void collect(ProcessModel model, ProcessGraph.Reach reach, @Nullable Place caller, Walk walk) {
		if (!walk.seen().add(new Visit(reach, caller))) {
			return;
		}
		walk.statuses().addAll(reach.statuses());
		for (String call : reach.calls()) {
			Place here = new Place(model, call, caller);
			called(model, call).filter((called) -> here.depth() < DEEPEST)
				.ifPresent((called) -> collect(called, called.fromStart(), here, walk));
		}
		if (caller != null) {
			reach.outcomes()
				.forEach((outcome) -> collect(caller.model(), caller.call().after(outcome), caller.caller(), walk));
		}
	}

	private Optional<ProcessModel> called(ProcessModel model, String call) {
		return Optional.ofNullable(model.calls().get(call))
			.flatMap((one) -> this.inForce.called(one.process()))
			.map(this.models::of);
	}

	/** A call that waits for what it called. */
	private record Place(ProcessModel model, String element, @Nullable Place caller) {

		ProcessGraph.Call call() {
			ProcessGraph.Call call = this.model.calls().get(this.element);
			if (call == null) {
				throw new IllegalStateException("'" + this.element + "' calls nothing");
			}
			return call;
		}

		int depth() {
			return (this.caller != null) ? this.caller.depth() + 1 : 1;
		}

	}

	private record Visit(ProcessGraph.Reach reach, @Nullable Place caller) {
	}

	private record Walk(Set<String> statuses, Set<Visit> seen) {
	}

}
