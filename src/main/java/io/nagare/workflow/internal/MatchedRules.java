package io.nagare.workflow.internal;

import java.util.ArrayList;
import java.util.List;

import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.engine.impl.interceptor.Session;

/**
 * Tells which rules of a table fitted, which the engine says to its listeners only, and
 * not with the result. Lives as long as the engine's command.
 */
final class MatchedRules implements Session {

	private final List<String> rules = new ArrayList<>();

	/** Those of the command that runs. */
	static MatchedRules current() {
		return EngineContext.command().getSession(MatchedRules.class);
	}

	/** Hears of every table that is evaluated. */
	static void hear(DmnDecisionTableEvaluationEvent event) {
		if (EngineContext.command() != null) {
			List<String> rules = current().rules;
			rules.clear();
			event.getMatchingRules().stream().map(DmnEvaluatedDecisionRule::getId).forEach(rules::add);
		}
	}

	/** The ids of the rules that fitted in the table that was evaluated last. */
	List<String> ofLast() {
		return List.copyOf(this.rules);
	}

	@Override
	public void flush() {
		// nothing is written
	}

	@Override
	public void close() {
		// holds nothing
	}

}
