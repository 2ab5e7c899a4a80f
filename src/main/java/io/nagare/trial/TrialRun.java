package io.nagare.trial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.sla.ClockView;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketSummary;
import io.nagare.trial.TrialReport.Open;
import io.nagare.trial.TrialReport.Passed;
import io.nagare.trial.TrialReport.Standing;
import io.nagare.trial.TrialReport.Step;
import io.nagare.trial.TrialReport.Wait;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.ProcessView;

/**
 * One ticket of a trial, from its report to the last step or the first that is refused.
 * After that nothing more is tried on it, as a refused step may be half done.
 */
final class TrialRun {

	private static final String REPORT = "report";

	private final TrialTickets tickets;

	private final TrialActors actors;

	private final RefusalWords words;

	private final Locale locale;

	private final String kind;

	private final Clock clock;

	private final List<Step> steps = new ArrayList<>();

	/** Everybody who did something, the latest first. */
	private final List<Caller> doers = new ArrayList<>();

	private final Set<List<Object>> passed = new HashSet<>();

	private @Nullable UUID ticket;

	private List<Open> actions = List.of();

	private List<ClockView> clocks = List.of();

	private List<ProcessView> processes = List.of();

	TrialRun(TrialTickets tickets, TrialActors actors, RefusalWords words, Locale locale, String kind, Clock clock) {
		this.clock = clock;
		this.tickets = tickets;
		this.actors = actors;
		this.words = words;
		this.locale = locale;
		this.kind = kind;
	}

	/**
	 * Reports the ticket.
	 * @param by user name of who does; null for the caller where he may, else for the
	 * first who may
	 * @param filledIn whether he saw the form, so that it may lack nothing
	 * @return whether it was not refused
	 */
	boolean report(Map<String, Object> fields, @Nullable String by, Caller caller, boolean filledIn) {
		return attempt(REPORT, null, () -> this.actors.reporter(this.kind, by, caller), () -> {
			this.ticket = this.tickets.report(this.kind, fields, filledIn);
			return this.ticket;
		});
	}

	/**
	 * Does the next step.
	 * @return whether it was not refused
	 */
	boolean next(NewTrial.Step step) {
		UUID id = reported();
		String timer = step.timer();
		if (timer != null) {
			return attempt(null, timer, Optional::empty, () -> {
				if (!this.tickets.fire(id, timer)) {
					throw Refusal.invalid("timer", "no_timer_waits", timer);
				}
				return id;
			});
		}
		TicketActions.Wanted wanted = new TicketActions.Wanted(String.valueOf(step.action()), step.element(),
				(step.fields() != null) ? step.fields() : Map.of());
		return attempt(wanted.name(), null, () -> this.actors.performer(id, wanted, step.by(), this.doers), () -> {
			this.tickets.perform(this.kind, id, wanted);
			return id;
		});
	}

	private boolean attempt(@Nullable String action, @Nullable String timer, Supplier<Optional<Caller>> who,
			Supplier<UUID> work) {
		Optional<Caller> by = Optional.empty();
		try {
			by = who.get();
			if (action != null && by.isEmpty()) {
				demandOpen(action);
			}
			UUID id = CurrentCaller.during(by.orElse(null), work);
			by.ifPresent((doer) -> {
				this.doers.remove(doer);
				this.doers.add(0, doer);
			});
			this.processes = this.tickets.processes(id);
			this.clocks = this.tickets.clocks(id);
			this.actions = this.tickets.open(id).stream().map((open) -> open(id, open)).toList();
			this.steps.add(new Step(action, timer, by.map(Caller::username).orElse(null), standing(id), path(), waits(),
					null));
			return true;
		}
		catch (RuntimeException ex) {
			Refusal refusal = Refusal.in(ex).orElseThrow(() -> ex);
			this.steps.add(new Step(action, timer, by.map(Caller::username).orElse(null), null, List.of(), List.of(),
					this.words.told(refusal, this.locale)));
			return false;
		}
	}

	/**
	 * Says why nobody performs the action.
	 * @throws Refusal ACTION_NOT_OPEN where it is not open, FORBIDDEN where nobody may
	 */
	private void demandOpen(String action) {
		List<String> open = (this.ticket != null)
				? this.tickets.open(this.ticket).stream().map(OpenAction::name).distinct().toList() : List.of(action);
		throw open.contains(action) ? Refusal.forbidden("by", "nobody_may") : Refusal.actionNotOpen(open);
	}

	private Open open(UUID id, OpenAction action) {
		TicketActions.Wanted wanted = new TicketActions.Wanted(action.name(), action.handle().elementId(), Map.of());
		return new Open(this.tickets.view(id, action),
				this.actors.performer(id, wanted, null, this.doers).map(Caller::username).orElse(null));
	}

	private Standing standing(UUID id) {
		TicketSummary now = this.tickets.summary(this.kind, id);
		TicketSummary.Person assignee = now.assignee();
		TicketSummary.Named team = now.team();
		return new Standing(now.status(), now.phase(), now.priority(), (assignee != null) ? assignee.username() : null,
				(team != null) ? team.name() : null);
	}

	/** What was passed since it was last asked. */
	private List<Passed> path() {
		List<Passed> path = new ArrayList<>();
		for (ProcessView process : this.processes) {
			for (ProcessView.Step step : process.steps()) {
				if (this.passed.add(List.of(process.id(), step.element(), step.startedAt()))) {
					path.add(new Passed(process.key(), step.element(), step.name(), step.type(), step.cancelled()));
				}
			}
		}
		return path;
	}

	private List<Wait> waits() {
		Instant now = this.clock.instant();
		List<Wait> waits = new ArrayList<>();
		for (ProcessView process : this.processes) {
			process.tasks().forEach((task) -> waits.add(new Wait(process.key(), task.element(), task.name(), null)));
			process.timers()
				.forEach((timer) -> waits.add(new Wait(process.key(), timer.element(), timer.name(),
						Duration.between(now, timer.due()).toSeconds())));
		}
		return waits;
	}

	/** The ticket that is tried. */
	UUID reported() {
		UUID id = this.ticket;
		if (id == null) {
			throw new IllegalStateException("Nothing was reported yet");
		}
		return id;
	}

	/** What came of all that was not refused. */
	TrialReport told() {
		return new TrialReport(this.steps, this.actions, this.clocks, this.processes);
	}

}
