package io.nagare.cluster;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;

/**
 * Knows which nodes live: each says so once a second, by the clock of the database. One
 * that is silent for long is struck off by whichever notices first. It may live after
 * all, say where it was frozen; so whoever takes over what it held must bear that it goes
 * on.
 */
@Component
public class NodeRegistry implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(NodeRegistry.class);

	/** What nodes can read that know attachments to be encrypted. */
	public static final int ENCRYPTED_FILES = 1;

	/** What this node can read: raised with what is written that older nodes cannot. */
	private static final int READS = ENCRYPTED_FILES;

	private static final long BEAT_MILLIS = 1000;

	/** Nobody needs it once the database is gone, so nobody waits for its disk. */
	private static final String BEAT = """
			INSERT INTO nodes AS n (id, name, reads)
			SELECT ?, ?, ? FROM (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried
			ON CONFLICT (id) DO UPDATE SET seen_at = now()
			""";

	private static final String OTHERS = """
			SELECT count(*) AS living, coalesce(min(reads), 2147483647) AS reads FROM nodes WHERE id <> ? AND seen_at > now() - make_interval(secs => ?)
			""";

	private static final String LOST = """
			DELETE FROM nodes WHERE seen_at < now() - make_interval(secs => ?) RETURNING id
			""";

	private final UUID id = UUID.randomUUID();

	private final String name = ManagementFactory.getRuntimeMXBean().getName();

	private final JdbcTemplate jdbc;

	private final NodeProperties properties;

	private final ApplicationEventPublisher events;

	private final CountExchange counts;

	private final Transactions transaction;

	private final double patience;

	private volatile int others;

	/** What all others can read; nothing while nobody knows. */
	private volatile int othersRead;

	private volatile boolean running;

	private @Nullable Future<?> beating;

	/** Since when each beat was heard; who was away himself judges nobody yet. */
	private long beatingSince = -1;

	private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "node-beat");
		thread.setDaemon(true);
		return thread;
	});

	NodeRegistry(JdbcTemplate jdbc, NodeProperties properties, ApplicationEventPublisher events, CountExchange counts,
			PlatformTransactionManager transactions, MeterRegistry meters) {
		this.jdbc = jdbc;
		this.properties = properties;
		this.events = events;
		this.counts = counts;
		this.transaction = new Transactions(transactions);
		this.patience = properties.lostAfter().toMillis() / 1000.0;
		meters.gauge("nagare.nodes", this, (self) -> self.others + (self.running ? 1.0 : 0.0));
	}

	/** Stands for this node as long as it runs. */
	public UUID id() {
		return this.id;
	}

	/** Whether another node lived a moment ago. */
	public boolean hasOthers() {
		return this.others > 0;
	}

	/**
	 * Whether all nodes that lived a moment ago can read what this one may write. Of two
	 * versions side by side the older decides.
	 * @param what such as {@link #ENCRYPTED_FILES}
	 */
	public boolean allRead(int what) {
		return !this.properties.enabled() || this.othersRead >= what;
	}

	@Override
	public void start() {
		if (this.properties.enabled()) {
			this.running = true;
			this.beating = this.beats.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void beat() {
		if (!this.running) {
			return;
		}
		try {
			Tenancy.asPlatform(() -> {
				this.jdbc.update(BEAT, this.id, this.name, READS);
				this.jdbc.query(OTHERS, (row) -> {
					this.others = row.getInt("living");
					this.othersRead = row.getInt("reads");
				}, this.id, this.patience);
				long now = System.nanoTime();
				this.beatingSince = (this.beatingSince < 0) ? now : this.beatingSince;
				if (now - this.beatingSince > this.properties.lostAfter().toNanos()) {
					strikeOff();
				}
				this.counts.exchange(this.id, this.others > 0);
			});
		}
		catch (RuntimeException ex) {
			this.beatingSince = -1;
			LOG.debug("This node could not say that it lives", ex);
		}
	}

	private void strikeOff() {
		this.transaction.run(() -> {
			List<UUID> lost = this.jdbc.queryForList(LOST, UUID.class, this.patience);
			lost.forEach((node) -> {
				LOG.warn("The node {} is silent; what it held is free", node);
				this.events.publishEvent(new NodeLost(node));
			});
		});
	}

	/** Last of all, when nothing of this node's runs any more. */
	@Override
	public void stop() {
		if (!this.running) {
			return;
		}
		this.running = false;
		if (this.beating != null) {
			this.beating.cancel(false);
		}
		this.beats.shutdownNow();
		try {
			this.beats.awaitTermination(BEAT_MILLIS, TimeUnit.MILLISECONDS);
			Tenancy.asPlatform(() -> this.transaction.run(() -> {
				this.jdbc.update("DELETE FROM nodes WHERE id = ?", this.id);
				this.events.publishEvent(new NodeLost(this.id));
			}));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			LOG.debug("The others find out by themselves that this node has stopped", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1;
	}

}
