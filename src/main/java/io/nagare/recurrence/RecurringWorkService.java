package io.nagare.recurrence;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Transactions;

/** Plans recurring work, for those who manage it. */
@Component
public class RecurringWorkService {

	/** In one tenant. */
	static final int MOST = 500;

	static final String MANAGE = "recurring_work:manage";

	private final RecurringWorkRepository works;

	private final RecurringDateRepository dates;

	private final RecurringSchedules schedules;

	private final RecurringWorkChecks checks;

	private final RecurringRehearsal rehearsal;

	private final CurrentCaller callers;

	private final Transactions transactions;

	RecurringWorkService(RecurringWorkRepository works, RecurringDateRepository dates, RecurringSchedules schedules,
			RecurringWorkChecks checks, RecurringRehearsal rehearsal, CurrentCaller callers,
			PlatformTransactionManager transactions) {
		this.works = works;
		this.dates = dates;
		this.schedules = schedules;
		this.checks = checks;
		this.rehearsal = rehearsal;
		this.callers = callers;
		this.transactions = new Transactions(transactions);
	}

	/** All of it, by title. */
	@Transactional(readOnly = true)
	public Paged<RecurringWork> page(PageQuery query) {
		me();
		Page<RecurringWork> page = this.works
			.findAll(PageRequest.of(query.page() - 1, query.limit(), Sort.by("title", "id")));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * The entry.
	 * @throws Refusal NOT_FOUND where there is none
	 */
	@Transactional(readOnly = true)
	public RecurringWork one(UUID id) {
		me();
		return this.works.findById(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * Plans work in the caller's name. What would be refused when it begins is refused
	 * now.
	 * @throws Refusal VALIDATION_FAILED naming every field that is missing or wrong
	 */
	public RecurringWork plan(RecurringWorkFields fields) {
		Caller me = me();
		RecurringWork work = this.transactions.get(() -> {
			this.checks.demandAll(fields);
			Instant now = this.schedules.now();
			RecurringWork planned = new RecurringWork(me.userId(), this.schedules.today(), now).edit(fields, now);
			this.checks.check(planned, fields, me, me.userId());
			return planned.plan(this.schedules.ofNew(planned).next(now).map(PlannedDate::dueAt).orElse(null));
		});
		rehearse(work);
		return this.transactions.get(() -> {
			if (this.works.count() >= MOST) {
				throw Refusal.conflict("title", "too_many", MOST);
			}
			return this.works.saveAndFlush(work);
		});
	}

	/**
	 * Changes what begins or when. Single dates that were changed stay so where the work
	 * still begins on them.
	 * @throws Refusal NOT_FOUND, STALE, or VALIDATION_FAILED naming every wrong field
	 */
	public RecurringWork change(UUID id, RecurringWorkFields fields, IfMatch ifMatch) {
		Caller me = me();
		if (fields.saysWhat()) {
			rehearse(this.transactions.get((status) -> {
				status.setRollbackOnly();
				RecurringWork wanted = edited(this.works.findById(id), fields, ifMatch, me);
				this.schedules.plan(wanted, wanted.countsFrom());
				return wanted;
			}));
		}
		return this.transactions.get(() -> {
			RecurringWork work = edited(this.works.lock(id), fields, ifMatch, me);
			if (fields.saysWhen()) {
				planAnew(work);
			}
			return this.works.saveAndFlush(work);
		});
	}

	private void rehearse(RecurringWork work) {
		this.rehearsal.of(work, work.nextAt().orElseGet(this.schedules::now));
	}

	private RecurringWork edited(Optional<RecurringWork> found, RecurringWorkFields fields, IfMatch ifMatch,
			Caller me) {
		RecurringWork work = found.orElseThrow(Refusal::notFound);
		ifMatch.check(work.version());
		UUID owner = work.owner();
		work.edit(fields, this.schedules.now());
		this.checks.check(work, fields, me, owner);
		return work;
	}

	/** Single dates that are to come stay changed where it still begins on them. */
	private void planAnew(RecurringWork work) {
		Instant now = this.schedules.now();
		RecurringSchedule schedule = this.schedules.of(work);
		schedule.kept().values().stream().filter((date) -> date.isOpen(now)).forEach((date) -> {
			if (!schedule.recursOn(date)) {
				this.dates.delete(date);
			}
			else if (date.isSkipped()) {
				this.dates.save(date.skip(schedule.at(date.day())));
			}
		});
		this.dates.flush();
		this.schedules.plan(work, work.countsFrom());
	}

	/**
	 * Removes work with all that is known of its dates; what it began stays.
	 * @throws Refusal NOT_FOUND, STALE
	 */
	@Transactional
	public void remove(UUID id, IfMatch ifMatch) {
		me();
		RecurringWork work = this.works.lock(id).orElseThrow(Refusal::notFound);
		ifMatch.check(work.version());
		this.works.delete(work);
	}

	private Caller me() {
		Caller me = this.callers.requireMember();
		me.demand(MANAGE);
		return me;
	}

}
