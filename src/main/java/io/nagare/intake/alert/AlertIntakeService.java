package io.nagare.intake.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Phase;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantLocks;
import io.nagare.shared.Transactions;
import io.nagare.ticket.Ticket;

/**
 * Takes what monitoring tells, as whoever it calls for: one incident for each group while
 * it lasts. What is told again changes nothing as long as that incident is not over: a
 * source that never says that all is well is heard again after it.
 */
@Component
public class AlertIntakeService {

	/** For so long a source may go on saying what a person has resolved. */
	private static final Duration FALLS_SILENT = Duration.ofHours(1);

	private final AlertStore store;

	private final AlertReports reports;

	private final AlertProgress progress;

	private final TenantLocks locks;

	private final CurrentCaller callers;

	private final Clock clock;

	private final Transactions transactions;

	AlertIntakeService(AlertStore store, AlertReports reports, AlertProgress progress, TenantLocks locks,
			CurrentCaller callers, Clock clock, PlatformTransactionManager transactions) {
		this.store = store;
		this.reports = reports;
		this.progress = progress;
		this.locks = locks;
		this.callers = callers;
		this.clock = clock;
		this.transactions = new Transactions(transactions);
	}

	/**
	 * Takes what a source tells together.
	 * @param groupKey by which the source means the same again
	 * @param recovery {@code resolve}, {@code ask} or {@code none}
	 * @return the group as it then is
	 * @throws Refusal FORBIDDEN for who may not report incidents, UNAVAILABLE where
	 * somebody changes the incident at this moment
	 */
	public AlertGroup take(String source, String groupKey, List<AlertSignal> signals, String recovery) {
		return recovering(recovery, (how) -> within(source, groupKey, signals, how));
	}

	/**
	 * Does the work in a transaction. Where the model refuses what a recovery would do,
	 * nothing of what was told is lost: a person is asked instead. Where somebody is
	 * quicker, the source is to say it again, as it does after an answer of 503 alone.
	 * @param recovery {@code resolve}, {@code ask} or {@code none}
	 */
	<T> T recovering(String recovery, Function<String, T> work) {
		try {
			return once(recovery, work);
		}
		catch (RefusedRecoveryException ex) {
			return once("ask", work);
		}
	}

	private <T> T once(String recovery, Function<String, T> work) {
		try {
			return this.transactions.get(() -> work.apply(recovery));
		}
		catch (ConcurrencyFailureException ex) {
			throw Refusal.unavailable(1);
		}
		catch (Refusal refusal) {
			throw isLate(refusal) ? Refusal.unavailable(1) : refusal;
		}
	}

	/** Whether somebody else was quicker, and nothing else is wrong. */
	static boolean isLate(Refusal refusal) {
		return refusal.details().stream().anyMatch((detail) -> detail.code().equals("concurrent_change"));
	}

	/** The same within a transaction of {@link #recovering}. */
	AlertGroup within(String source, String groupKey, List<AlertSignal> signals, String recovery) {
		Caller caller = this.callers.requireMember();
		caller.demand(AlertReports.KIND + ":create");
		String key = key(caller, source, groupKey);
		this.locks.take("alerts " + key);
		String title = AlertStore.title(signals.get(0));
		AlertGroup group = this.store.take(source, key, title, signals.size());
		List<AlertSignal> news = signals.stream().filter((signal) -> this.store.keep(group.id(), signal)).toList();
		Optional<Ticket> last = Optional.ofNullable(group.ticketId()).flatMap(this.reports::readable);
		if (news.isEmpty()) {
			return last.isPresent() ? toldAgain(group, last.get(), signals) : group;
		}
		boolean firing = this.store.isFiring(group.id());
		AlertGroup now = (firing != group.isFiring())
				? this.store.becomes(group.id(), firing ? AlertGroup.FIRING : AlertGroup.RESOLVED) : group;
		Optional<Ticket> open = last.filter((ticket) -> !ticket.phase().isFinal());
		if (open.isEmpty()) {
			return firing ? this.reports.report(now, signals.stream().anyMatch(AlertSignal::firing) ? signals : news)
					: now;
		}
		if (!firing) {
			this.progress.recovered(now, open.get(), recovery);
		}
		else {
			this.progress.goesOn(now, open.get(), news, !group.isFiring());
		}
		return now;
	}

	/** Nothing new, unless a person has ended what goes on, or begins anew. */
	private AlertGroup toldAgain(AlertGroup group, Ticket last, List<AlertSignal> signals) {
		List<AlertSignal> firing = signals.stream().filter(AlertSignal::firing).toList();
		if (firing.isEmpty()) {
			return group;
		}
		if (last.phase().isFinal()) {
			return this.reports.report(group, firing);
		}
		if (last.phase() == Phase.RESOLVED
				&& last.resolved().filter((at) -> at.plus(FALLS_SILENT).isBefore(this.clock.instant())).isPresent()) {
			this.progress.goesOn(group, last, firing, true);
		}
		return group;
	}

	/** One signal, which is a group by itself. */
	public AlertGroup take(String source, AlertSignal signal, String recovery) {
		return take(source, signal.fingerprint(), List.of(signal), recovery);
	}

	AlertGroup within(String source, AlertSignal signal, String recovery) {
		return within(source, signal.fingerprint(), List.of(signal), recovery);
	}

	/**
	 * Somebody has seen it, and says so where he watches: a note of the incident, while
	 * it lasts.
	 * @throws Refusal FORBIDDEN for who may not report incidents
	 */
	@Transactional
	public void acknowledge(String source, AlertSignal signal) {
		Caller caller = this.callers.requireMember();
		caller.demand(AlertReports.KIND + ":create");
		this.store.find(key(caller, source, signal.fingerprint()))
			.ifPresent((group) -> Optional.ofNullable(group.ticketId())
				.flatMap(this.reports::readable)
				.filter((ticket) -> ticket.phase().isActive())
				.ifPresent((ticket) -> this.progress.acknowledged(group, ticket)));
	}

	/**
	 * Whoever reports for himself alone has groups of his own: he must not take over, or
	 * silence, what the monitoring tells.
	 */
	private static String key(Caller caller, String source, String groupKey) {
		String mine = caller.may(AlertReports.KIND + ":report_for_others") ? "" : "\n" + caller.userId();
		return RandomToken.hash(source + "\n" + groupKey + mine);
	}

	/**
	 * What was told, the group that was heard of last first. Of an incident that the
	 * caller may not read nothing is said.
	 * @param state null for all
	 * @throws Refusal FORBIDDEN for who may not read incidents
	 */
	@Transactional(readOnly = true)
	public Paged<AlertGroup> page(@Nullable String state, @Nullable UUID ticket, PageQuery query) {
		this.callers.requireMember().demand(AlertReports.KIND + ":read");
		return this.store.page(state, ticket, query)
			.map((group) -> (group.ticketId() == null || this.reports.readable(group.ticketId()).isPresent()) ? group
					: group.withoutIncident());
	}

}
