package io.nagare.trial;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionTimedOutException;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.shared.Trial;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.ProcessTrials;

/**
 * Tries changed models, or those in force, on a ticket that is never there: it is
 * reported, worked on and taken back together with the models.
 */
@Component
public class TrialService {

	/** A trial holds a connection, and what it takes of the tenant's rows. */
	private static final Duration MOST = Duration.ofSeconds(20);

	/** So many at once on one node. */
	private static final int ROOM = 2;

	private static final int RETRY_SECONDS = 5;

	/** PostgreSQL's word for a statement that was ended. */
	private static final String CANCELLED = "57014";

	private final Semaphore room = new Semaphore(ROOM);

	private final PlatformTransactionManager transactions;

	private final ProcessTrials models;

	private final TicketTypes types;

	private final TrialTickets tickets;

	private final TrialActors actors;

	private final CurrentCaller callers;

	private final RefusalWords words;

	TrialService(PlatformTransactionManager transactions, ProcessTrials models, TicketTypes types, TrialTickets tickets,
			TrialActors actors, CurrentCaller callers, RefusalWords words) {
		this.transactions = transactions;
		this.models = models;
		this.types = types;
		this.tickets = tickets;
		this.actors = actors;
		this.callers = callers;
		this.words = words;
	}

	/**
	 * Tries it.
	 * @param files the changed models; none for those in force
	 * @throws Refusal MODEL_REJECTED where the gate would refuse the files,
	 * VALIDATION_FAILED for a type that there is not, UNAVAILABLE while others try,
	 * CONFLICT for one that takes too long
	 */
	public TrialReport run(Map<String, byte[]> files, NewTrial wanted) {
		Caller caller = this.callers.requireMember();
		caller.demand("model:deploy");
		demandSteps(wanted);
		Locale locale = LocaleContextHolder.getLocale();
		if (!this.room.tryAcquire()) {
			throw Refusal.unavailable(RETRY_SECONDS);
		}
		try {
			return Trial.of(this.transactions, MOST, () -> {
				if (!files.isEmpty()) {
					this.models.deploy(files);
				}
				return run(wanted, caller, locale);
			});
		}
		catch (RuntimeException ex) {
			throw tookTooLong(ex) ? Refusal.conflict("steps", "trial_too_long", MOST.toSeconds()) : ex;
		}
		finally {
			this.room.release();
		}
	}

	/** Whether the transaction's time was over, whichever part noticed it. */
	static boolean tookTooLong(Throwable failure) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof TransactionTimedOutException || at instanceof QueryTimeoutException
					|| (at instanceof SQLException sql && CANCELLED.equals(sql.getSQLState()))) {
				return true;
			}
		}
		return false;
	}

	private void demandSteps(NewTrial wanted) {
		if (this.types.find(wanted.kind()).isEmpty()) {
			throw Refusal.invalid("kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map((type) -> type.kind()).toList()));
		}
		List<NewTrial.Step> steps = wanted.orderedSteps();
		for (int i = 0; i < steps.size(); i++) {
			if ((steps.get(i).action() == null) == (steps.get(i).timer() == null)) {
				throw Refusal.invalid("steps[" + i + "]", "action_or_timer");
			}
		}
	}

	private TrialReport run(NewTrial wanted, Caller caller, Locale locale) {
		TrialRun run = new TrialRun(this.tickets, this.actors, this.words, locale, wanted.kind());
		boolean goesOn = run.report(wanted.fields(), wanted.by(), caller);
		for (NewTrial.Step step : wanted.orderedSteps()) {
			goesOn = goesOn && run.next(step);
		}
		return run.told();
	}

}
