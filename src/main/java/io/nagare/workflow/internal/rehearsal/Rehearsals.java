package io.nagare.workflow.internal.rehearsal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.internal.rehearsal.PastCases.PastCase;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelReleases;

/**
 * Asks a changed table, or walks through a changed process, what past tickets asked and
 * did, and the one in force beside it: what would come out otherwise. It works aside, one
 * at a time on each node.
 */
@Component
public class Rehearsals implements DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);

	private static final int MOST_WAITING = 20;

	/** So many different answers one report names. */
	private static final int MOST_TOLD = 500;

	private static final int STEP = 200;

	private final ThreadPoolExecutor aside = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), (work) -> new Thread(work, "rehearsals"));

	private final RehearsalTables tables;

	private final List<RehearsalSubject.Finder> finders;

	private final ModelChecks checks;

	private final ModelReleases releases;

	private final ModelContents contents;

	private final TransactionTemplate transaction;

	Rehearsals(RehearsalTables tables, List<RehearsalSubject.Finder> finders, ModelChecks checks,
			ModelReleases releases, ModelContents contents, PlatformTransactionManager transactions) {
		this.tables = tables;
		this.finders = finders;
		this.checks = checks;
		this.releases = releases;
		this.contents = contents;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Begins to rehearse the first table of the files that tickets ask, or else their
	 * processes.
	 * @param wanted key of the model that is meant; null for that
	 * @throws Refusal MODEL_REJECTED where the gate would refuse the files, and
	 * VALIDATION_FAILED where no ticket is known to ask or follow what is in them
	 */
	public Rehearsal begin(Map<String, byte[]> files, @Nullable String wanted, Instant from, Instant to, String by) {
		Map<String, byte[]> whole = this.releases.whole(files);
		this.checks.demand(whole);
		RehearsalSubject subject = subject(whole, wanted);
		if (this.aside.getQueue().size() >= MOST_WAITING) {
			throw Refusal.unavailable(60);
		}
		Rehearsal rehearsal = Objects.requireNonNull(this.transaction.execute((status) -> {
			UUID id = this.tables.make(subject.key(), from, to, by);
			return this.tables.find(id).orElseThrow(Refusal::notFound);
		}));
		TenantId tenant = Tenancy.require();
		this.aside.execute(() -> Tenancy.as(tenant, () -> run(rehearsal.id(), subject, from, to)));
		return rehearsal;
	}

	private RehearsalSubject subject(Map<String, byte[]> files, @Nullable String wanted) {
		Locale locale = LocaleContextHolder.getLocale();
		return this.finders.stream()
			.flatMap((finder) -> finder.in(files, wanted, locale).stream())
			.findFirst()
			.orElseThrow(() -> Refusal.invalid((wanted != null) ? "model" : "files", "cannot_rehearse",
					String.join(", ", this.finders.stream().flatMap((finder) -> finder.keys().stream()).toList())));
	}

	private void run(UUID id, RehearsalSubject subject, Instant from, Instant to) {
		try {
			this.contents.freely(() -> {
				compare(id, subject, from, to);
				return id;
			});
		}
		catch (RuntimeException ex) {
			LOG.warn("The rehearsal {} of {} stopped", id, subject.key(), ex);
			this.transaction.executeWithoutResult((status) -> this.tables.ends(id, "failed", 0, List.of(), List.of()));
		}
	}

	private void compare(UUID id, RehearsalSubject subject, Instant from, Instant to) {
		RehearsedModel inForce = subject.inForce();
		RehearsedModel changed = subject.changed();
		List<PastCase> past = subject.cases(from, to);
		int all = past.stream().mapToInt(PastCase::tickets).sum();
		List<Otherwise> otherwise = new ArrayList<>();
		Map<PastCases.Outcome, int[]> outcomes = new HashMap<>();
		int done = 0;
		int different = 0;
		int asked = 0;
		for (PastCase one : past) {
			List<Map<String, String>> before = inForce.answer(one.asked());
			List<Map<String, String>> after = changed.answer(one.asked());
			done += one.tickets();
			count(outcomes, 0, subject.counted(one, before));
			count(outcomes, 1, subject.counted(one, after));
			if (!before.equals(after)) {
				different += one.tickets();
				if (otherwise.size() < MOST_TOLD) {
					otherwise.add(new Otherwise(subject.told(one), before, after, one.tickets(), one.numbers()));
				}
			}
			asked++;
			if (asked % STEP == 0 && !stillWanted(id, all, done)) {
				return;
			}
		}
		int found = different;
		stillWanted(id, all, done);
		List<Counted> counted = outcomes.entrySet()
			.stream()
			.map((one) -> new Counted(one.getKey().name(), one.getKey().value(), one.getValue()[0], one.getValue()[1]))
			.sorted(Comparator.comparing(Counted::name)
				.thenComparing(Comparator.comparingInt(Counted::before).reversed())
				.thenComparing(Counted::value))
			.limit(MOST_TOLD)
			.toList();
		this.transaction.executeWithoutResult((status) -> this.tables.ends(id, "done", found, otherwise, counted));
	}

	private static void count(Map<PastCases.Outcome, int[]> outcomes, int side, Map<PastCases.Outcome, Integer> said) {
		said.forEach((outcome, tickets) -> outcomes.computeIfAbsent(outcome, (key) -> new int[2])[side] += tickets);
	}

	/** In a transaction of its own, so that others see it at once. */
	private boolean stillWanted(UUID id, int all, int done) {
		TransactionTemplate own = new TransactionTemplate(
				Objects.requireNonNull(this.transaction.getTransactionManager()));
		own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
		return Boolean.TRUE.equals(own.execute((status) -> this.tables.progress(id, all, done)));
	}

	/** How far it is. */
	public Rehearsal read(UUID id) {
		return find(id).orElseThrow(Refusal::notFound);
	}

	/** One of the bound tenant. */
	public Optional<Rehearsal> find(UUID id) {
		return Optional.ofNullable(this.transaction.execute((status) -> this.tables.find(id).orElse(null)));
	}

	/** It goes no further; one that has ended stays as it is. */
	public void cancel(UUID id) {
		read(id);
		this.transaction.executeWithoutResult((status) -> this.tables.ends(id, "cancelled", 0, List.of(), List.of()));
	}

	@Override
	public void destroy() {
		this.aside.shutdown();
	}

	/**
	 * A rehearsal.
	 *
	 * @param model key of the table or process
	 * @param state {@code running}, {@code done}, {@code cancelled} or {@code failed}
	 * @param tickets of how many tickets it asks; of a process, how many steps they took
	 * @param done of how many it has asked
	 * @param different for how many the changed model says something else
	 * @param changes what it says otherwise, what concerns most tickets first
	 * @param from reported since then
	 * @param to reported before then
	 * @param outcomes what becomes of the tickets by the model in force and by the
	 * changed one; of nothing where it is a process
	 */
	public record Rehearsal(UUID id, String model, String state, int tickets, int done, int different,
			List<Otherwise> changes, Instant from, Instant to, List<Counted> outcomes) {
	}

	/**
	 * What becomes of tickets.
	 *
	 * @param name an output of the table; {@code clock} where clocks asked it
	 * @param value what it says; of a clock {@code kept}, {@code missed},
	 * {@code other_calendar} where nobody knows, {@code none} without a target
	 * @param before how many by the model in force
	 * @param after how many by the changed one
	 */
	@Schema(name = "RehearsalOutcome")
	public record Counted(String name, String value, int before, int after) {
	}

	/**
	 * Something that would come out otherwise.
	 *
	 * @param asked what the tickets asked: inputs of a table; of a process the wait
	 * ({@code at}), the {@code action}, and what was {@code reached}
	 * @param before what the model in force answers: rows of a table, or where a ticket
	 * can be {@code next}; {@code error} where it has no answer
	 * @param after what the changed one answers
	 * @param tickets how many it concerns
	 * @param numbers the latest ten of them
	 */
	@Schema(name = "RehearsalChange")
	public record Otherwise(Map<String, String> asked, List<Map<String, String>> before,
			List<Map<String, String>> after, int tickets, List<String> numbers) {
	}

}
