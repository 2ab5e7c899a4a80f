package io.nagare.sla;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.CalendarDraft;
import io.nagare.sla.calendar.Calendars;

/**
 * The clocks of tickets. Whoever owns tickets tells how they stand, and gets told by when
 * what is due; what happened meanwhile is written into the ledger. The ticket's row must
 * be taken, so that the changes to its clocks come one after another.
 */
@Component
@Transactional
public class ServiceLevels {

	private final LedgerRepository ledger;

	private final SlaAgreementPolicy agreements;

	private final Calendars calendars;

	private final Clock clock;

	ServiceLevels(LedgerRepository ledger, SlaAgreementPolicy agreements, Calendars calendars, Clock clock) {
		this.ledger = ledger;
		this.agreements = agreements;
		this.calendars = calendars;
		this.clock = clock;
	}

	/**
	 * Attaches the clocks that the tables agree for a new ticket.
	 * @throws Refusal MODEL_MISBEHAVED where the tables contradict themselves
	 */
	public SlaState attach(SlaCase ticket, ClockCondition condition) {
		return settle(new SlaClocks(List.of(), this.calendars::calendar), ticket, condition);
	}

	/**
	 * Asks the tables anew, as something they look at has changed. A clock of which
	 * something else is agreed now is cancelled, and another takes its place, with its
	 * start and its pauses. A ticket with a priority that the tables have no longer keeps
	 * what was agreed, until it gets another.
	 */
	public SlaState agree(SlaCase ticket, ClockCondition condition) {
		SlaClocks clocks = read(ticket.ticketId());
		return keeps(clocks, ticket) ? follow(clocks, condition) : settle(clocks, ticket, condition);
	}

	private boolean keeps(SlaClocks clocks, SlaCase ticket) {
		return clocks.all().findAny().isPresent() && !this.agreements.knows(ticket);
	}

	/** The keys of the ticket's clocks that may still run. */
	@Transactional(readOnly = true)
	public List<UUID> open(UUID ticketId) {
		return read(ticketId).open().stream().map(SlaClock::id).toList();
	}

	/**
	 * Takes back that something else was agreed: what was agreed of these clocks is
	 * agreed again, with what has happened since. A clock that is done stays as it is.
	 * @param clocks what {@link #open} said before
	 */
	public SlaState restore(Collection<UUID> clocks, ClockCondition condition) {
		SlaClocks all = read(condition.ticketId());
		all.restore(clocks, condition);
		all.follow(condition);
		return close(all, condition.at());
	}

	/** Lets the clocks follow the ticket. */
	public SlaState follow(ClockCondition condition) {
		return follow(read(condition.ticketId()), condition);
	}

	private SlaState follow(SlaClocks clocks, ClockCondition condition) {
		clocks.follow(condition);
		return close(clocks, condition.at());
	}

	private SlaState settle(SlaClocks clocks, SlaCase ticket, ClockCondition condition) {
		clocks.agree(ticket, this.agreements.of(ticket), condition);
		clocks.follow(condition);
		return close(clocks, condition.at());
	}

	/**
	 * Writes down the milestones that one of the ticket's clocks has passed.
	 * @return the last of them, which is worth telling, and how the ticket stands now
	 */
	public Passing pass(UUID ticketId) {
		Instant now = this.clock.instant();
		SlaClocks clocks = read(ticketId);
		Passed passed = null;
		for (SlaClock each : clocks.open()) {
			List<Milestone> reached = each.reached(now);
			if (!reached.isEmpty()) {
				reached.forEach((milestone) -> clocks.record(each, milestone, now));
				passed = new Passed(each.kind().word(), reached.get(reached.size() - 1).word(),
						each.remaining(now).toSeconds());
				break;
			}
		}
		return new Passing(passed, close(clocks, now));
	}

	/** The ticket's clocks, those that were cancelled too, the current ones first. */
	@Transactional(readOnly = true)
	public List<ClockView> clocks(UUID ticketId) {
		Instant now = this.clock.instant();
		return read(ticketId).all()
			.filter((each) -> !each.isSuperseded())
			.map((each) -> ClockView.of(each, now))
			.toList();
	}

	/** All that happened to the ticket's clocks, explained. */
	@Transactional(readOnly = true)
	public List<LedgerView> ledger(UUID ticketId) {
		Instant now = this.clock.instant();
		return read(ticketId).all().map((each) -> LedgerView.of(each, now)).toList();
	}

	/** What became of the clocks of many tickets that were not cancelled, in one read. */
	@Transactional(readOnly = true)
	public Map<UUID, List<ClockOutcome>> outcomes(Collection<UUID> tickets) {
		Instant now = this.clock.instant();
		Map<UUID, List<ClockOutcome>> outcomes = new HashMap<>();
		this.ledger.of(tickets)
			.stream()
			.collect(Collectors.groupingBy(LedgerEntry::ticketId))
			.forEach((ticket, entries) -> outcomes.put(ticket,
					new SlaClocks(entries, this.calendars::calendar).valid()
						.map((each) -> ClockOutcome.of(each, now))
						.toList()));
		return outcomes;
	}

