package io.nagare.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The clocks of one ticket, and what is to be written of them. */
public final class SlaClocks {

	private static final String REPORTED = "reported";

	private final Map<UUID, SlaClock> byId = new LinkedHashMap<>();

	private final List<LedgerEntry> written = new ArrayList<>();

	private final SlaClock.CalendarSource calendars;

	SlaClocks(List<LedgerEntry> entries, SlaClock.CalendarSource calendars) {
		this.calendars = calendars;
		Map<UUID, List<LedgerEntry>> each = new LinkedHashMap<>();
		entries.forEach((entry) -> each.computeIfAbsent(entry.clockId(), (id) -> new ArrayList<>()).add(entry));
		each.forEach((id, own) -> {
			own.sort(Comparator.comparingInt(LedgerEntry::sequence));
			this.byId.put(id, new SlaClock(own, this.calendars));
		});
	}

	/** What has happened since they were read, for the ledger. */
	List<LedgerEntry> written() {
		return this.written;
	}

	/** All of them, the cancelled ones last. */
	Stream<SlaClock> all() {
		return this.byId.values()
			.stream()
			.sorted(Comparator.comparing(SlaClock::isCancelled).thenComparing(SlaClock::kind));
	}

	/** Those that are not cancelled. */
	Stream<SlaClock> valid() {
		return all().filter((each) -> !each.isCancelled());
	}

	List<SlaClock> open() {
		return valid().filter(SlaClock::isOpen).toList();
	}

	/**
	 * The clock of that kind; of the ticket's present team where it is an OLA, and of the
	 * supplier that has it where it is a UC.
	 */
	Optional<SlaClock> current(ClockKind kind, @Nullable UUID team) {
		return valid().filter((each) -> each.kind() == kind)
			.filter((each) -> kind != ClockKind.OLA || (each.isOpen() && Objects.equals(each.agreement().team(), team)))
			.filter((each) -> kind != ClockKind.UC || each.isOpen())
			.findFirst();
	}

	/**
	 * Lets the clocks be what is agreed. One of which something else is agreed is
	 * cancelled, and another takes its place, with its start and its pauses.
	 */
	void agree(SlaCase ticket, List<SlaAgreement> agreed, ClockCondition condition) {
		for (ClockKind kind : ClockKind.values()) {
			if (kind == ClockKind.UC && condition.supplierId() == null) {
				// the supplier is done, and its clock stops as it follows
				continue;
			}
			SlaClock present = current(kind, ticket.teamId()).orElse(null);
			SlaAgreement wanted = agreed.stream().filter((one) -> one.kind() == kind).findFirst().orElse(null);
			if (present != null && wanted != null) {
				replace(present, wanted, condition);
			}
			else if (present != null) {
				write(present, EntryType.CANCEL, condition.at(), SlaClock.AGREED_ANEW, condition.actor());
			}
			else if (wanted != null) {
				attach(ticket, wanted, condition);
			}
		}
	}

	/**
	 * Lets what was agreed of earlier clocks be agreed again, with what has happened
	 * since. A clock of which nothing else was agreed, or that is done, stays as it is;
	 * so does one of which something else was agreed since then.
	 */
	void restore(Collection<UUID> earlier, ClockCondition condition) {
		for (SlaClock before : all().filter((each) -> earlier.contains(each.id()) && each.isSuperseded()).toList()) {
			List<SlaClock> now = valid().filter((each) -> each.measuresSameAs(before)).toList();
			SlaClock open = now.stream().filter(SlaClock::isOpen).findFirst().orElse(null);
			if (open != null) {
				if (!runsByWhatReplaced(before, open)) {
					continue;
				}
				SlaClock again = open.replacedBy(before.agreement(), condition.at(), SlaClock.AGREED_ANEW);
				again.soundedLike(before, condition.at());
				write(open, EntryType.CANCEL, condition.at(), SlaClock.AGREED_ANEW, condition.actor());
				put(again);
			}
			else if (now.isEmpty()) {
				SlaClock again = before.replacedBy(before.agreement(), condition.at(), SlaClock.AGREED_ANEW);
				again.soundedLike(before, condition.at());
				put(again);
			}
		}
	}

