package io.nagare.workflow.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;

/**
 * Tells which rules of a table fitted, which the engine says to its listeners only, and
 * not with the result.
 */
final class MatchedRules implements DmnDecisionTableEvaluationListener {

	private static final ThreadLocal<List<String>> WATCHING = new ThreadLocal<>();

	/** Makes the decision, watching. */
	static <T> Watched<T> watch(Supplier<T> decision) {
		List<String> rules = new ArrayList<>();
		WATCHING.set(rules);
		try {
			return new Watched<>(decision.get(), rules);
		}
		finally {
			WATCHING.remove();
		}
	}

	@Override
	public void notify(DmnDecisionTableEvaluationEvent event) {
		List<String> rules = WATCHING.get();
		if (rules != null) {
			event.getMatchingRules().stream().map(DmnEvaluatedDecisionRule::getId).forEach(rules::add);
		}
	}

	/** A decision and the ids of the rules that made it. */
	record Watched<T>(T result, List<String> rules) {
	}

}
