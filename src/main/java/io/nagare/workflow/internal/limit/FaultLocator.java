package io.nagare.workflow.internal.limit;

import java.sql.SQLException;
import java.util.List;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.door.FailureTranslator;

/**
 * Stands within the engine's command, where it is known which element of which model was
 * running, and says so of what the model did wrong: no flow to go on by, an expression
 * that reads what is not there, a table that answers twice. What our own code did wrong
 * stays what it is.
 */
public final class FaultLocator extends CommandInterceptor {

	private static final String OURS = "io.nagare.";

	private static final String ENGINE = "org.camunda.";

	@Override
	public <T> T execute(Command<T> command) {
		try {
			return this.next.execute(command);
		}
		catch (RuntimeException ex) {
			ModelBudget budget = ModelBudget.current();
			Refusal.Detail fault = (FailureTranslator.refusalIn(ex) instanceof ModelFault) ? null : faultIn(ex);
			if (fault == null || budget.execution() == null || budget.element() == null) {
				throw ex;
			}
			throw new ModelFault(ModelFault.Place.of(budget.execution(), budget.element(), fault), ex);
		}
	}

	/** What the model did wrong; null where it did not. */
	private static Refusal.@Nullable Detail faultIn(RuntimeException failure) {
		Refusal refusal = FailureTranslator.refusalIn(failure);
		if (refusal != null) {
			List<Refusal.Detail> details = refusal.details();
			return (refusal.kind() == Refusal.Kind.MODEL_MISBEHAVED && !details.isEmpty()) ? details.get(0) : null;
		}
		if (!failure.getClass().getName().startsWith(ENGINE) || isCallersOrDatabases(failure)) {
			return null;
		}
		Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
		return (root instanceof SQLException || isThrownByUs(root)) ? null
				: Refusal.Detail.of(null, "model_cannot_go_on", String.valueOf(root.getMessage()));
	}

	private static boolean isCallersOrDatabases(Throwable failure) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof BadUserRequestException || at instanceof AuthorizationException
					|| at instanceof OptimisticLockingException || at instanceof ProcessEnginePersistenceException
					|| at instanceof SuspendedEntityInteractionException
					|| at instanceof MismatchingMessageCorrelationException) {
				return true;
			}
		}
		return false;
	}

	/** Whether a function of ours, which the model called, broke. */
	private static boolean isThrownByUs(Throwable root) {
		for (StackTraceElement frame : root.getStackTrace()) {
			if (frame.getClassName().startsWith(ENGINE)) {
				return false;
			}
			if (frame.getClassName().startsWith(OURS)) {
				return true;
			}
		}
		return false;
	}

}
