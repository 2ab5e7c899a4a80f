package io.nagare.graphql;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * A question takes so long and no longer: what it has not looked up by then is refused,
 * and the rest is answered.
 */
final class QuestionDeadline extends SimplePerformantInstrumentation {

	private final Duration longest;

	private final LongSupplier nanos;

	/**
	 * @param nanos the time, as of {@link System#nanoTime()}
	 */
	QuestionDeadline(Duration longest, LongSupplier nanos) {
		this.longest = longest;
		this.nanos = nanos;
	}

	@Override
	public InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
		return new Deadline(this.nanos.getAsLong() + this.longest.toNanos());
	}

	@Override
	public DataFetcher<?> instrumentDataFetcher(DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters,
			@Nullable InstrumentationState state) {
		if (parameters.isTrivialDataFetcher() || !(state instanceof Deadline deadline)) {
			return fetcher;
		}
		return (environment) -> {
			if (this.nanos.getAsLong() - deadline.at() > 0) {
				throw new Refusal(Refusal.Kind.UNAVAILABLE, List.of(Refusal.Detail.of("query", "too_slow_to_answer")));
			}
			return fetcher.get(environment);
		};
	}

	private record Deadline(long at) implements InstrumentationState {
	}

}
