package io.nagare.graphql;

import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.execution.AbortExecutionException;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/** A question that is not answered, because of one of its bounds. */
final class LimitedQuestion extends AbortExecutionException {

	private static final long serialVersionUID = 1L;

	private final Refusal refusal;

	LimitedQuestion(@Nullable String message, Refusal refusal) {
		super(message);
		this.refusal = refusal;
	}

	/** Which of them. */
	Refusal refusal() {
		return this.refusal;
	}

	/** Refuses what costs more. */
	static final class Cost extends MaxQueryComplexityInstrumentation {

		Cost(int dearest, FieldComplexityCalculator cost) {
			super(dearest, cost);
		}

		@Override
		protected AbortExecutionException mkAbortException(int total, int most) {
			return new LimitedQuestion(super.mkAbortException(total, most).getMessage(),
					Refusal.invalid("query", "too_costly"));
		}

	}

}
