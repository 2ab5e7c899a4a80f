package io.nagare.recurrence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Tenants;
import io.nagare.shared.BatchRunner;
import io.nagare.shared.Refusal;

/**
 * Begins what is due, once over all nodes, each entry in a transaction of its own: what
 * begins, what is known of its date and when it begins next are kept together or not at
 * all. Of several dates that passed while nothing ran only the latest begins.
 */
@Component
public class RecurringWorkStarter {

	private static final Logger LOG = LoggerFactory.getLogger(RecurringWorkStarter.class);

	private final Tenants tenants;

	private final RecurringWorkRepository works;

	private final RecurringOccurrences occurrences;

	private final RecurringSchedules schedules;

	private final Callers people;

	private final TransactionTemplate transaction;

	RecurringWorkStarter(Tenants tenants, RecurringWorkRepository works, RecurringOccurrences occurrences,
			RecurringSchedules schedules, Callers people, PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.works = works;
		this.occurrences = occurrences;
		this.schedules = schedules;
		this.people = people;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Begins what is due in every tenant. What one entry meets with keeps no other. */
	@Scheduled(cron = "${nagare.schedule.recurring-work}")
	@SchedulerLock(name = "recurring-work")
	public void startDue() {
		this.tenants.inTurn("Beginning recurring work",
				() -> BatchRunner.of(ids((works) -> works.due(this.schedules.now())), this::start));
	}

	/**
	 * Reckons anew when everything begins, since calendars and clocks may have changed.
	 */
	@Scheduled(cron = "${nagare.schedule.plan-recurring-work}")
	@SchedulerLock(name = "plan-recurring-work")
	public void planAnew() {
		this.tenants.inTurn("Planning recurring work", () -> BatchRunner.of(ids(RecurringWorkRepository::active),
				(id) -> inTransaction(() -> this.occurrences.planAnew(id))));
	}

	private List<UUID> ids(Function<RecurringWorkRepository, List<UUID>> which) {
		List<UUID> found = this.transaction.execute((status) -> which.apply(this.works));
		return (found != null) ? found : List.of();
	}

	private void start(UUID id) {
		try {
			Caller owner = owner(id).orElseThrow(() -> Refusal.conflict("owner_id", "owner_gone"));
			Instant now = this.schedules.now();
			CurrentCaller.during(owner, () -> {
				inTransaction(() -> this.occurrences.start(id, owner.userId(), now));
				return id;
			});
		}
		catch (RuntimeException ex) {
			@Nullable Refusal refusal = Refusal.in(ex).orElse(null);
			if (refusal == null) {
				LOG.error("Recurring work {} did not begin", id, ex);
			}
			inTransaction(() -> this.occurrences.refuse(id, (refusal != null) ? StartRefusal.of(refusal) : null));
		}
	}

	/** Read before the work holds a connection of its own. */
	private Optional<Caller> owner(UUID id) {
		UUID owner = this.transaction
			.execute((status) -> this.works.findById(id).map(RecurringWork::owner).orElse(null));
		return (owner == null) ? Optional.empty() : this.people.memberById(owner);
	}

	private void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

}
