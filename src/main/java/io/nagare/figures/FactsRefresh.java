package io.nagare.figures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.database.ContentChanges;
import io.nagare.database.ContentChanges.Position;
import io.nagare.directory.Tenants;

/**
 * Lets the facts follow the tickets: every few seconds, and before each answer, so that
 * no figure counts what is not so any more, nor what the reader may not read any more.
 */
@Component
class FactsRefresh {

	/** So many changes are followed in one transaction. */
	private static final int MOST = 2000;

	/** So many tickets of a tenant are held in memory, of a million perhaps. */
	private static final int AT_ONCE = 5000;

	private final ContentChanges changes;

	private final FactStore store;

	private final Tenants tenants;

	private final TransactionTemplate transaction;

	FactsRefresh(ContentChanges changes, FactStore store, Tenants tenants, PlatformTransactionManager transactions) {
		this.changes = changes;
		this.store = store;
		this.tenants = tenants;
		this.transaction = new TransactionTemplate(transactions);
		// who asks for a figure may have to wait until all that is lost is begun anew
		this.transaction.setTimeout(600);
	}

	@Scheduled(cron = "${nagare.schedule.figures}")
	@SchedulerLock(name = "figures")
	void ofAllTenants() {
		this.tenants.inTurn("Following the tickets for figures", this::catchUp);
	}

	/** Follows all that was committed until now, for the bound tenant. */
	void catchUp() {
		Optional<Position> rest = Optional.of(Position.START);
		while (rest.isPresent()) {
			Position from = rest.get();
			rest = Objects.requireNonNull(this.transaction.execute((status) -> step(from)));
		}
	}

	/** Forgets all facts of the bound tenant and reckons them anew. */
	void rebuild() {
		this.transaction.executeWithoutResult((status) -> {
			this.store.take();
			begin();
		});
		catchUp();
	}

	/**
	 * Follows some of it.
	 * @param read how far it was read in this turn
	 * @return how far it is read now; empty where that is all
	 */
	private Optional<Position> step(Position read) {
		FactStore.Taken taken = this.store.take();
		if (taken.lost()) {
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

	private Position begin() {
		Position now = this.changes.now();
		this.store.clear();
		List<UUID> page = this.store.tickets(null, AT_ONCE);
		while (!page.isEmpty()) {
			this.changes.tell(ContentChanges.TICKET, page);
			page = this.store.tickets(page.get(page.size() - 1), AT_ONCE);
		}
		this.store.put(now);
		return now;
	}

}
