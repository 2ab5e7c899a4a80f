package io.nagare.workflow.internal.door;

import java.sql.SQLException;
import java.util.Locale;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;

import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.workflow.internal.check.RejectedModels;
import io.nagare.workflow.internal.VerbRefusalException;
import io.nagare.workflow.internal.limit.ModelFaults;
import io.nagare.workflow.internal.limit.ModelFault;

/**
 * Stands outside the transaction and says what a failed command means: a refusal of a
 * verb keeps its reason, two writers at once are a conflict, and another tenant's thing
 * does not exist.
 */
public final class FailureTranslator extends CommandInterceptor {

	/**
	 * By these words Modeler knows that its user's file is at fault, of whatever kind it
	 * is, and shows what follows. Without them it says that its address is wrong.
	 */
	private static final String FOR_MODELER = "ENGINE-09005 Could not parse BPMN process. ";

	/** Class of SQL's states. */
	private static final String DATA_EXCEPTION = "22";

	private final RefusalWords words;

	private final ModelFaults faults;

	public FailureTranslator(RefusalWords words, ModelFaults faults) {
		this.words = words;
		this.faults = faults;
	}

	@Override
	public <T> T execute(Command<T> command) {
		try {
			return this.next.execute(command);
		}
		catch (VerbRefusalException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			Refusal refusal = refusalIn(ex);
			if (refusal instanceof ModelFault fault) {
				this.faults.note(fault);
			}
			throw (refusal != null) ? refused(refusal, this.words) : deserved(ex);
		}
	}

	/**
	 * The refusal as the engine's API tells it, in the caller's language; of models, in a
	 * few lines that Modeler shows.
	 */
	public static RuntimeException refused(Refusal refusal, RefusalWords words) {
		FailureStatus.note(refusal.kind().status());
		Locale locale = LocaleContextHolder.getLocale();
		return new VerbRefusalException((refusal instanceof RejectedModels rejected)
				? FOR_MODELER + words.grouped(rejected, rejected.code(), rejected::place, locale)
				: words.text(refusal, locale), refusal);
	}

	/** What the failure refuses; null where it is none. */
	public static @Nullable Refusal refusalIn(Throwable failure) {
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
			if (at instanceof SuspendedEntityInteractionException) {
				return Refusal.conflict(null, "process_suspended");
			}
		}
		return null;
	}

	/**
	 * What the engine itself complains of keeps its words, but is no failure of the
	 * server's, which the engine would log with all its calls.
	 */
	private static RuntimeException deserved(RuntimeException failure) {
		if (failure instanceof ParseException) {
			FailureStatus.note(Refusal.Kind.MODEL_REJECTED.status());
		}
		else if (failure instanceof NullValueException || failure instanceof NotFoundException) {
			FailureStatus.note(Refusal.Kind.NOT_FOUND.status());
			return new BadUserRequestException(failure.getMessage(), failure);
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
