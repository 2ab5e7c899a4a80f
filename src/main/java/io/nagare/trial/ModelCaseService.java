package io.nagare.trial;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;

/** Keeps courses of tickets as cases, and tries changed models by them. */
@Component
public class ModelCaseService {

	/** So many cases a tenant keeps. */
	static final int MOST = 30;

	/** All of them together take no longer; what is left over is said. */
	private static final Duration LONGEST = Duration.ofSeconds(40);

	private final ModelCaseStore store;

	private final CaseRecording recording;

	private final TrialService trials;

	private final CurrentCaller callers;

	private final MessageSource messages;

	private final Clock clock;

	private final TransactionTemplate transaction;

	ModelCaseService(ModelCaseStore store, CaseRecording recording, TrialService trials, CurrentCaller callers,
			MessageSource messages, Clock clock, PlatformTransactionManager transactions) {
		this.store = store;
		this.recording = recording;
		this.trials = trials;
		this.callers = callers;
		this.messages = messages;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * All of them, by process and name.
	 * @throws Refusal FORBIDDEN for who may not deploy models
	 */
	public List<ModelCase> all() {
		caller();
		return read();
	}

	private List<ModelCase> read() {
		List<ModelCase> all = this.transaction.execute((status) -> this.store.all());
		return (all != null) ? all : List.of();
	}

	private Caller caller() {
		Caller caller = this.callers.requireMember();
		caller.demand("model:deploy");
		return caller;
	}

	/**
	 * Keeps the course of a ticket that has ended.
	 * @param ticket its id or number
	 * @throws Refusal NOT_FOUND where the caller may not read it, CONFLICT where it goes
	 * on or the models in force can't even begin it, VALIDATION_FAILED for a name that is
	 * taken, or one case too many
	 */
	public ModelCase keep(String ticket, String name) {
		Caller caller = caller();
		List<ModelCase> known = read();
		if (known.size() >= MOST) {
			throw Refusal.invalid("name", "too_many_cases", MOST);
		}
		if (known.stream().anyMatch((one) -> one.name().equals(name))) {
			throw Refusal.invalid("name", "case_named_so", name);
		}
		CaseRecording.Recorded recorded = this.recording.of(ticket, caller, LocaleContextHolder.getLocale());
		ModelCase kept = new ModelCase(UUID.randomUUID(), name, recorded.process(), recorded.course(), recorded.whole(),
				recorded.at(), this.clock.instant());
		this.transaction.executeWithoutResult((status) -> this.store.add(kept));
		return kept;
	}

	/**
	 * Keeps it no longer.
	 * @throws Refusal NOT_FOUND where there is none
	 */
	public void remove(UUID id) {
		caller();
		if (!Boolean.TRUE.equals(this.transaction.execute((status) -> this.store.remove(id)))) {
			throw Refusal.notFound();
		}
	}

	/**
	 * Tries changed models by all cases, each beside the models in force.
	 * @throws Refusal MODEL_REJECTED where the gate would refuse the files, UNAVAILABLE
	 * while others try
	 */
	public List<Tried> run(Map<String, byte[]> files) {
		List<Tried> tried = tried(files);
		if (tried.isEmpty()) {
			this.trials.demand(files);
		}
		return tried;
	}

	/**
	 * The same of files that the gate has looked at.
	 * @return empty where there are no cases
	 * @throws Refusal UNAVAILABLE while others try
	 */
	public List<Tried> tried(Map<String, byte[]> files) {
		return tried(files, LONGEST);
	}

	/**
	 * The same within a time, in which the last is begun where one took no longer before.
	 */
	List<Tried> tried(Map<String, byte[]> files, Duration most) {
		Caller caller = caller();
		Locale locale = LocaleContextHolder.getLocale();
		long begun = System.nanoTime();
		long longest = 0;
		List<Tried> tried = new ArrayList<>();
		for (ModelCase one : read()) {
			long since = System.nanoTime();
			if (since - begun + longest > most.toNanos()) {
				tried.add(new Tried(one.id(), one.name(), one.process(), false, List.of()));
				continue;
			}
			NewTrial now = now(one, caller);
			TrialReport before = this.trials.follow(Map.of(), now);
			TrialReport after = this.trials.follow(files, now);
			tried.add(new Tried(one.id(), one.name(), one.process(), true,
					new CaseComparison(this.messages, locale).of(before, after)));
			longest = Math.max(longest, System.nanoTime() - since);
		}
		return tried;
	}

	private NewTrial now(ModelCase one, Caller caller) {
		Duration later = Duration.between(one.recordedAt(), this.clock.instant());
		NewTrial course = one.course();
		return new NewTrial(course.kind(), CaseValues.of(course.fields(), later, caller), null,
				course.orderedSteps().stream().map((step) -> CaseValues.of(step, later, caller)).toList());
	}

	/**
	 * What came of a case.
	 *
	 * @param tried whether there was time for it
	 * @param differences to what comes of it by the models in force, loosenings first
	 */
	public record Tried(UUID id, String name, String process, boolean tried, List<CaseDifference> differences) {
	}

}
