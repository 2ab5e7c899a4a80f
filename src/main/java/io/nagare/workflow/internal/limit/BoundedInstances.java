package io.nagare.workflow.internal.limit;

import java.util.List;

import org.camunda.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ParallelMultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.SequentialMultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.migration.validation.activity.SupportedActivityValidator;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.jspecify.annotations.Nullable;

/**
 * Activities with several instances, which are counted before the first is made: the
 * engine alone would make a hundred million.
 */
public final class BoundedInstances {

	static {
		// of the engine's own behaviors alone it knows that they can be migrated
		SupportedActivityValidator.SUPPORTED_ACTIVITY_BEHAVIORS.addAll(List.of(Parallel.class, Sequential.class));
	}

	private BoundedInstances() {
	}

	/** Puts a counting behavior in the place of the engine's. */
	public static void count(ActivityImpl body) {
		MultiInstanceActivityBehavior given = (MultiInstanceActivityBehavior) body.getActivityBehavior();
		body.setActivityBehavior(like(given,
				(given instanceof SequentialMultiInstanceActivityBehavior) ? new Sequential() : new Parallel()));
	}

	/** Whether the element, or what it is in, is there for one of several. */
	static boolean isOneOf(@Nullable ActivityImpl element) {
		for (ActivityImpl at = element; at != null; at = at.getParentFlowScopeActivity()) {
			if (at.getActivityBehavior() instanceof MultiInstanceActivityBehavior) {
				return true;
			}
		}
		return false;
	}

	private static MultiInstanceActivityBehavior like(MultiInstanceActivityBehavior given,
			MultiInstanceActivityBehavior counting) {
		counting.setLoopCardinalityExpression(given.getLoopCardinalityExpression());
		counting.setCompletionConditionExpression(given.getCompletionConditionExpression());
		counting.setCollectionExpression(given.getCollectionExpression());
		counting.setCollectionVariable(given.getCollectionVariable());
		counting.setCollectionElementVariable(given.getCollectionElementVariable());
		return counting;
	}

	private static final class Parallel extends ParallelMultiInstanceActivityBehavior {

		@Override
		protected int resolveNrOfInstances(ActivityExecution execution) {
			return ModelBudget.affordable(super.resolveNrOfInstances(execution));
		}

	}

	private static final class Sequential extends SequentialMultiInstanceActivityBehavior {

		@Override
		protected int resolveNrOfInstances(ActivityExecution execution) {
			return ModelBudget.affordable(super.resolveNrOfInstances(execution));
		}

	}

}
