package io.nagare.workflow.internal;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.Response;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.GetDeployedTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.GetActivityInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;

import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;

/**
 * Stands outside the transaction and says what a failed command means: a refusal of a
 * verb keeps its reason, two writers at once are a conflict, and another tenant's thing
 * does not exist.
 */
final class FailureTranslator extends CommandInterceptor {

	/**
	 * The engine has no other word for a task that somebody else was faster to complete.
	 */
	private static final String NO_SUCH_TASK = "Cannot find task with id";

	private static final String NO_SUCH_JOB = "No job found with id";

	/**
	 * Whatever these fail for, the engine's REST API takes for a failure of the server's
	 * and logs with all its calls, but for exceptions of its own.
	 */
	private static final Set<Class<?>> MISTAKEN = Set.of(CompleteTaskCmd.class, SubmitTaskFormCmd.class,
			GetActivityInstanceCmd.class, SetJobRetriesCmd.class, SetJobDuedateCmd.class);

	/** By these words Modeler knows that its user's model is at fault, and shows them. */
	private static final String FOR_MODELER = "ENGINE-09005 Could not parse BPMN process. ";

	/** The engine has no exception of its own for it. */
	private static final Pattern OF_ANOTHER_TENANT = Pattern
		.compile("(?s).*because it belongs to no authenticated tenant.*");

	/** Class of SQL's states. */
	private static final String DATA_EXCEPTION = "22";

	private final RefusalWords words;

	FailureTranslator(RefusalWords words) {
		this.words = words;
	}

	@Override
	public <T> T execute(Command<T> command) {
		try {
			return this.next.execute(command);
		}
		catch (RefusedByVerb ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			Refusal refusal = refusalIn(ex);
			throw atTheDoor(command, (refusal != null) ? refused(refusal) : deserved(command, ex));
		}
	}

	private RefusedByVerb refused(Refusal refusal) {
		DoorOutcome.note(refusal.kind().status());
		String text = this.words.text(refusal, LocaleContextHolder.getLocale());
		return new RefusedByVerb((refusal.kind() == Refusal.Kind.MODEL_REJECTED) ? FOR_MODELER + text : text, refusal);
	}

	private static RuntimeException atTheDoor(Command<?> command, RuntimeException failure) {
		return (MISTAKEN.contains(command.getClass()) && failure instanceof BadUserRequestException
				&& !OwnCalls.active()) ? new RestException(Response.Status.BAD_REQUEST, failure, failure.getMessage())
						: failure;
	}

	private static @Nullable Refusal refusalIn(Throwable failure) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof Refusal refusal) {
				return refusal;
			}
			if (at instanceof OptimisticLockingException || at instanceof ConcurrencyFailureException) {
				return Refusal.conflict(null, "concurrent_change");
			}
			if (at instanceof TaskAlreadyClaimedException) {
				return Refusal.conflict(null, "claimed_already");
			}
			if (at instanceof NullValueException && String.valueOf(at.getMessage()).contains(NO_SUCH_TASK)) {
				return Refusal.conflict(null, "task_gone");
			}
			if (at instanceof ProcessEngineException && at.getMessage() != null
					&& OF_ANOTHER_TENANT.matcher(at.getMessage()).matches()) {
				return Refusal.notFound();
			}
		}
		return null;
	}

	/**
	 * What the engine itself complains of keeps its words, but is no failure of the
	 * server's, which the engine would log with all its calls.
	 */
	private static RuntimeException deserved(Command<?> command, RuntimeException failure) {
		if (failure instanceof ParseException) {
			DoorOutcome.note(Refusal.Kind.MODEL_REJECTED.status());
		}
		else if (failure instanceof NullValueException || failure instanceof NotFoundException
				|| String.valueOf(failure.getMessage()).contains(NO_SUCH_JOB)) {
			DoorOutcome.note(Refusal.Kind.NOT_FOUND.status());
			return new BadUserRequestException(failure.getMessage(), failure);
		}
		else if (command instanceof GetDeployedTaskFormCmd && failure instanceof NullPointerException) {
			// it does not ask whether the task exists
			DoorOutcome.note(Refusal.Kind.NOT_FOUND.status());
			return new BadUserRequestException("There is no such task", failure);
		}
		else if (isOfData(failure)) {
			return new BadUserRequestException("The database does not keep such data", failure);
		}
		return failure;
	}

	/** Whether the database found fault with the data themselves: too long, too large. */
	private static boolean isOfData(Throwable failure) {
		return failure instanceof ProcessEnginePersistenceException
				&& NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql
				&& sql.getSQLState() != null && sql.getSQLState().startsWith(DATA_EXCEPTION);
	}

}