	/** Whether an open clock runs as it was agreed when an earlier one was superseded. */
	private boolean runsByWhatReplaced(SlaClock before, SlaClock open) {
		return all().anyMatch((each) -> each.measuresSameAs(before) && each.startedInPlaceOf(before)
				&& each.firstAgreement().equivalentTo(open.agreement()));
	}

	private void attach(SlaCase ticket, SlaAgreement wanted, ClockCondition condition) {
		boolean ofOthers = isOfOthers(wanted.kind());
		if (ofOthers && (condition.resolvedAt() != null || condition.cancelled())) {
			return;
		}
		put(SlaClock.start(ticket.ticketId(), wanted, ofOthers ? condition.at() : ticket.reportedAt(),
				condition.actor(), switch (wanted.kind()) {
					case OLA -> "team_took_over";
					case UC -> "supplier_asked";
					case RESPONSE, RESOLUTION -> REPORTED;
				}, condition.at(), this.calendars));
	}

	/**
	 * Whether the clock measures a team or a supplier that has the ticket for a while,
	 * and nothing that its reporter was promised.
	 */
	private static boolean isOfOthers(ClockKind kind) {
		return kind == ClockKind.OLA || kind == ClockKind.UC;
	}

	/**
	 * What is done is done; and a clock keeps the state of its calendar until somebody
	 * says otherwise.
	 */
	private void replace(SlaClock present, SlaAgreement wanted, ClockCondition condition) {
		if (present.isOpen() && !wanted.sameTerms(present.agreement())) {
			SlaClock next = present.replacedBy(wanted, condition.at(), SlaClock.AGREED_ANEW);
			write(present, EntryType.CANCEL, condition.at(), SlaClock.AGREED_ANEW, condition.actor());
			put(next);
		}
	}

	private void put(SlaClock started) {
		this.byId.put(started.id(), started);
		this.written.addAll(started.entries());
	}

	/**
	 * Lets open clocks run by what is in force now, the present state of their calendar
	 * included.
	 * @param retroactive from their start; otherwise from now
	 * @return those that are due at another time, before and after
	 */
	List<SlaChange> apply(SlaCase ticket, List<SlaAgreement> inForce, boolean retroactive, ClockCondition condition) {
		List<SlaChange> changes = new ArrayList<>();
		for (SlaAgreement wanted : inForce) {
			SlaClock present = current(wanted.kind(), ticket.teamId()).filter(SlaClock::isOpen).orElse(null);
			if (present == null || wanted.equivalentTo(present.agreement())) {
				continue;
			}
			SlaAgreement before = present.agreement();
			Instant dueBefore = present.due().orElse(null);
			SlaClock next = present;
			if (retroactive) {
				next = present.replacedBy(wanted, condition.at(), SlaClock.AGREED_ANEW);
				write(present, EntryType.CANCEL, condition.at(), SlaClock.AGREED_ANEW, condition.actor());
				put(next);
			}
			else {
				this.written.add(present.retarget(wanted, condition.at(), SlaClock.AGREED_ANEW, condition.actor()));
			}
			follow(next, condition);
			Instant dueAfter = next.due().orElse(null);
			if (!Objects.equals(dueBefore, dueAfter) || !before.sameTerms(wanted)) {
				changes.add(new SlaChange(ticket.ticketId(), wanted.kind().word(), dueBefore, dueAfter,
						before.target().toSeconds(), wanted.target().toSeconds(), before.calendar(), wanted.calendar(),
						next.remaining(condition.at()).toSeconds()));
			}
		}
		return changes;
	}

	/** Attach, complete, pause, resume, cancel: in this order, on every event. */
	void follow(ClockCondition condition) {
		for (SlaClock each : valid().toList()) {
			follow(each, condition);
		}
	}

