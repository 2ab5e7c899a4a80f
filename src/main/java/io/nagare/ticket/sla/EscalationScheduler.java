package io.nagare.ticket.sla;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Tenants;
import io.nagare.shared.PromptWork;
import io.nagare.shared.Tenancy;

/**
 * Looks each second for tickets a clock of which passes a milestone, and has each
 * escalated in a transaction of its own. Every node does so: a ticket that another one
 * has taken is passed over. One that fails is tried again a minute later.
 */
@Component
public class EscalationScheduler {

	private static final Logger LOG = LoggerFactory.getLogger(EscalationScheduler.class);

	private static final int BATCH = 200;

	private static final int WORKERS = Runtime.getRuntime().availableProcessors() + 1;

	private static final String DUE = """
			SELECT id, tenant_id FROM tickets
			 WHERE alarm_at <= ? AND deleted_at IS NULL AND id <> ALL (?)
			 ORDER BY alarm_at
			 LIMIT ?
			""";

	private final JdbcTemplate jdbc;

	private final Tenants tenants;

	private final EscalationTrigger trigger;

	private final Clock clock;

	private final TransactionTemplate reading;

	private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, (work) -> {
		Thread thread = new Thread(work, "escalation");
		thread.setDaemon(true);
		return thread;
	});

	private final Cache<UUID, Boolean> failed = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	EscalationScheduler(JdbcTemplate jdbc, Tenants tenants, EscalationTrigger trigger, Clock clock,
			PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.tenants = tenants;
		this.trigger = trigger;
		this.clock = clock;
		this.reading = new TransactionTemplate(transactions);
		this.reading.setReadOnly(true);
	}

	@Scheduled(cron = "${nagare.schedule.escalations}", scheduler = PromptWork.SCHEDULER)
	public void escalateWhatIsDue() throws InterruptedException {
		List<Due> due;
		boolean progress;
		do {
			due = due();
			progress = escalate(due);
		}
		while (due.size() == BATCH && progress);
	}

	private List<Due> due() {
		return Tenancy.asPlatform(() -> this.reading.execute((status) -> this.jdbc.query(DUE,
				(row, number) -> new Due(row.getObject("id", UUID.class), row.getObject("tenant_id", UUID.class)),
				Timestamp.from(this.clock.instant()), this.failed.asMap().keySet().toArray(UUID[]::new), BATCH)));
	}

	/** Whether any of them was, or is put off. */
	private boolean escalate(List<Due> due) throws InterruptedException {
		List<Callable<Boolean>> work = new ArrayList<>();
		due.forEach((one) -> work.add(() -> escalate(one)));
		boolean progress = false;
		for (Future<Boolean> done : this.workers.invokeAll(work)) {
			try {
				progress |= done.get();
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return progress;
	}

	private boolean escalate(Due due) {
		try {
			return this.tenants.byId(due.tenant())
				.map((tenant) -> Tenancy.as(tenant, () -> this.trigger.escalate(due.ticket())))
				.orElse(false);
		}
		catch (RuntimeException ex) {
			if (ex instanceof TransactionException || ex instanceof DataAccessResourceFailureException) {
				// the database is away, for which the ticket is not put off
				return false;
			}
			LOG.warn("The clocks of ticket {} could not be told; the next attempt follows in a minute", due.ticket(),
					ex);
			this.failed.put(due.ticket(), true);
			return true;
		}
	}

	@PreDestroy
	void stop() {
		this.workers.shutdown();
	}

	private record Due(UUID ticket, UUID tenant) {
	}

}
