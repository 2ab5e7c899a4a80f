package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.sla.calendar.Calendars;
import io.nagare.sla.calendar.ShippedCalendars;

/**
 * A ticket as far as its clocks care, without a database: every step reads the ledger
 * anew and writes to it, as the application does.
 */
final class TestTicket {

	static final SlaClock.CalendarSource CALENDARS = (key, version) -> ShippedCalendars.calendar(key).orElseThrow();

	private final UUID id = UUID.randomUUID();

	final List<LedgerEntry> ledger = new ArrayList<>();

	private final SlaClock.CalendarSource calendars;

	private final Instant reported;

	private @Nullable Instant responded;

	private @Nullable Instant resolved;

	private boolean cancelled;

	private @Nullable String hold;

	private @Nullable UUID team;

	private @Nullable UUID supplier;

	private List<SlaAgreement> agreed;

	TestTicket(Instant reported, SlaAgreement... agreed) {
		this(CALENDARS, reported, agreed);
	}

	TestTicket(SlaClock.CalendarSource calendars, Instant reported, SlaAgreement... agreed) {
		this.calendars = calendars;
		this.reported = reported;
		this.agreed = List.of(agreed);
		agree(reported);
	}

	static SlaAgreement response(int minutes) {
		return agreement(ClockKind.RESPONSE, minutes, Calendars.BUSINESS_HOURS);
	}

	static SlaAgreement resolution(int minutes, String... pausesOn) {
		return agreement(ClockKind.RESOLUTION, minutes, Calendars.BUSINESS_HOURS, pausesOn);
	}

	static SlaAgreement agreement(ClockKind kind, int minutes, String calendar, String... pausesOn) {
		return new SlaAgreement(kind, "test-" + kind.word(), Duration.ofMinutes(minutes), calendar, 0, Set.of(pausesOn),
				null, "{}");
	}

	/** Of a team. */
	static SlaAgreement ola(UUID team, int minutes) {
		return new SlaAgreement(ClockKind.OLA, "ola", Duration.ofMinutes(minutes), Calendars.BUSINESS_HOURS, 0,
				Set.of(), team, "{}");
	}

	TestTicket respond(Instant at) {
		this.responded = (this.responded != null) ? this.responded : at;
		return follow(at);
	}

	TestTicket hold(Instant at, String reason) {
		this.hold = reason;
		return follow(at);
	}

	TestTicket resume(Instant at) {
		this.hold = null;
		return follow(at);
	}

	TestTicket resolve(Instant at) {
		this.hold = null;
		this.responded = (this.responded != null) ? this.responded : at;
		this.resolved = at;
		return follow(at);
	}

	TestTicket reopen(Instant at) {
		this.resolved = null;
		return follow(at);
	}

	TestTicket cancel(Instant at) {
		this.cancelled = true;
		return follow(at);
	}

	TestTicket agree(Instant at, SlaAgreement... agreed) {
		this.agreed = List.of(agreed);
		return agree(at);
	}

	TestTicket handOver(Instant at, @Nullable UUID team, SlaAgreement... agreed) {
		this.team = team;
		return agree(at, agreed);
	}

	/** A supplier has it, or none any more. */
	TestTicket give(Instant at, @Nullable UUID supplier, SlaAgreement... agreed) {
		this.supplier = supplier;
		return (supplier != null) ? agree(at, agreed) : follow(at);
	}

	private TestTicket agree(Instant at) {
		SlaClocks clocks = clocks();
		clocks.agree(new SlaCase(this.id, "incident", "high", null, null, null, 0, false, false, null, this.team,
				(this.supplier != null) ? "Supplier" : null, this.reported), this.agreed, condition(at));
		clocks.follow(condition(at));
		this.ledger.addAll(clocks.written());
		return this;
	}

	private TestTicket follow(Instant at) {
		SlaClocks clocks = clocks();
		clocks.follow(condition(at));
		this.ledger.addAll(clocks.written());
		return this;
	}

	/** Passes all milestones, as the alarm does. */
	List<String> pass(Instant at) {
		SlaClocks clocks = clocks();
		List<String> passed = new ArrayList<>();
		for (SlaClock each : clocks.open()) {
			each.reached(at).forEach((milestone) -> {
				clocks.record(each, milestone, at);
				passed.add(each.kind().word() + " " + milestone.word());
			});
		}
		this.ledger.addAll(clocks.written());
		return passed;
	}

	private ClockCondition condition(Instant at) {
		return new ClockCondition(this.id, this.responded, this.resolved, this.cancelled, this.hold, this.team,
				this.supplier, at, null);
	}

	SlaClocks clocks() {
		return new SlaClocks(this.ledger, this.calendars);
	}

	SlaClock clock(ClockKind kind) {
		return clocks().current(kind, this.team).orElseThrow();
	}

}
