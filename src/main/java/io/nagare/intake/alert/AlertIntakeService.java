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

	/**
	 * What a source tells beyond so many incidents an hour; no source groups by that
	 * word.
	 */
	private static final String STORM = "storm";

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
		return recovering(recovery, (how) -> within(new Told(source, groupKey, signals, Manner.TOLD, how)));
	}

	/**
	 * The same where the source says of the whole group that nothing is wrong: also of
	 * what it named once and never again.
	 */
	public AlertGroup takeRecovered(String source, String groupKey, List<AlertSignal> signals, String recovery) {
		return recovering(recovery, (how) -> within(new Told(source, groupKey, signals, Manner.ALL_WELL, how)));
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
	private AlertGroup within(Told heard) {
		Caller caller = this.callers.requireMember();
		caller.demand(AlertReports.KIND + ":create");
		Told told = heard.saying(this.store.asKept(heard.signals()));
		List<AlertSignal> signals = told.signals();
		String key = key(caller, told.source(), told.groupKey());
		this.locks.take("alerts " + key);
		AlertGroup group = this.store.take(told.source(), key, key(caller, told.source(), STORM), told.title(),
				signals.size());
		List<AlertSignal> news = signals.stream().filter((signal) -> this.store.keep(group.id(), signal)).toList();
		boolean cleared = told.manner() == Manner.ALL_WELL && this.store.allWell(group.id());
		Optional<Ticket> last = Optional.ofNullable(group.ticketId()).flatMap(this.reports::readable);
		if (news.isEmpty() && !cleared) {
			return (last.isPresent() && told.manner() != Manner.STANDING) ? toldAgain(group, last.get(), told) : group;
		}
		boolean firing = this.store.isFiring(group.id());
		AlertGroup now = (firing != group.isFiring())
				? this.store.becomes(group.id(), firing ? AlertGroup.FIRING : AlertGroup.RESOLVED) : group;
		Optional<Ticket> open = last.filter((ticket) -> !ticket.phase().isFinal());
		if (open.isEmpty()) {
			return firing ? report(now, told, told.isFiring() ? signals : news) : now;
		}
		if (now.isInStorm()) {
			return joinStorm(now, told, signals.get(0));
		}
		if (!firing) {
			this.progress.recovered(now, open.get(), told.recovery());
		}
		else {
			// who only reports adds nothing to what is there
			if (caller.may(AlertReports.KIND + ":work")) {
				this.reports.join(open.get(), news);
			}
			this.progress.goesOn(now, open.get(), news, !group.isFiring());
		}
		return now;
	}

	/** Nothing new, unless a person has ended what goes on, or begins anew. */
	private AlertGroup toldAgain(AlertGroup group, Ticket last, Told told) {
		List<AlertSignal> firing = told.signals().stream().filter(AlertSignal::firing).toList();
		if (firing.isEmpty()) {
			return group;
		}
		if (last.phase().isFinal()) {
			return report(group, told, firing);
		}
		if (group.isInStorm()) {
			return joinStorm(group, told, firing.get(0));
		}
		if (last.phase().isActive()) {
			this.progress.tellWaiting(group, last, List.of());
		}
		if (last.phase() == Phase.RESOLVED
				&& last.resolved().filter((at) -> at.plus(FALLS_SILENT).isBefore(this.clock.instant())).isPresent()) {
			this.progress.goesOn(group, last, firing, true);
		}
		return group;
	}

	/** By a program, even where it signs in as a person: that one knows nothing of it. */
	private AlertGroup report(AlertGroup group, Told told, List<AlertSignal> signals) {
		if (!group.isStorm() && this.store.storms(group.id())) {
			return joinStorm(group, told, signals.get(0));
		}
		if (group.isStorm()) {
			this.store.beginsWith(group.id(), signals.get(0).fingerprint());
		}
		Caller caller = this.callers.require();
		return CurrentCaller.during((caller.program() != null) ? caller : caller.through(group.source()),
				() -> this.reports.report(group, signals));
	}

	/**
	 * What a source tells beyond measure is one incident: each of its groups is one alert
	 * of it, and all is well again when it is with each.
	 */
	private AlertGroup joinStorm(AlertGroup group, Told told, AlertSignal first) {
		AlertSignal all = new AlertSignal(group.id().toString(), group.isFiring(), first.title(), first.description(),
				first.severity(), first.labels(), first.url());
		AlertGroup storm = within(new Told(told.source(), STORM, List.of(all), Manner.TOLD, told.recovery()));
		return this.store.joinsStorm(group.id(), storm);
	}

	/** One signal, which is a group by itself. */
	public AlertGroup take(String source, AlertSignal signal, String recovery) {
		return take(source, signal.fingerprint(), List.of(signal), recovery);
	}

	/**
	 * The same within a transaction of {@link #recovering}.
	 * @param standing whether the source says how it is to whoever comes: what is known
	 * already begins nothing anew, whatever became of its incident
	 */
	AlertGroup within(String source, AlertSignal signal, boolean standing, String recovery) {
		return within(new Told(source, signal.fingerprint(), List.of(signal), standing ? Manner.STANDING : Manner.TOLD,
				recovery));
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

	/** How a source says something. */
	private enum Manner {

		/** It happens now, or still. */
		TOLD,

		/** Of the whole group, that nothing is wrong. */
		ALL_WELL,

		/** To whoever comes, whenever that is. */
		STANDING

	}

	/** What a source says at once of one group. */
	private record Told(String source, String groupKey, List<AlertSignal> signals, Manner manner, String recovery) {

		Told saying(List<AlertSignal> signals) {
			return new Told(this.source, this.groupKey, signals, this.manner, this.recovery);
		}

		boolean isFiring() {
			return this.signals.stream().anyMatch(AlertSignal::firing);
		}

		/** Of the first that is wrong, if any is. */
		String title() {
			return AlertStore
				.title(this.signals.stream().filter(AlertSignal::firing).findFirst().orElse(this.signals.get(0)));
		}

	}

}
