package io.nagare.workflow.internal.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.internal.TenantTurns;
import io.nagare.workflow.internal.rehearsal.PastCases.PastCase;
import io.nagare.workflow.internal.release.ModelReleases;

/**
 * Asks changed tables, and walks through changed processes, what past tickets asked and
 * did, and those in force beside them: what would come out otherwise. It works aside,
 * some cases of one at a time on each node, and the tenants take turns.
 */
@Component
public class Rehearsals implements DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);

	/** So many different answers one report names. */
	private static final int MOST_TOLD = 500;

	/** How often it is said how far it is. */
	private static final Duration SAID_EVERY = Duration.ofSeconds(1);

	private final TenantTurns aside = new TenantTurns("rehearsals");

	private final RehearsalTables tables;

	private final List<RehearsalSubject.Finder> finders;

	private final ModelChecks checks;

	private final ModelReleases releases;

	private final TransactionTemplate transaction;

	Rehearsals(RehearsalTables tables, List<RehearsalSubject.Finder> finders, ModelChecks checks,
			ModelReleases releases, PlatformTransactionManager transactions) {
		this.tables = tables;
		this.finders = finders;
		this.checks = checks;
		this.releases = releases;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Begins to rehearse the tables of the files that tickets ask, and their processes.
	 * @param wanted key of the model that is meant; null for all
	 * @param replays whether tickets that have ended go their way once more instead
	 * @throws Refusal MODEL_REJECTED where the gate would refuse the files, and
	 * VALIDATION_FAILED where no ticket is known to ask or follow what is in them
	 */
	public Rehearsal begin(Map<String, byte[]> files, @Nullable String wanted, boolean replays, Instant from,
			Instant to, String by) {
		Map<String, byte[]> whole = this.releases.whole(files);
		this.checks.demand(whole);
		List<RehearsalSubject> subjects = subjects(whole, wanted, replays);
		this.aside.demandRoom();
		Rehearsal rehearsal = Objects.requireNonNull(this.transaction.execute((status) -> {
			UUID id = this.tables.make(named(subjects), from, to, by);
			return this.tables.find(id).orElseThrow(Refusal::notFound);
		}));
		later(rehearsal.id(), () -> compare(rehearsal.id(), subjects, from, to));
		return rehearsal;
	}

	private List<RehearsalSubject> subjects(Map<String, byte[]> files, @Nullable String wanted, boolean replays) {
		Locale locale = LocaleContextHolder.getLocale();
		List<RehearsalSubject.Finder> finders = this.finders.stream()
			.filter((finder) -> finder.replays() == replays)
			.toList();
		List<RehearsalSubject> subjects = finders.stream()
			.flatMap((finder) -> finder.in(files, wanted, locale).stream())
			.toList();
		if (subjects.isEmpty()) {
			throw Refusal.invalid((wanted != null) ? "model" : "files", "cannot_rehearse",
					String.join(", ", finders.stream().flatMap((finder) -> finder.keys().stream()).toList()));
		}
		return subjects;
	}

	private static String named(List<RehearsalSubject> subjects) {
		return subjects.stream().map(RehearsalSubject::key).collect(Collectors.joining(", "));
	}

	private void later(UUID id, Runnable work) {
		this.aside.later(() -> {
			try {
				work.run();
			}
			catch (RuntimeException ex) {
				LOG.warn("The rehearsal {} stopped", id, ex);
				this.transaction
					.executeWithoutResult((status) -> this.tables.ends(id, "failed", 0, List.of(), List.of()));
			}
		});
	}

	private void compare(UUID id, List<RehearsalSubject> subjects, Instant from, Instant to) {
		Map<RehearsalSubject, List<PastCase>> past = new LinkedHashMap<>();
		this.transaction
			.executeWithoutResult((status) -> subjects.forEach((one) -> past.put(one, one.cases(from, to))));
		Found found = new Found(id, past.values().stream().flatMap(List::stream).mapToInt(PastCase::tickets).sum());
		Deque<Piece> pieces = new ArrayDeque<>();
		past.forEach((subject, cases) -> {
			for (int at = 0; at < cases.size(); at += subject.atOnce()) {
				pieces.add(new Piece(subject, (subjects.size() > 1) ? subject.key() : null,
						cases.subList(at, Math.min(at + subject.atOnce(), cases.size()))));
			}
		});
		goOn(found, pieces);
	}

	/** Piece by piece, and others between them. */
	private void goOn(Found found, Deque<Piece> rest) {
		Piece next = rest.poll();
		if (next == null) {
			end(found);
		}
		else if (compare(found, next)) {
			later(found.id, () -> goOn(found, rest));
		}
	}

	private void end(Found found) {
		stillWanted(found);
		List<Counted> counted = found.outcomes.entrySet()
			.stream()
			.map((one) -> new Counted(one.getKey().name(), one.getKey().value(), one.getValue()[0], one.getValue()[1]))
			.sorted(Comparator.comparing(Counted::name)
				.thenComparing(Comparator.comparingInt(Counted::before).reversed())
				.thenComparing(Counted::value))
			.limit(MOST_TOLD)
			.toList();
		this.transaction.executeWithoutResult(
				(status) -> this.tables.ends(found.id, "done", found.different, found.otherwise, counted));
	}

	/** Returns whether the rehearsal is still wanted. */
	private boolean compare(Found found, Piece piece) {
		RehearsalSubject subject = piece.subject();
		subject.compare(piece.past(), (one, before, after) -> {
			found.done += one.tickets();
			count(found.outcomes, 0, subject.counted(one, before));
			count(found.outcomes, 1, subject.counted(one, after));
			if (!before.equals(after)) {
				found.different += one.tickets();
				if (found.otherwise.size() < MOST_TOLD) {
					Map<String, String> asked = new LinkedHashMap<>();
					if (piece.named() != null) {
						asked.put("model", piece.named());
					}
					asked.putAll(subject.told(one));
					found.otherwise.add(new Otherwise(asked, before, after, one.tickets(), one.numbers()));
				}
			}
			return isWantedNow(found);
		});
		return found.wanted;
	}

	private boolean isWantedNow(Found found) {
		if (System.nanoTime() - found.said > SAID_EVERY.toNanos()) {
			found.said = System.nanoTime();
			found.wanted = stillWanted(found);
		}
		return found.wanted;
	}

	private static void count(Map<PastCases.Outcome, int[]> outcomes, int side, Map<PastCases.Outcome, Integer> said) {
		said.forEach((outcome, tickets) -> outcomes.computeIfAbsent(outcome, (key) -> new int[2])[side] += tickets);
	}

	/** In a transaction of its own, so that others see it at once. */
	private boolean stillWanted(Found found) {
		TransactionTemplate own = new TransactionTemplate(
				Objects.requireNonNull(this.transaction.getTransactionManager()));
		own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
		return Boolean.TRUE.equals(own.execute((status) -> this.tables.progress(found.id, found.all, found.done)));
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
	 * Some cases of one model.
	 *
	 * @param named the model, where the report tells of several
	 */
	private record Piece(RehearsalSubject subject, @Nullable String named, List<PastCase> past) {
	}

	/** What has come out so far. */
	private static final class Found {

		private final UUID id;

		private final int all;

		private final List<Otherwise> otherwise = new ArrayList<>();

		private final Map<PastCases.Outcome, int[]> outcomes = new HashMap<>();

		private int done;

		private int different;

		/** When it was last said how far it is, in nanoseconds of no beginning. */
		private long said = System.nanoTime();

		private boolean wanted = true;

		private Found(UUID id, int all) {
			this.id = id;
			this.all = all;
		}

	}

	/**
	 * A rehearsal.
	 *
	 * @param model key of the table or process; of several, all of them
	 * @param state {@code running}, {@code done}, {@code cancelled} or {@code failed}
	 * @param tickets of how many tickets it asks; of a process that is walked, how many
	 * steps they took
	 * @param done of how many it has asked
	 * @param different for how many the changed model says something else
	 * @param changes what it says otherwise, what concerns most tickets first
	 * @param from reported since then
	 * @param to reported before then
	 * @param outcomes what becomes of the tickets by the model in force and by the
	 * changed one; of nothing where a process is walked
	 */
	public record Rehearsal(UUID id, String model, String state, int tickets, int done, int different,
			List<Otherwise> changes, Instant from, Instant to, List<Counted> outcomes) {
	}

	/**
	 * What becomes of tickets.
	 *
	 * @param name an output of the table; {@code clock} where clocks asked it;
	 * {@code replay} where tickets went their way once more
	 * @param value what it says; of a clock {@code kept}, {@code missed},
	 * {@code other_calendar} where nobody knows, {@code none} without a target; of a
	 * replay {@code whole}, {@code in_part}, {@code stopped}, {@code not_begun} or
	 * {@code not_tried}
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
	 * ({@code at}), the {@code action}, and what was {@code reached}; the {@code model},
	 * where there are several; of a replay the {@code course}
	 * @param before what the model in force answers: rows of a table, or where a ticket
	 * can be {@code next}, with its status, its phase, who may act there and what the
	 * action requires; {@code error} where it has no answer; of a replay how it
	 * {@code went}
	 * @param after what the changed one answers; of a replay how it {@code went}, and
	 * each {@code loosening} or other {@code difference} with its {@code step}
	 * @param tickets how many it concerns
	 * @param numbers the latest ten of them
	 */
	@Schema(name = "RehearsalChange")
	public record Otherwise(Map<String, String> asked, List<Map<String, String>> before,
			List<Map<String, String>> after, int tickets, List<String> numbers) {
	}

}
