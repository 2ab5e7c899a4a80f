package io.nagare.workflow.internal.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TicketsMigrated;
import io.nagare.workflow.internal.TenantTurns;
import io.nagare.workflow.internal.migration.MigrationPlans.Obstacle;
import io.nagare.workflow.internal.migration.MigrationTables.ProcessRow;
import io.nagare.workflow.internal.migration.MigrationTables.Row;

/**
 * Works aside, some processes of one migration at a time on each node, the tenants in
 * turn, and a transaction for each process: a ticket that can't go stands in no other's
 * way. A dry run does the same and rolls each back.
 */
@Component
class MigrationRun implements DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(MigrationRun.class);

	private static final int AT_ONCE = 50;

	private final TenantTurns aside = new TenantTurns("migrations");

	private final MigrationTables tables;

	private final MigrationPlans plans;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	MigrationRun(MigrationTables tables, MigrationPlans plans, PlatformTransactionManager transactions,
			ApplicationEventPublisher events) {
		this.tables = tables;
		this.plans = plans;
		this.events = events;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Has it on record who began. */
	void tell(TicketsMigrated begun) {
		this.events.publishEvent(begun);
	}

	/** Demands that there is room for one more of the bound tenant. */
	void demandRoom() {
		this.aside.demandRoom();
	}

	/**
	 * Brings along what waits, as soon as there is time.
	 * @param most how many at most; the rest waits on
	 */
	void forward(UUID id, int most) {
		this.aside.later(() -> each(id, MigrationTables.WAITING, most, "running", (row, process) -> {
			Map<String, String> places = this.plans.places(process.source(), row.target(), row.map());
			this.tables.keepPlaces(id, process.process());
			return this.plans.move(process.process(), process.source(), row.target(), places);
		}));
	}

	/** Brings back what went. */
	void back(UUID id) {
		this.aside.later(() -> each(id, MigrationTables.MOVED, Integer.MAX_VALUE, "undoing", (row, process) -> {
			Map<String, String> back = new HashMap<>();
			// of places that became one, each goes back to the one that it came from
			this.plans.places(process.source(), row.target(), row.map())
				.forEach((before, after) -> back.merge(after, before,
						(one, other) -> process.places().contains(other) ? other : one));
			return this.plans.move(process.process(), row.target(), process.source(), back);
		}));
	}

	private void each(UUID id, String state, int most, String running, Move move) {
		boolean forward = running.equals("running");
		try {
			List<ProcessRow> next = (most > 0)
					? this.transaction.execute((status) -> this.tables.processes(id, state, Math.min(most, AT_ONCE)))
					: List.of();
			Row row = this.transaction.execute((status) -> this.tables.find(id).orElse(null));
			if (next != null && !next.isEmpty() && row != null) {
				for (ProcessRow process : next) {
					if (!stillWanted(id, running)) {
						return;
					}
					one(row, process, forward, move);
				}
				this.aside.later(() -> each(id, state, most - next.size(), running, move));
				return;
			}
			this.transaction.executeWithoutResult((status) -> {
				boolean rest = forward && this.tables.counts(id).containsKey(MigrationTables.WAITING);
				this.tables.becomes(id, rest ? "paused" : forward ? "done" : "undone", List.of(running));
			});
		}
		catch (RuntimeException ex) {
			LOG.warn("The migration {} stopped", id, ex);
			this.transaction.executeWithoutResult((status) -> this.tables.becomes(id, "paused", List.of(running)));
		}
	}

	private boolean stillWanted(UUID id, String state) {
		return Boolean.TRUE.equals(this.transaction
			.execute((status) -> this.tables.find(id).filter((row) -> row.state().equals(state)).isPresent()));
	}

	private void one(Row row, ProcessRow process, boolean forward, Move move) {
		String went = !forward ? "back" : row.dryRun() ? "fits" : MigrationTables.MOVED;
		Obstacle obstacle = attempt(row, process, went, move);
		if (obstacle != null || row.dryRun()) {
			String became = (obstacle == null) ? went : forward ? MigrationTables.REFUSED : MigrationTables.STAYS;
			this.transaction.executeWithoutResult((status) -> this.tables.became(row.id(), process, became, obstacle));
		}
	}

	/**
	 * Moves it and writes that down at once, so that it is moved once whoever else is at
	 * it; a dry run leaves nothing.
	 */
	private @Nullable Obstacle attempt(Row row, ProcessRow process, String went, Move move) {
		try {
			return this.transaction.execute((status) -> {
				if (!this.tables.take(row.id(), process)) {
					return null;
				}
				Obstacle obstacle = move.of(row, process);
				if (obstacle != null || row.dryRun()) {
					status.setRollbackOnly();
				}
				else {
					this.tables.became(row.id(), process, went, null);
				}
				return obstacle;
			});
		}
		catch (OptimisticLockingException | ConcurrencyFailureException ex) {
			LOG.info("Somebody worked on a process: {}", ex.toString());
			return new Obstacle("migration_busy", null, String.valueOf(ex.getMessage()));
		}
		catch (Refusal ex) {
			LOG.info("The engine does not take a process: {}", ex.getMessage());
			return new Obstacle("migration_stands", null, String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			LOG.warn("A process was not brought along", ex);
			return new Obstacle("migration_stands", null, String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public void destroy() {
		this.aside.shutdown();
	}

	private interface Move {

		@Nullable Obstacle of(Row row, ProcessRow process);

	}

}
