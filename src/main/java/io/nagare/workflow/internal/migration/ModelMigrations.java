package io.nagare.workflow.internal.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.AfterCommit;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.shared.TenantLocks;
import io.nagare.workflow.TicketsMigrated;
import io.nagare.workflow.Releases.PlannedMigration;
import io.nagare.workflow.Releases.Stay;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.migration.MigrationPlans.Obstacle;
import io.nagare.workflow.internal.migration.MigrationTables.ProcessRow;
import io.nagare.workflow.internal.migration.MigrationTables.Row;
import io.nagare.workflow.internal.model.ProcessModel;
import io.nagare.workflow.internal.model.ProcessModels;
import io.nagare.workflow.internal.release.ModelVersions.Located;

/** Running tickets of the bound tenant on their way to another version. */
@Component
@Transactional
public class ModelMigrations {

	private static final int MOST_TOLD = 200;

	private static final UUID NONE = new UUID(0, 0);

	private final MigrationTables tables;

	private final MigrationPlans plans;

	private final MigrationRun run;

	private final ProcessModels models;

	private final RefusalWords words;

	private final EngineSentences sentences;

	private final TenantLocks locks;

	ModelMigrations(MigrationTables tables, MigrationPlans plans, MigrationRun run, ProcessModels models,
			RefusalWords words, EngineSentences sentences, TenantLocks locks) {
		this.tables = tables;
		this.plans = plans;
		this.run = run;
		this.models = models;
		this.words = words;
		this.sentences = sentences;
		this.locks = locks;
	}

	/**
	 * Begins to bring along what runs on other versions.
	 * @throws Refusal VALIDATION_FAILED where the target is no process, naming each
	 * number that no ticket has, or each pair of elements that does not go together;
	 * CONFLICT while another one of the model is under way, unless it is a dry run
	 */
	public Migration begin(Located target, Wanted wanted, String by) {
		if (target.kind() != ModelKind.PROCESS) {
			throw Refusal.invalid("to", "no_process", target.key());
		}
		List<String> unknown = this.tables.unknown(wanted.numbers());
		if (!unknown.isEmpty()) {
			throw Refusal.invalid("tickets", "unknown_ticket", unknown.get(0));
		}
		this.run.demandRoom();
		Map<String, String> map = wanted.map();
		if (!wanted.dryRun()) {
			demandAlone(target.key(), NONE);
		}
		UUID id = this.tables.make(target.key(), target.id(), map, wanted.dryRun(), wanted.numbers(), by);
		List<String> sources = this.tables.sources(id);
		check(sources, target.id(), map);
		sources.forEach((source) -> this.plans.places(source, target.id(), map));
		AfterCommit.run(() -> this.run.forward(id, wanted.first()));
		Migration begun = read(target.key(), id);
		if (!begun.dryRun()) {
			this.run
				.tell(new TicketsMigrated(begun.key(), target.release(), begun.toVersion(), map, begun.total(), false));
		}
		return begun;
	}

	/**
	 * How what runs on other versions would follow; nothing begins.
	 * @param map elements with another id in the target, by their ids
	 * @return empty where nothing runs
	 * @throws Refusal VALIDATION_FAILED naming each pair of elements that does not go
	 * together
	 */
	public Optional<PlannedMigration> plan(Located target, Map<String, String> map) {
		Map<String, Integer> running = this.tables.running(target.key(), target.id());
		check(List.copyOf(running.keySet()), target.id(), map);
		Map<String, String> moved = new TreeMap<>();
		Map<String, Integer> stay = new TreeMap<>();
		Map<String, String> names = new TreeMap<>();
		running.keySet().forEach((source) -> {
			Map<String, String> places = this.plans.places(source, target.id(), map);
			places.forEach((before, after) -> {
				if (!before.equals(after)) {
					moved.put(before, after);
				}
			});
			this.tables.waiting(source).forEach((element, tickets) -> {
				if (!places.containsKey(element)) {
					stay.merge(element, tickets, Integer::sum);
					names.put(element, name(source, element, LocaleContextHolder.getLocale()));
				}
			});
		});
		int tickets = running.values().stream().mapToInt(Integer::intValue).sum();
		return (tickets == 0) ? Optional.empty()
				: Optional.of(new PlannedMigration(target.key(), tickets, moved, stay.entrySet()
					.stream()
					.map((one) -> new Stay(one.getKey(), String.valueOf(names.get(one.getKey())), one.getValue()))
					.toList()));
	}

	private String name(String definition, String element, Locale locale) {
		Label label = this.models.of(definition).label(element);
		return (label != null) ? label.in(locale) : element;
	}

	private void check(List<String> sources, String target, Map<String, String> map) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		ProcessModel to = this.models.of(target);
		map.forEach((before, after) -> {
			if (!sources.isEmpty() && sources.stream().noneMatch((source) -> this.models.of(source).has(before))) {
				wrong.add(Refusal.Detail.of("map." + before, "unknown_element", before));
			}
			if (!to.has(after)) {
				wrong.add(Refusal.Detail.of("map." + before, "unknown_element", after));
			}
			else if (!approves(to, after)
					&& sources.stream().anyMatch((source) -> approves(this.models.of(source), before))) {
				wrong.add(Refusal.Detail.of("map." + before, "migration_over_approval", after));
			}
		});
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	/** Whether somebody approves there, so that a ticket does not go on without him. */
	private static boolean approves(ProcessModel model, String element) {
		return model.has(element) && model.element(element).offersApproval();
	}

	/** Those that still wait, too; where it is done, those that could not go. */
	public Migration goOn(String key, UUID id) {
		if (isAnew(find(key, id), "done", MigrationTables.REFUSED, MigrationTables.WAITING)) {
			return change(key, id, "running", List.of("done"), () -> this.run.forward(id, Integer.MAX_VALUE));
		}
		return change(key, id, "running", List.of("paused", "cancelled"),
				() -> this.run.forward(id, Integer.MAX_VALUE));
	}

