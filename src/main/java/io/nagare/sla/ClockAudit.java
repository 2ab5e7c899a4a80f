package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.sla.calendar.Calendars;

/**
 * Looks whether clocks are whole: each entry once and in its order, no time lost or
 * counted twice, no milestone told twice, one clock for one thing. Runs in its caller's
 * transaction, for the bound tenant.
 */
@Component
@Transactional(readOnly = true, propagation = Propagation.MANDATORY)
public class ClockAudit {

	private final LedgerRepository ledger;

	private final Calendars calendars;

	ClockAudit(LedgerRepository ledger, Calendars calendars) {
		this.ledger = ledger;
		this.calendars = calendars;
	}

	/** How the clocks of each ticket that has any stand, and what is wrong with them. */
	public Map<UUID, Audited> audit(Collection<UUID> tickets, Instant now) {
		Map<UUID, List<LedgerEntry>> ledgers = new LinkedHashMap<>();
		this.ledger.of(tickets)
			.forEach((entry) -> ledgers.computeIfAbsent(entry.ticketId(), (id) -> new ArrayList<>()).add(entry));
		Map<UUID, Audited> audited = new HashMap<>();
		ledgers.forEach((ticket, entries) -> audited.put(ticket, audit(entries, now)));
		return audited;
	}

	private Audited audit(List<LedgerEntry> entries, Instant now) {
		List<String> wrong = new ArrayList<>();
		Map<UUID, List<LedgerEntry>> each = new LinkedHashMap<>();
		entries.forEach((entry) -> each.computeIfAbsent(entry.clockId(), (id) -> new ArrayList<>()).add(entry));
		each.values().forEach((own) -> {
			own.sort(Comparator.comparingInt(LedgerEntry::sequence));
			order(own, wrong);
		});
		if (!wrong.isEmpty()) {
			return new Audited(each.size(), wrong, null);
		}
		SlaClocks clocks = new SlaClocks(entries, this.calendars::calendar);
		Set<String> current = new HashSet<>();
		clocks.all().forEach((clock) -> {
			conserves(clock, now, wrong);
			if (clock.isOpen() && !current.add(clock.kind().word() + clock.agreement().team())) {
				wrong.add("clock_twice " + clock.id());
			}
		});
		return new Audited(each.size(), wrong, clocks.standing(now));
	}

	/** One start, at the beginning; no number left out; no step back in time. */
	private static void order(List<LedgerEntry> entries, List<String> wrong) {
		Set<String> told = new HashSet<>();
		Instant before = entries.get(0).at();
		for (int i = 0; i < entries.size(); i++) {
			LedgerEntry entry = entries.get(i);
			if (entry.sequence() != i || (entry.type() == EntryType.START) != (i == 0)) {
				wrong.add("entry_missing " + entry.clockId() + " " + i);
				return;
			}
			if (entry.type() == EntryType.MILESTONE || entry.type() == EntryType.BREACH) {
				if (!told.add(entry.type().word() + entry.reason())) {
					wrong.add("milestone_twice " + entry.clockId() + " " + entry.type().word() + " " + entry.reason());
				}
			}
			else if (entry.at().isBefore(before)) {
				wrong.add("entry_before_its_former " + entry.clockId() + " " + i);
			}
			else {
				before = entry.at();
			}
		}
	}

	/** Running, paused and outside of the calendar together are its life. */
	private static void conserves(SlaClock clock, Instant now, List<String> wrong) {
		Instant end = clock.endedAt();
		Instant until = (end != null) ? end : now.isAfter(clock.startedAt()) ? now : clock.startedAt();
		Duration whole = Duration.ZERO;
		Duration running = Duration.ZERO;
		for (SlaClock.Segment segment : clock.segments(until)) {
			if (segment.running().isNegative() || segment.paused().isNegative() || segment.outside().isNegative()) {
				wrong.add("time_negative " + clock.id());
			}
			running = running.plus(segment.running());
			whole = whole.plus(segment.running()).plus(segment.paused()).plus(segment.outside());
		}
		if (!whole.equals(Duration.between(clock.startedAt(), until)) || !running.equals(clock.elapsed(until))) {
			wrong.add("time_lost " + clock.id());
		}
	}

	/**
	 * The clocks of one ticket.
	 *
	 * @param clocks how many there are
	 * @param wrong what is wrong, each a word, the clock and where
	 * @param standing how the ticket stands by them; null where they can't be read
	 */
	public record Audited(int clocks, List<String> wrong, @Nullable SlaState standing) {
	}

}
