package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nagare.sla.LedgerEntry.Happening;
import org.jspecify.annotations.Nullable;

import io.nagare.sla.calendar.BusinessCalendar;

/**
 * A clock, read from its ledger. Nothing of it is kept anywhere else: state, elapsed time
 * and due time follow from what happened to it and from the calendars it ran by.
 */
final class SlaClock {

	/** Why a clock is cancelled that another takes the place of. */
	static final String AGREED_ANEW = "agreed_anew";

	/** Why the clock of a team stops that gave the ticket away. */
	static final String TEAM_LEFT = "team_left";

	private final List<LedgerEntry> entries = new ArrayList<>();

	private final CalendarSource calendars;

	/** The spans in which it ran and has stopped running, in order. */
	private final List<Span> ran = new ArrayList<>();

	private final Set<String> sounded = new HashSet<>();

	private SlaAgreement agreement;

	/** Since when it runs; null while it does not. */
	private @Nullable Instant runningSince;

	private @Nullable String pausedOn;

	private @Nullable Instant stoppedAt;

	private @Nullable Instant cancelledAt;

	private boolean breached;

	/**
	 * Reads a clock.
	 * @param entries all that happened to it, in order; the first is its start
	 */
	SlaClock(List<LedgerEntry> entries, CalendarSource calendars) {
		this.calendars = calendars;
		this.agreement = entries.get(0).agreement();
		entries.forEach(this::add);
	}

	/** Starts a clock. */
	static SlaClock start(UUID ticket, SlaAgreement agreement, Instant at, @Nullable UUID actor,
			@Nullable String reason, Instant recordedAt, CalendarSource calendars) {
		return new SlaClock(List.of(new LedgerEntry(ticket, UUID.randomUUID(), 0, agreement.kind(),
				new Happening(EntryType.START, at, reason, actor, recordedAt))
			.agreeing(agreement)), calendars);
	}

	private void add(LedgerEntry entry) {
		switch (entry.type()) {
			case START, RESUME -> {
				this.runningSince = entry.at();
				this.pausedOn = null;
				this.stoppedAt = null;
			}
			case PAUSE -> {
				halt(entry.at());
				this.pausedOn = entry.reason();
			}
			case STOP -> {
				halt(entry.at());
				this.pausedOn = null;
				this.stoppedAt = entry.at();
			}
			case CANCEL -> {
				halt(entry.at());
				this.cancelledAt = entry.at();
			}
			case RETARGET -> {
				if (this.runningSince != null) {
					halt(entry.at());
					this.runningSince = entry.at();
				}
				this.agreement = entry.agreement();
			}
			case MILESTONE -> this.sounded.add(String.valueOf(entry.reason()));
			case BREACH -> {
				this.sounded.add(Milestone.BREACH);
				this.breached = true;
			}
		}
		this.entries.add(entry);
	}

	private void halt(Instant at) {
		if (this.runningSince != null) {
			this.ran.add(new Span(this.runningSince, at, calendar()));
			this.runningSince = null;
		}
	}

	/** Writes down what happens to it now. */
	LedgerEntry happens(EntryType type, Instant at, @Nullable String reason, @Nullable UUID actor, Instant recordedAt) {
		LedgerEntry entry = new LedgerEntry(ticket(), id(), this.entries.size(), this.agreement.kind(),
				new Happening(type, at, reason, actor, recordedAt));
		add(entry);
		return entry;
	}

	/** Goes on by another agreement from now. */
	LedgerEntry retarget(SlaAgreement other, Instant at, String reason, @Nullable UUID actor) {
		LedgerEntry entry = new LedgerEntry(ticket(), id(), this.entries.size(), this.agreement.kind(),
				new Happening(EntryType.RETARGET, at, reason, actor, at))
			.agreeing(other);
		add(entry);
		return entry;
	}

	/**
	 * Another clock in its place, with its start and all that happened to it, but for its
	 * milestones and breach, which are those of the new target.
	 */
	SlaClock replacedBy(SlaAgreement other, Instant at, String reason) {
		LedgerEntry first = this.entries.get(0);
		SlaClock next = start(ticket(), other, first.at(), first.actor(), reason, at, this.calendars);
		for (LedgerEntry entry : this.entries) {
			if (entry.type() == EntryType.PAUSE || entry.type() == EntryType.RESUME || entry.type() == EntryType.STOP) {
				next.happens(entry.type(), entry.at(), entry.reason(), entry.actor(), at);
			}
		}
		return next;
	}

