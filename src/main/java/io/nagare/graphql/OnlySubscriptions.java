package io.nagare.graphql;

import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;

/** Whatever is asked once is posted, where requests are counted and go on record. */
@Component
class OnlySubscriptions extends SimplePerformantInstrumentation {

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		boolean subscribes = parameters.getExecutionContext()
			.getOperationDefinition()
			.getOperation() == Operation.SUBSCRIPTION;
		if (!subscribes && parameters.getExecutionContext().getGraphQLContext().hasKey(SubscriptionMoment.class)) {
			throw new LimitedQuestion("Not a subscription", Refusal.invalid("query", "only_subscriptions"));
		}
		return super.beginExecuteOperation(parameters, state);
	}

}
