package io.nagare.graphql;

import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.AbortExecutionException;

/** A question that asks for more than is answered, and which of its bounds it passes. */
final class LimitedQuestion extends AbortExecutionException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	private LimitedQuestion(AbortExecutionException aborted, String reason) {
		super(aborted.getMessage());
		this.reason = reason;
	}

	/** The code of the detail that says so. */
	String reason() {
		return this.reason;
	}

	/** Refuses what is nested deeper. */
	static final class Depth extends MaxQueryDepthInstrumentation {

		Depth(int deepest) {
			super(deepest);
		}

		@Override
		protected AbortExecutionException mkAbortException(int depth, int maxDepth) {
			return new LimitedQuestion(super.mkAbortException(depth, maxDepth), "too_deep");
		}

	}

	/** Refuses what costs more. */
	static final class Cost extends MaxQueryComplexityInstrumentation {

		Cost(int dearest, FieldComplexityCalculator cost) {
			super(dearest, cost);
		}

		@Override
		protected AbortExecutionException mkAbortException(int total, int most) {
			return new LimitedQuestion(super.mkAbortException(total, most), "too_costly");
		}

	}

}