	private void follow(SlaClock each, ClockCondition condition) {
		if (each.kind() == ClockKind.UC && !each.isOpen()) {
			// whoever asks the supplier again begins another one
			return;
		}
		Instant stop = stop(each, condition);
		if (stop != null) {
			if (each.isOpen()) {
				stop(each, stop, condition);
			}
		}
		else if (condition.cancelled()) {
			if (each.isOpen()) {
				write(each, EntryType.CANCEL, condition.at(), "ticket_cancelled", condition.actor());
			}
		}
		else if (condition.holdReason() != null && each.kind() != ClockKind.UC
				&& each.agreement().pausesOn().contains(condition.holdReason())) {
			if (each.isRunning()) {
				write(each, EntryType.PAUSE, condition.at(), condition.holdReason(), condition.actor());
			}
		}
		else if (!each.isRunning() && !each.hasLostItsTeam()) {
			write(each, EntryType.RESUME, condition.at(), each.pausedOn().isPresent() ? "resumed" : "reopened",
					condition.actor());
		}
	}

	/** When what the clock measures was done; null while it is not. */
	private @Nullable Instant stop(SlaClock each, ClockCondition condition) {
		return switch (each.kind()) {
			case RESPONSE -> condition.respondedAt();
			case RESOLUTION -> condition.resolvedAt();
			case OLA -> (condition.resolvedAt() != null || !Objects.equals(each.agreement().team(), condition.teamId()))
					? condition.at() : null;
			case UC -> (condition.resolvedAt() != null || condition.supplierId() == null) ? condition.at() : null;
		};
	}

	private void stop(SlaClock each, Instant stop, ClockCondition condition) {
		Instant at = stop.isAfter(last(each)) ? stop : last(each);
		if (each.remaining(at).isNegative() && !each.hasRecordedBreach()) {
			record(each, new Milestone(Milestone.BREACH, each.agreement().target()), condition.at());
		}
		write(each, EntryType.STOP, at, switch (each.kind()) {
			case RESPONSE -> "responded";
			case RESOLUTION -> "resolved";
			case OLA -> (condition.resolvedAt() != null) ? "resolved" : SlaClock.TEAM_LEFT;
			case UC -> (condition.resolvedAt() != null) ? "resolved" : "supplier_done";
		}, condition.actor());
	}

	private static Instant last(SlaClock each) {
		return each.entries().get(each.entries().size() - 1).at();
	}

	/** Writes down a milestone or breach, as of the moment it was passed. */
	void record(SlaClock each, Milestone milestone, Instant recordedAt) {
		boolean breach = milestone.word().equals(Milestone.BREACH);
		this.written.add(each.happens(breach ? EntryType.BREACH : EntryType.MILESTONE,
				each.reaches(milestone.time()).orElse(recordedAt), breach ? null : milestone.word(), null, recordedAt));
	}

	private void write(SlaClock each, EntryType type, Instant at, @Nullable String reason, @Nullable UUID actor) {
		this.written.add(each.happens(type, at, reason, actor, at));
	}

	SlaState standing(Instant now) {
		Instant response = due(ClockKind.RESPONSE);
		Instant resolution = due(ClockKind.RESOLUTION);
		if (response != null && resolution != null && response.isAfter(resolution)) {
			response = resolution;
		}
		return new SlaState(response, resolution, state(now),
				open().stream().flatMap((each) -> each.nextMilestone().stream()).min(Instant::compareTo).orElse(null));
	}

	private @Nullable Instant due(ClockKind kind) {
		return current(kind, null).flatMap(SlaClock::due).orElse(null);
	}

	/**
	 * An OLA is a matter between teams and a UC one with a supplier, which the ticket's
	 * own state leaves out.
	 */
	private @Nullable String state(Instant now) {
		List<SlaClock> own = valid().filter((each) -> !isOfOthers(each.kind())).toList();
		if (own.isEmpty()) {
			return this.byId.isEmpty() ? null : "cancelled";
		}
		if (own.stream().anyMatch((each) -> each.isBreached(now))) {
			return "breached";
		}
		if (own.stream().noneMatch(SlaClock::isOpen)) {
			return "met";
		}
		if (own.stream().anyMatch(SlaClock::isAtRisk)) {
			return "at_risk";
		}
		return own.stream().anyMatch((each) -> each.pausedOn().isPresent()) ? "paused" : "running";
	}

}