	/** What went stays; no other follows. */
	public Migration cancel(String key, UUID id) {
		return change(key, id, "cancelled", List.of("running", "paused"), () -> {
		});
	}

	/**
	 * Whether it has ended in that state with some left behind, of whom another attempt
	 * is made. A dry run is asked anew instead.
	 */
	private boolean isAnew(Row row, String ended, String left, String before) {
		return !row.dryRun() && row.state().equals(ended) && this.tables.again(row.id(), left, before) > 0;
	}

	/** Brings back what went, as far as it can; the second time, what could not go. */
	public Migration undo(String key, UUID id) {
		Row row = find(key, id);
		if (row.dryRun()) {
			throw Refusal.conflict("id", "migration_not_open", "dry_run");
		}
		List<String> from = isAnew(row, "undone", MigrationTables.STAYS, MigrationTables.MOVED) ? List.of("undone")
				: List.of("done", "paused", "cancelled");
		Migration undone = change(key, id, "undoing", from, () -> this.run.back(id));
		this.run.tell(new TicketsMigrated(key, row.release(), row.version(), row.map(), undone.total(), true));
		return undone;
	}

	private Migration change(String key, UUID id, String state, List<String> from, Runnable work) {
		Row row = find(key, id);
		this.run.demandRoom();
		if (!row.dryRun() && !state.equals("cancelled")) {
			demandAlone(key, id);
		}
		if (!this.tables.becomes(id, state, from)) {
			throw Refusal.conflict("id", "migration_not_open", row.state());
		}
		AfterCommit.run(work);
		return read(key, id);
	}

	/**
	 * Two owners who move the same tickets at once would each find half of them gone.
	 * @param but that migration is not meant
	 */
	private void demandAlone(String key, UUID but) {
		this.locks.take("migration of " + key);
		if (this.tables.isUnderWay(key, but)) {
			throw Refusal.conflict("to", "migration_under_way", key);
		}
	}

	private Row find(String key, UUID id) {
		return this.tables.find(id).filter((row) -> row.key().equals(key)).orElseThrow(Refusal::notFound);
	}

	/** How far it is. */
	@Transactional(readOnly = true)
	public Migration read(String key, UUID id) {
		Row row = find(key, id);
		Map<String, Integer> counts = this.tables.counts(id);
		Map<String, Map<String, String>> plan = new TreeMap<>();
		this.tables.sources(id).forEach((source) -> {
			Map<String, String> places = new TreeMap<>(this.plans.places(source, row.target(), row.map()));
			places.entrySet().removeIf((pair) -> pair.getKey().equals(pair.getValue()));
			plan.merge(source.split(":", -1)[1], places, (one, other) -> {
				one.putAll(other);
				return one;
			});
		});
		Locale locale = LocaleContextHolder.getLocale();
		return new Migration(id, key, row.version(), row.own(), row.dryRun(), row.isLeft() ? "paused" : row.state(),
				counts.values().stream().mapToInt(Integer::intValue).sum(), counts, plan,
				this.tables.processes(id, null, MOST_TOLD).stream().map((one) -> verdict(one, locale)).toList());
	}

	private Verdict verdict(ProcessRow row, Locale locale) {
		Obstacle obstacle = row.obstacle();
		String sentence = null;
		if (obstacle != null) {
			String element = obstacle.element();
			String reason = obstacle.isOfTheEngine() ? this.sentences.in(locale, obstacle.reason()) : obstacle.reason();
			sentence = this.words.sentence(Refusal.Detail.of(element, obstacle.code(),
					(element != null) ? name(row.source(), element, locale) : "", reason), locale);
		}
		return new Verdict(row.ticketId(), row.number(), row.version(), row.state(),
				(obstacle != null) ? obstacle.element() : null, (obstacle != null) ? obstacle.code() : null, sentence);
	}

	/**
	 * What is to be brought along.
	 *
	 * @param map elements with another id in the target, by their ids
	 * @param dryRun whether each is rolled back again
	 * @param first how many go at first; the others wait for {@link #goOn}
	 * @param numbers of the tickets; all of them where it is empty
	 */
	public record Wanted(Map<String, String> map, boolean dryRun, int first, Set<String> numbers) {
	}

	/**
	 * A migration.
	 *
	 * @param toVersion the version to which all go
	 * @param toOwn whether that is the tenant's own
	 * @param dryRun whether nothing stays
	 * @param state {@code running}, {@code paused}, {@code done}, {@code cancelled},
	 * {@code undoing} or {@code undone}
	 * @param total how many processes it concerns
	 * @param counts how many are {@code waiting}, {@code moved}, in a dry run
	 * {@code fits}, {@code refused}, {@code back}, or {@code stays} where they can't go
	 * back
	 * @param plan elements that have another id in the target, by the version they come
	 * from; all others keep theirs
	 * @param tickets what became of each, at most 200, first those that could not go
	 */
	@Schema(name = "ModelMigration")
	public record Migration(UUID id, String key, int toVersion, boolean toOwn, boolean dryRun, String state, int total,
			Map<String, Integer> counts, Map<String, Map<String, String>> plan, List<Verdict> tickets) {
	}

	/**
	 * What became of a ticket.
	 *
	 * @param number null for a ticket that was deleted
	 * @param element what stands in its way
	 * @param message the sentence that says why
	 */
	@Schema(name = "ModelMigrationVerdict")
	public record Verdict(@Nullable UUID ticketId, @Nullable String number, int fromVersion, String state,
			@Nullable String element, @Nullable String code, @Nullable String message) {
	}

}
