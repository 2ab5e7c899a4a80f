package io.nagare.intake.alert;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.RandomToken;
import io.nagare.shared.TenantLocks;
import io.nagare.ticket.Ticket;

/**
 * Takes what monitoring tells, as whoever it calls for: one incident for each group while
 * it lasts. What is told again changes nothing.
 */
@Component
@Transactional
public class AlertIntakeService {

	private final AlertStore store;

	private final AlertReports reports;

	private final AlertProgress progress;

	private final TenantLocks locks;

	private final CurrentCaller callers;

	AlertIntakeService(AlertStore store, AlertReports reports, AlertProgress progress, TenantLocks locks,
			CurrentCaller callers) {
		this.store = store;
		this.reports = reports;
		this.progress = progress;
		this.locks = locks;
		this.callers = callers;
	}

	/**
	 * Takes what a source tells together.
	 * @param groupKey by which the source means the same again
	 * @param recovery {@code resolve}, {@code ask} or {@code none}
	 * @return the group as it then is
	 * @throws io.nagare.shared.Refusal FORBIDDEN for who may not report incidents
	 */
	public AlertGroup take(String source, String groupKey, List<AlertSignal> signals, String recovery) {
		Caller caller = this.callers.requireMember();
		caller.demand(AlertReports.KIND + ":create");
		String key = RandomToken.hash(source + "\n" + groupKey);
		this.locks.take("alerts " + key);
		String title = AlertStore.title(signals.get(0));
		AlertGroup group = this.store.take(source, key, title, signals.size());
		List<AlertSignal> news = signals.stream().filter((signal) -> this.store.keep(group.id(), signal)).toList();
		if (news.isEmpty()) {
			return group;
		}
		boolean firing = this.store.isFiring(group.id());
		AlertGroup now = (firing != group.isFiring())
				? this.store.becomes(group.id(), firing ? AlertGroup.FIRING : AlertGroup.RESOLVED) : group;
		Optional<Ticket> open = Optional.ofNullable(now.ticketId()).flatMap(this.reports::open);
		if (open.isEmpty()) {
			return firing ? this.reports.report(now, news) : now;
		}
		if (!firing) {
			this.progress.recovered(now, open.get(), recovery);
		}
		else {
			this.progress.goesOn(now, open.get(), news, !group.isFiring());
		}
		return now;
	}

	/** One signal, which is a group by itself. */
	public AlertGroup take(String source, AlertSignal signal, String recovery) {
		return take(source, signal.fingerprint(), List.of(signal), recovery);
	}

	/**
	 * What was told, the group that was heard of last first.
	 * @param state null for all
	 * @throws io.nagare.shared.Refusal FORBIDDEN for who may not read incidents
	 */
	@Transactional(readOnly = true)
	public Paged<AlertGroup> page(@Nullable String state, @Nullable UUID ticket, PageQuery query) {
		this.callers.requireMember().demand(AlertReports.KIND + ":read");
		return this.store.page(state, ticket, query);
	}

}