	/** Takes over what was told of another clock with the same target. */
	void soundedLike(SlaClock other, Instant recordedAt) {
		other.entries.stream()
			.filter((entry) -> entry.type() == EntryType.MILESTONE || entry.type() == EntryType.BREACH)
			.forEach((entry) -> happens(entry.type(), entry.at(), entry.reason(), entry.actor(), recordedAt));
	}

	/** Whether it is of the same kind, and of the same team where it is a team's. */
	boolean measuresSameAs(SlaClock other) {
		return kind() == other.kind() && Objects.equals(this.agreement.team(), other.agreement.team());
	}

	/** Whether it was written down when the other was cancelled. */
	boolean startedInPlaceOf(SlaClock other) {
		return this.entries.get(0).recordedAt().equals(other.cancelledAt);
	}

	UUID id() {
		return this.entries.get(0).clockId();
	}

	UUID ticket() {
		return this.entries.get(0).ticketId();
	}

	ClockKind kind() {
		return this.agreement.kind();
	}

	/** What is agreed now. */
	SlaAgreement agreement() {
		return this.agreement;
	}

	/** What was agreed when it started. */
	SlaAgreement firstAgreement() {
		return this.entries.get(0).agreement();
	}

	List<LedgerEntry> entries() {
		return this.entries;
	}

	boolean isRunning() {
		return this.runningSince != null;
	}

	/** What it waits for; empty while it is not paused. */
	Optional<String> pausedOn() {
		return Optional.ofNullable(this.pausedOn);
	}

	/** When it was met or missed; empty while it is open. */
	Optional<Instant> stopped() {
		return Optional.ofNullable(this.stoppedAt);
	}

	boolean isCancelled() {
		return this.cancelledAt != null;
	}

	/** Whether another clock has taken its place. */
	boolean isSuperseded() {
		return isCancelled() && AGREED_ANEW.equals(last().reason());
	}

	/** Whether it stopped for good, as its team gave the ticket away. */
	boolean hasLostItsTeam() {
		return this.stoppedAt != null && TEAM_LEFT.equals(last().reason());
	}

	private LedgerEntry last() {
		return this.entries.get(this.entries.size() - 1);
	}

	/** Whether it may still run. */
	boolean isOpen() {
		return this.stoppedAt == null && this.cancelledAt == null;
	}

	/** When it was stopped or cancelled; null while it is open. */
	@Nullable Instant endedAt() {
		return (this.cancelledAt != null) ? this.cancelledAt : this.stoppedAt;
	}

	Instant startedAt() {
		return this.entries.get(0).at();
	}

	/** Where its wall clock hangs. */
	ZoneId zone() {
		return calendar().zone();
	}

	/** Whether somebody was told of the milestone. */
	boolean hasPassed(Milestone milestone) {
		return this.sounded.contains(milestone.word());
	}

	/** Whether it ever ran over its target. A breach is a fact and stays one. */
	boolean isBreached(Instant now) {
		return this.breached || elapsed(now).compareTo(this.agreement.target()) > 0;
	}

	/** Whether a breach was written down. */
	boolean hasRecordedBreach() {
		return this.breached;
	}

	/** The word of its state. */
	String state(Instant now) {
		if (isCancelled()) {
			return "cancelled";
		}
		if (this.stoppedAt != null) {
			return isBreached(now) ? "breached" : "met";
		}
		if (this.pausedOn != null) {
			return "paused";
		}
		return isBreached(now) ? "overdue" : "running";
	}

	/** The business time it has run until then, an instant not before its last entry. */
	Duration elapsed(Instant until) {
		Duration sum = Duration.ZERO;
		for (Span span : this.ran) {
			sum = sum.plus(span.elapsed());
		}
		if (this.runningSince != null && until.isAfter(this.runningSince)) {
			sum = sum.plus(calendar().elapsed(this.runningSince, until));
		}
		return sum;
	}

	/** Negative once the target is passed. */
	Duration remaining(Instant now) {
		return this.agreement.target().minus(elapsed(now));
	}

	/** When it was halted, and how much was left of it then. */
	List<ClockOutcome.Pause> pauses() {
		List<ClockOutcome.Pause> pauses = new ArrayList<>();
		for (int i = 0; i < this.entries.size(); i++) {
			LedgerEntry entry = this.entries.get(i);
			if (entry.type() == EntryType.PAUSE) {
				SlaClock then = new SlaClock(this.entries.subList(0, i + 1), this.calendars);
				pauses.add(new ClockOutcome.Pause(entry.at(), then.remaining(entry.at()).toSeconds()));
			}
		}
		return pauses;
	}

