package io.nagare.figures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.database.ContentChanges;
import io.nagare.database.ContentChanges.Position;
import io.nagare.directory.Tenants;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantId;
import io.nagare.shared.Transactions;
import io.nagare.shared.concurrent.Permits;
import io.nagare.shared.Tenancy;

/**
 * Lets the facts follow the tickets: every few seconds, and before each answer, so that
 * no figure counts what is not so any more, nor what the reader may not read any more.
 * What is lost is reckoned anew, and until it is whole nothing is counted.
 */
@Component
class FactsRefresh {

	/** So many changes are followed, or tickets reckoned, in one transaction. */
	private static final int MOST = 2000;

	/** So long somebody waits for his turn, and then follows. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	/** What was whole before that is no answer any more. */
	private static final Duration OLDEST = Duration.ofMinutes(1);

	private static final int RETRY_AFTER_SECONDS = 5;

	private final Cache<TenantId, Turn> turns = Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).build();

	private final ContentChanges changes;

	private final FactStore store;

	private final Tenants tenants;

	private final Clock clock;

	private final Transactions transaction;

	FactsRefresh(ContentChanges changes, FactStore store, Tenants tenants, Clock clock,
			PlatformTransactionManager transactions) {
		this.changes = changes;
		this.store = store;
		this.tenants = tenants;
		this.clock = clock;
		this.transaction = new Transactions(transactions);
	}

	@Scheduled(cron = "${nagare.schedule.figures}")
	@SchedulerLock(name = "figures")
	void ofAllTenants() {
		this.tenants.inTurn("Following the tickets for figures", this::followAll);
	}

	/** Follows all of it, and reckons anew first what is lost, however much that is. */
	void followAll() {
		boolean whole = this.transaction.get(() -> {
			FactStore.Taken taken = this.store.take();
			if (taken.lost()) {
				this.store.begin(this.changes.now());
			}
			return taken.whole() && !taken.lost();
		});
		if (!whole) {
			reckonAll();
		}
		boolean all = false;
		while (!all && !Thread.currentThread().isInterrupted()) {
			// whoever asks meanwhile has his turn between
			all = follow();
		}
	}

	/** Forgets all facts of the bound tenant and reckons them anew. */
	void rebuild() {
		this.transaction.run(() -> {
			this.store.take();
			this.store.begin(this.changes.now());
		});
		followAll();
	}

	private void reckonAll() {
		List<UUID> page = List.of();
		do {
			UUID last = page.isEmpty() ? null : page.get(page.size() - 1);
			page = this.transaction.get(() -> {
				List<UUID> tickets = this.store.tickets(last, MOST);
				this.store.add(tickets);
				return tickets;
			});
		}
		while (page.size() == MOST);
		this.transaction.run(this.store::end);
	}

	/**
	 * Follows all that was committed until now, for the bound tenant.
	 * @return until when they hold all that was committed: until now, or a moment ago
	 * where others keep them busy
	 * @throws Refusal UNAVAILABLE where they are not whole, or not for a minute
	 */
	Instant catchUp() {
		follow();
		Instant known = turn().wholeAsOf;
		if (known == null || known.isBefore(this.clock.instant().minus(OLDEST))) {
			throw Refusal.unavailable(RETRY_AFTER_SECONDS);
		}
		return known;
	}

	/**
	 * Follows for a moment. One at a time on a node: the others would hold connections
	 * while they wait.
	 * @return whether that is all
	 */
	private boolean follow() {
		Turn turn = turn();
		if (!Permits.areTaken(turn.taken, 1, PATIENCE)) {
			return false;
		}
		try {
			long end = System.nanoTime() + PATIENCE.toNanos();
			Optional<Position> rest = Optional.of(Position.START);
			while (rest.isPresent() && System.nanoTime() < end) {
				Position from = rest.get();
				Instant now = this.clock.instant();
				rest = this.transaction.get(() -> step(from));
				if (rest.isEmpty()) {
					turn.wholeAsOf = now;
				}
			}
			return rest.isEmpty();
		}
		finally {
			turn.taken.release();
		}
	}

	private Turn turn() {
		return this.turns.get(Tenancy.require(), (tenant) -> new Turn());
	}

	/**
	 * Follows some of it.
	 * @param read how far it was read in this turn
	 * @return how far it is read now; empty where that is all
	 */
	private Optional<Position> step(Position read) {
		FactStore.Taken taken = this.store.take();
		if (taken.lost() || !taken.whole()) {
			return Optional.of(begin());
		}
		boolean goesOn = taken.position().compareTo(read) >= 0;
		Position from = goesOn ? taken.position() : read;
		ContentChanges.Read changed = this.changes.since(from, List.of(ContentChanges.TICKET), MOST);
		Map<UUID, Long> latest = new HashMap<>();
		changed.changes().forEach((change) -> latest.merge(change.id(), change.number(), Long::max));
		this.store.refresh(latest);
		if (goesOn && (taken.old() || !changed.next().equals(from))) {
			this.store.put(changed.next());
		}
		return changed.complete() ? Optional.empty() : Optional.of(changed.last());
	}

	/** Reckons all anew where that takes a moment; nobody waits for more. */
	private Position begin() {
		List<UUID> all = this.store.tickets(null, MOST);
		if (all.size() == MOST) {
			throw Refusal.unavailable(RETRY_AFTER_SECONDS);
		}
		Position now = this.changes.now();
		this.store.begin(now);
		this.store.add(all);
		this.store.end();
		return now;
	}

	/** Whose turn it is on this node, and until when all was followed last. */
	private static final class Turn {

		private final Semaphore taken = new Semaphore(1, true);

		private volatile @Nullable Instant wholeAsOf;

	}

}
