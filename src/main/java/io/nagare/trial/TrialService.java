package io.nagare.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.action.FieldView;
import io.nagare.workflow.ProcessTrials;

/**
 * Tries changed models, or those in force, on a ticket that is never there: it is
 * reported, worked on and taken back together with the models.
 */
@Component
public class TrialService {

	/** Several courses after the other begin within this time, and end within that. */
	private static final Duration SEVERAL = Duration.ofSeconds(8);

	/** So long what works aside waits for its room. */
	static final Duration PATIENCE = Duration.ofMinutes(2);

	private final TrialRoom room;

	private final ProcessTrials models;

	private final TicketTypes types;

	private final TrialTickets tickets;

	private final TrialActors actors;

	private final TrialRunFactory runs;

	private final CurrentCaller callers;

	TrialService(TrialRoom room, ProcessTrials models, TicketTypes types, TrialTickets tickets, TrialActors actors,
			TrialRunFactory runs, CurrentCaller callers) {
		this.room = room;
		this.models = models;
		this.types = types;
		this.tickets = tickets;
		this.actors = actors;
		this.runs = runs;
		this.callers = callers;
	}

	/**
	 * Tries it.
	 * @param files the changed models; none for those in force
	 * @throws Refusal MODEL_REJECTED where the gate would refuse the files,
	 * VALIDATION_FAILED for a type that there is not, UNAVAILABLE while others try,
	 * CONFLICT for one that takes too long
	 */
	public TrialReport run(Map<String, byte[]> files, NewTrial wanted) {
		return run(files, wanted, true);
	}

	/** The same of a course whose report nobody fills in: its form may lack something. */
	TrialReport follow(Map<String, byte[]> files, NewTrial course) {
		return run(files, course, false);
	}

	/**
	 * What whoever reports such a trial's ticket is asked, by changed models or those in
	 * force.
	 * @param asked the type of a request; null for other kinds
	 * @throws Refusal as for a trial
	 */
	public List<FieldView> form(Map<String, byte[]> files, String kind, @Nullable String asked) {
		Caller caller = this.callers.requireMember();
		caller.demand("model:deploy");
		demandKind(kind);
		return this.room.during(Duration.ZERO, () -> {
			if (!files.isEmpty()) {
				this.models.deploy(files);
			}
			Caller reporter = this.actors.reporter(kind, null, caller)
				.orElseThrow(() -> Refusal.forbidden("by", "nobody_may"));
			return CurrentCaller.during(reporter, () -> this.tickets.form(kind, asked));
		});
	}

	private TrialReport run(Map<String, byte[]> files, NewTrial wanted, boolean filledIn) {
		Caller caller = this.callers.requireMember();
		caller.demand("model:deploy");
		demandSteps(wanted);
		Locale locale = LocaleContextHolder.getLocale();
		return this.room.during(Duration.ZERO, () -> {
			if (!files.isEmpty()) {
				this.models.deploy(files);
			}
			return run(wanted, caller, locale, filledIn);
		});
	}

	/**
	 * Lets only files pass that could be tried. Whoever calls has checked who asks.
	 * @throws Refusal MODEL_REJECTED where the gate would refuse them, UNAVAILABLE while
	 * others try
	 */
	void demand(Map<String, byte[]> files) {
		this.room.during(Duration.ZERO, () -> {
			this.models.deploy(files);
			return files;
		});
	}

	/**
	 * Tries the models in force on a ticket of which is found out on the way what happens
	 * to it. Whoever calls has checked who asks.
	 * @param patience how long to wait where others try; zero where somebody waits for
	 * the answer
	 * @throws Refusal UNAVAILABLE while others try, CONFLICT for one that takes too long
	 */
	<T> T freely(String kind, Locale locale, Duration patience, BiFunction<TrialTickets, TrialRun, T> work) {
		return this.room.during(patience, () -> work.apply(this.tickets, this.runs.run(kind, locale)));
	}

	/**
	 * Tries several courses by changed models that are put in force once, each taken back
	 * before the next, as many as there is time for. Whoever calls has checked who asks,
	 * and works aside: it waits where others try.
	 * @return what came of them, in their order; of one at least
	 * @throws Refusal MODEL_REJECTED where the gate would refuse the files, UNAVAILABLE
	 * where others try all that time, CONFLICT for what takes too long
	 */
	List<TrialReport> several(Map<String, byte[]> files, List<NewTrial> courses, Caller caller, Locale locale) {
		return this.room.during(PATIENCE, () -> {
			this.models.deploy(files);
			long since = System.nanoTime();
			List<TrialReport> reports = new ArrayList<>();
			for (NewTrial course : courses) {
				if (reports.isEmpty() || System.nanoTime() - since < SEVERAL.toNanos()) {
					reports.add(this.room.apart(() -> run(course, caller, locale, false)));
				}
			}
			return reports;
		});
	}

	private void demandKind(String kind) {
		if (this.types.find(kind).isEmpty()) {
			throw Refusal.invalid("kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map((type) -> type.kind()).toList()));
		}
	}

	private void demandSteps(NewTrial wanted) {
		demandKind(wanted.kind());
		List<NewTrial.Step> steps = wanted.orderedSteps();
		for (int i = 0; i < steps.size(); i++) {
			if ((steps.get(i).action() == null) == (steps.get(i).timer() == null)) {
				throw Refusal.invalid("steps[" + i + "]", "action_or_timer");
			}
		}
	}

	private TrialReport run(NewTrial wanted, Caller caller, Locale locale, boolean filledIn) {
		TrialRun run = this.runs.run(wanted.kind(), locale);
		boolean goesOn = run.report(wanted.fields(), wanted.by(), caller, filledIn);
		for (NewTrial.Step step : wanted.orderedSteps()) {
			goesOn = goesOn && run.next(step);
		}
		return run.told();
	}

}
