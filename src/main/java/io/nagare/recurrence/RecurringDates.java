package io.nagare.recurrence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;

/** The single dates of recurring work: those to come, and what became of the others. */
@Component
@Transactional
public class RecurringDates {

	private final RecurringWorkRepository works;

	private final RecurringDateRepository dates;

	private final RecurringSchedules schedules;

	private final RecurringWorkChecks checks;

	private final CurrentCaller callers;

	RecurringDates(RecurringWorkRepository works, RecurringDateRepository dates, RecurringSchedules schedules,
			RecurringWorkChecks checks, CurrentCaller callers) {
		this.works = works;
		this.dates = dates;
		this.schedules = schedules;
		this.checks = checks;
		this.callers = callers;
	}

	/**
	 * When work would begin that nobody has planned yet; nothing is kept.
	 * @throws Refusal VALIDATION_FAILED naming every field of the schedule that is wrong
	 */
	@Transactional(readOnly = true)
	public List<PlannedDate> preview(RecurrencePreview wanted, int count) {
		Caller me = me();
		Instant now = this.schedules.now();
		RecurringWorkFields fields = wanted.fields();
		this.checks.demandSchedule(fields);
		RecurringWork work = new RecurringWork(me.userId(), this.schedules.today(), now).edit(fields, now);
		this.checks.checkSchedule(work);
		return this.schedules.ofNew(work).upcoming(now, count);
	}

	/**
	 * The next dates of an entry, those left out among them.
	 * @throws Refusal NOT_FOUND
	 */
	@Transactional(readOnly = true)
	public List<PlannedDate> dates(UUID id, int count) {
		return this.schedules.of(found(id)).upcoming(this.schedules.now(), count);
	}

	/**
	 * What became of the dates that are over, the latest first.
	 * @throws Refusal NOT_FOUND
	 */
	@Transactional(readOnly = true)
	public Paged<RecurringDate> occurrences(UUID id, PageQuery query) {
		found(id);
		Page<RecurringDate> page = this.dates.over(id, this.schedules.now(), PageRequest.of(query.page() - 1,
				query.limit(), Sort.by(Sort.Order.desc("dueAt"), Sort.Order.asc("id"))));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * Leaves out a single date that is to come, or moves it.
	 * @param date the day it was planned for
	 * @param dueAt when it begins instead; null to leave it out
	 * @throws Refusal NOT_FOUND where nothing begins on the day, VALIDATION_FAILED for a
	 * time that is over or too far away, CONFLICT for one at which another date begins
	 */
	public PlannedDate changeDate(UUID id, String date, @Nullable Instant dueAt) {
		me();
		LocalDate day = day(date);
		Instant now = this.schedules.now();
		RecurringWork work = this.works.lock(id).orElseThrow(Refusal::notFound);
		RecurringSchedule schedule = this.schedules.of(work);
		PlannedDate planned = this.checks.dateOf(schedule, day, now);
		RecurringDate known = schedule.kept().get(planned.ruleDay());
		RecurringDate changed = (known != null) ? known : new RecurringDate(work.id(), planned, RecurringDate.SKIPPED);
		if (dueAt != null) {
			checkMove(schedule, planned, dueAt, now);
			changed.move(dueAt);
		}
		else {
			changed.skip(schedule.at(planned.date()));
		}
		this.dates.saveAndFlush(changed);
		planAnew(work);
		return PlannedDate.of(changed);
	}

	private static void checkMove(RecurringSchedule schedule, PlannedDate planned, Instant dueAt, Instant now) {
		if (!dueAt.isAfter(now)) {
			throw Refusal.invalid("due_at", "future");
		}
		if (Duration.between(schedule.at(planned.date()), dueAt)
			.abs()
			.compareTo(Duration.ofDays(RecurringSchedules.MOVED_AT_MOST)) > 0) {
			throw Refusal.invalid("due_at", "moved_too_far", RecurringSchedules.MOVED_AT_MOST);
		}
		boolean taken = schedule.due(dueAt.minusMillis(1), dueAt)
			.stream()
			.anyMatch((other) -> !other.ruleDay().equals(planned.ruleDay()));
		if (taken) {
			throw Refusal.conflict("due_at", "date_taken");
		}
	}

	/**
	 * Takes a change of a single date back.
	 * @throws Refusal NOT_FOUND where nothing was changed, CONFLICT where the time that
	 * it had is over
	 */
	public void restoreDate(UUID id, String date) {
		me();
		LocalDate day = day(date);
		Instant now = this.schedules.now();
		RecurringWork work = this.works.lock(id).orElseThrow(Refusal::notFound);
		RecurringSchedule schedule = this.schedules.of(work);
		PlannedDate planned = this.checks.dateOf(schedule, day, now);
		RecurringDate known = schedule.kept().get(planned.ruleDay());
		if (known == null) {
			throw Refusal.notFound();
		}
		if (!schedule.at(day).isAfter(now)) {
			throw Refusal.conflict("date", "date_over");
		}
		this.dates.delete(known);
		this.dates.flush();
		planAnew(work);
	}

	private void planAnew(RecurringWork work) {
		this.schedules.plan(work, work.countsFrom());
		this.works.saveAndFlush(work);
	}

	/** What is no day has nothing planned for it either. */
	private static LocalDate day(String date) {
		try {
			return LocalDate.parse(date);
		}
		catch (DateTimeParseException ex) {
			throw Refusal.notFound();
		}
	}

	private RecurringWork found(UUID id) {
		me();
		return this.works.findById(id).orElseThrow(Refusal::notFound);
	}

	private Caller me() {
		Caller me = this.callers.requireMember();
		me.demand(RecurringWorkService.MANAGE);
		return me;
	}

}