	/**
	 * The first moment at which the target is reached if it runs on; empty while it does
	 * not run and has not reached it.
	 */
	Optional<Instant> due() {
		return reaches(this.agreement.target());
	}

	/**
	 * The first moment at which it has run so long; empty where it does not come to it.
	 */
	Optional<Instant> reaches(Duration time) {
		Duration left = time;
		for (Span span : this.ran) {
			Duration elapsed = span.elapsed();
			if (left.compareTo(elapsed) <= 0) {
				return Optional.of(span.calendar().due(span.from(), left));
			}
			left = left.minus(elapsed);
		}
		return (this.runningSince != null) ? Optional.of(calendar().due(this.runningSince, left)) : Optional.empty();
	}

	/** The milestones it has passed and nobody was told of yet, in order. */
	List<Milestone> reached(Instant now) {
		return !isOpen() ? List.of()
				: Milestone.of(this.agreement.target())
					.stream()
					.filter((milestone) -> !this.sounded.contains(milestone.word()))
					.filter((milestone) -> reaches(milestone.time()).filter((at) -> !at.isAfter(now)).isPresent())
					.sorted(Comparator.comparing(Milestone::time))
					.toList();
	}

	/** The moment of the next milestone that was not told yet; empty while none comes. */
	Optional<Instant> nextMilestone() {
		return (this.runningSince == null) ? Optional.empty()
				: Milestone.of(this.agreement.target())
					.stream()
					.filter((milestone) -> !this.sounded.contains(milestone.word()))
					.flatMap((milestone) -> reaches(milestone.time()).stream())
					.min(Instant::compareTo);
	}

	/** Whether it runs and has little time left. */
	boolean isAtRisk() {
		return this.sounded.stream().anyMatch((word) -> !word.equals("50")) && isOpen();
	}

	private BusinessCalendar calendar() {
		return this.calendars.calendar(this.agreement.calendar(), this.agreement.calendarVersion());
	}

	/**
	 * What it did until now, without gaps: each piece between two entries.
	 */
	List<Segment> segments(Instant now) {
		List<Segment> segments = new ArrayList<>();
		List<LedgerEntry> moves = this.entries.stream()
			.filter((entry) -> entry.type() != EntryType.MILESTONE && entry.type() != EntryType.BREACH)
			.toList();
		SlaAgreement agreed = this.entries.get(0).agreement();
		String state = "running";
		String reason = null;
		for (int i = 0; i < moves.size(); i++) {
			LedgerEntry entry = moves.get(i);
			switch (entry.type()) {
				case START, RESUME -> {
					state = "running";
					reason = null;
				}
				case PAUSE -> {
					state = "paused";
					reason = entry.reason();
				}
				case STOP -> {
					state = "stopped";
					reason = null;
				}
				case RETARGET -> agreed = entry.agreement();
				default -> state = "cancelled";
			}
			boolean last = i + 1 == moves.size();
			if (last && !isOpen()) {
				break;
			}
			Instant to = last ? now : moves.get(i + 1).at();
			segments.add(segment(entry.at(), to, state, reason, agreed));
		}
		return segments;
	}

	private Segment segment(Instant from, Instant to, String state, @Nullable String reason, SlaAgreement agreed) {
		Duration wall = Duration.between(from, to);
		if (!state.equals("running")) {
			return new Segment(from, to, state, reason, agreed.calendar(), Duration.ZERO, wall, Duration.ZERO);
		}
		Duration running = this.calendars.calendar(agreed.calendar(), agreed.calendarVersion()).elapsed(from, to);
		return new Segment(from, to, state, null, agreed.calendar(), running, Duration.ZERO, wall.minus(running));
	}

	/**
	 * A piece of a clock's life; running, paused and outside together are its length.
	 *
	 * @param state {@code running}, {@code paused}, or {@code stopped} until it was
	 * reopened
	 * @param reason why it was paused
	 * @param calendar key of the calendar it ran by
	 */
	record Segment(Instant from, Instant to, String state, @Nullable String reason, String calendar, Duration running,
			Duration paused, Duration outside) {
	}

	private record Span(Instant from, Instant to, BusinessCalendar calendar) {

		Duration elapsed() {
			return this.calendar.elapsed(this.from, this.to);
		}

	}

	/** Where calendars come from. */
	@FunctionalInterface
	interface CalendarSource {

		/** That state of the calendar. */
		BusinessCalendar calendar(String key, long version);

	}

}