	/** So many working days later by the calendar of office hours, at the same time. */
	@Transactional(readOnly = true)
	public Instant workingDaysAfter(Instant start, int days) {
		return this.calendars.calendar(Calendars.BUSINESS_HOURS).orElseThrow().workingDaysAfter(start, days);
	}

	/** The same by the calendar that the ticket is to be resolved by, if there is one. */
	@Transactional(readOnly = true)
	public Instant workingDaysAfter(UUID ticketId, Instant start, int days) {
		return clocks(ticketId).stream()
			.filter((clock) -> clock.kind().equals(ClockKind.RESOLUTION.word()))
			.findFirst()
			.map((clock) -> this.calendars.calendar(clock.calendar(), clock.calendarVersion())
				.workingDaysAfter(start, days))
			.orElseGet(() -> workingDaysAfter(start, days));
	}

	/** Where the days of the tenant begin: the zone of its calendar of office hours. */
	@Transactional(readOnly = true)
	public ZoneId zone() {
		return this.calendars.calendar(Calendars.BUSINESS_HOURS).orElseThrow().zone();
	}

	/**
	 * Lets a ticket's open clocks run by what is in force now, as {@link #agree} does.
	 * @param retroactive from their start; otherwise from now
	 */
	public SlaState apply(SlaCase ticket, ClockCondition condition, boolean retroactive) {
		SlaClocks clocks = read(ticket.ticketId());
		if (keeps(clocks, ticket)) {
			return close(clocks, condition.at());
		}
		clocks.apply(ticket, this.agreements.of(ticket), retroactive, condition);
		return close(clocks, condition.at());
	}

	/**
	 * What {@link #apply} would change, of many tickets at once. Nothing is written.
	 * @param draft a calendar as it might become; null for what is in force
	 */
	@Transactional(readOnly = true)
	public List<SlaChange> preview(Map<SlaCase, ClockCondition> tickets, boolean retroactive,
			@Nullable CalendarDraft draft) {
		Drafts drafts = new Drafts(draft);
		Map<UUID, List<LedgerEntry>> ledgers = this.ledger.of(tickets.keySet().stream().map(SlaCase::ticketId).toList())
			.stream()
			.collect(Collectors.groupingBy(LedgerEntry::ticketId));
		SlaAgreementPolicy.Known known = new SlaAgreementPolicy.Known();
		List<SlaChange> changes = new ArrayList<>();
		tickets.forEach((ticket, condition) -> {
			SlaClocks clocks = new SlaClocks(ledgers.getOrDefault(ticket.ticketId(), List.of()), drafts);
			if (keeps(clocks, ticket)) {
				return;
			}
			List<SlaAgreement> inForce = this.agreements.of(ticket, known).stream().map(drafts::of).toList();
			changes.addAll(clocks.apply(ticket, inForce, retroactive, condition));
		});
		return changes;
	}

	private SlaClocks read(UUID ticketId) {
		return new SlaClocks(this.ledger.of(ticketId), this.calendars::calendar);
	}

	private SlaState close(SlaClocks clocks, Instant now) {
		this.ledger.saveAll(clocks.written());
		return clocks.standing(now);
	}

	/**
	 * A milestone that a clock has passed.
	 *
	 * @param clock {@code response}, {@code resolution}, {@code ola} or {@code uc}
	 * @param milestone {@code 50}, {@code 75}, {@code 90}, {@code 30m} or {@code breach}
	 * @param remaining business seconds until the breach; negative after it
	 */
	public record Passed(String clock, String milestone, long remaining) {
	}

	/**
	 * What a look at the ticket's clocks found.
	 *
	 * @param milestone what one of them has passed; null where none has passed any that
	 * was not written down
	 * @param standing how the ticket stands now
	 */
	public record Passing(@Nullable Passed milestone, SlaState standing) {
	}

	/** The calendars, one of them as it might become. */
	private final class Drafts implements SlaClock.CalendarSource {

		private static final long DRAFT = -1;

		private final @Nullable String key;

		private final @Nullable BusinessCalendar calendar;

		Drafts(@Nullable CalendarDraft draft) {
			this.key = (draft != null) ? draft.calendar() : null;
			this.calendar = (draft != null) ? ServiceLevels.this.calendars.draft(draft) : null;
		}

		@Override
		public BusinessCalendar calendar(String key, long version) {
			return (version == DRAFT && this.calendar != null) ? this.calendar
					: ServiceLevels.this.calendars.calendar(key, version);
		}

		SlaAgreement of(SlaAgreement agreement) {
			return agreement.calendar().equals(this.key) ? agreement.by(agreement.calendar(), DRAFT) : agreement;
		}

	}

}
