package io.nagare.recurrence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.NavigableSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Deals with the dates of an entry that are due. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RecurringOccurrences {

	private final RecurringWorkRepository works;

	private final RecurringDateRepository dates;

	private final RecurringSchedules schedules;

	private final RecurringTickets tickets;

	private final RefusalWords words;

	private final Notifications notifications;

	private final Directory directory;

	RecurringOccurrences(RecurringWorkRepository works, RecurringDateRepository dates, RecurringSchedules schedules,
			RecurringTickets tickets, RefusalWords words, Notifications notifications, Directory directory) {
		this.works = works;
		this.dates = dates;
		this.schedules = schedules;
		this.tickets = tickets;
		this.words = words;
		this.notifications = notifications;
		this.directory = directory;
	}

	/**
	 * Begins the latest date that is due, on behalf of the current caller. What its form
	 * asks no more is left out, which the owner is told once.
	 * @param owner who that is
	 * @throws Refusal as a request would be refused
	 */
	void start(UUID id, UUID owner, Instant now) {
		RecurringWork work = taken(id, now).filter((found) -> found.owner().equals(owner)).orElse(null);
		if (work != null) {
			latest(work, now).ifPresent((date) -> start(work, date));
			dealtWith(work, now);
		}
	}

	private void start(RecurringWork work, RecurringDate date) {
		NavigableSet<String> leftOut = this.tickets.unasked(work, date.dueAt());
		this.dates.save(date.start(this.tickets.begin(work, date.dueAt(), leftOut), leftOut));
		if (!leftOut.isEmpty()) {
			this.notifications.tell(Notice.of("recurring.answers_left_out", work.title(), String.join(", ", leftOut))
				.to(List.of(work.owner()))
				.evenToTheActor()
				.once("recurring-" + UUID.nameUUIDFromBytes((work.id() + " " + leftOut).getBytes(UTF_8))));
		}
	}

	/**
	 * Keeps why the latest date that is due began nothing, and tells who has to know.
	 * @param why null where something broke, which is tried again some times
	 */
	void refuse(UUID id, @Nullable StartRefusal why) {
		Instant now = this.schedules.now();
		RecurringWork work = taken(id, now).orElse(null);
		if (work == null || (why == null && work.triesAgain())) {
			return;
		}
		StartRefusal kept = (why != null) ? why : StartRefusal.FAILED;
		latest(work, now).ifPresent((date) -> {
			this.dates.save(date.refuse(kept));
			tell(work, date, kept);
		});
		dealtWith(work, now);
	}

	/** Reckons anew when it begins; what is due stays so, and what has passed is past. */
	void planAnew(UUID id) {
		Instant now = this.schedules.now();
		this.works.lock(id)
			.filter((work) -> work.nextAt().filter((next) -> !next.isAfter(now)).isEmpty())
			.ifPresent((work) -> this.schedules.plan(work.dealtWithUntil(now), now));
	}

	/** What another node has dealt with meanwhile is due no more. */
	private Optional<RecurringWork> taken(UUID id, Instant now) {
		return this.works.lock(id)
			.filter((work) -> work.isActive() && work.nextAt().filter((next) -> !next.isAfter(now)).isPresent());
	}

	/** The latest date that is due; those before it are missed. */
	private Optional<RecurringDate> latest(RecurringWork work, Instant now) {
		RecurringSchedule schedule = this.schedules.of(work);
		List<PlannedDate> due = schedule.due(work.countsFrom(), now);
		due.stream()
			.limit(Math.max(due.size() - 1, 0))
			.forEach((date) -> this.dates.save(known(schedule, work, date).miss()));
		return due.isEmpty() ? Optional.empty() : Optional.of(known(schedule, work, due.get(due.size() - 1)));
	}

	private static RecurringDate known(RecurringSchedule schedule, RecurringWork work, PlannedDate date) {
		RecurringDate known = schedule.kept().get(date.ruleDay());
		return (known != null) ? known : new RecurringDate(work.id(), date, RecurringDate.MISSED);
	}

	private void dealtWith(RecurringWork work, Instant now) {
		this.dates.flush();
		this.schedules.plan(work.dealtWithUntil(now), now);
		this.works.saveAndFlush(work);
	}

	/** Where its owner is gone, the administrators are told in his place. */
	private void tell(RecurringWork work, RecurringDate date, StartRefusal why) {
		List<UUID> told = this.directory.user(work.owner()).filter(User::isActive).isPresent() ? List.of(work.owner())
				: this.directory.withRoles(List.of(Roles.ADMIN)).stream().map(User::id).toList();
		this.notifications.tell(Notice
			.of("recurring.refused", work.title(),
					new Label(why.text(this.words, Locale.JAPANESE), why.text(this.words, Locale.ENGLISH)))
			.to(told)
			.once("recurring-" + date.id()));
	}

}
