package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.nagare.sla.calendar.Calendars;

import static io.nagare.sla.TestTicket.agreement;
import static io.nagare.sla.TestTicket.ola;
import static io.nagare.sla.TestTicket.resolution;
import static io.nagare.sla.TestTicket.response;
import static org.assertj.core.api.Assertions.assertThat;

/** Office hours are 9 to 18 in Tokyo. */
class SlaClocksTests {

	private static final String CALLER = "awaiting_caller";

	private static Instant tokyo(String local) {
		return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Tokyo")).toInstant();
	}

	private static SlaClock clock(TestTicket ticket) {
		return ticket.clock(ClockKind.RESOLUTION);
	}

	@ParameterizedTest(name = "{0} and {1} minutes: {2}")
	@CsvSource({ //
			"2026-11-24T10:00, 240, 2026-11-24T14:00", // within a day
			"2026-11-24T17:00, 120, 2026-11-25T10:00", // over night
			"2026-11-24T23:30, 60, 2026-11-25T10:00", // reported at night
			"2026-09-18T17:00, 120, 2026-09-24T10:00", // 21 to 23 September: two holidays
														// and the day between
			"2026-05-01T17:00, 120, 2026-05-07T10:00", // 6 May stands in for the 3rd, a
														// Sunday
			"2024-02-09T17:00, 120, 2024-02-13T10:00", // 12 February stands in for the
														// 11th
			"2027-03-19T17:00, 120, 2027-03-23T10:00", // 22 March stands in for the 21st
			"2026-12-28T17:00, 120, 2027-01-04T10:00", // year end
			"2028-02-28T17:00, 660, 2028-03-01T10:00", // leap day
			"2026-11-24T09:00, 540, 2026-11-24T18:00", // due at closing time, not at the
														// next opening
			"2026-11-24T00:00, 1, 2026-11-24T09:01" })
	void areDueInBusinessTime(String reported, int minutes, String due) {
		TestTicket ticket = new TestTicket(tokyo(reported), resolution(minutes));
		assertThat(clock(ticket).due()).contains(tokyo(due));
	}

	@Test
	void standStillWhileTheReporterIsAsked() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(240, CALLER))
			.hold(tokyo("2026-11-24T12:00"), CALLER);
		assertThat(clock(ticket).due()).isEmpty();
		assertThat(clock(ticket).state(tokyo("2026-11-30T10:00"))).isEqualTo("paused");
		assertThat(clock(ticket).remaining(tokyo("2026-11-30T10:00"))).isEqualTo(Duration.ofHours(2));
		ticket.resume(tokyo("2026-11-26T17:00"));
		assertThat(clock(ticket).due()).contains(tokyo("2026-11-27T10:00"));
	}

	@Test
	void goOnWhileSomethingElseIsAwaited() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(240, CALLER))
			.hold(tokyo("2026-11-24T12:00"), "awaiting_vendor");
		assertThat(clock(ticket).due()).contains(tokyo("2026-11-24T14:00"));
	}

	@Test
	void holdAcrossAHoliday() {
		TestTicket ticket = new TestTicket(tokyo("2026-09-18T16:00"), resolution(240, CALLER))
			.hold(tokyo("2026-09-18T17:00"), CALLER)
			.resume(tokyo("2026-09-22T12:00"));
		assertThat(clock(ticket).due()).contains(tokyo("2026-09-24T12:00"));
		assertThat(clock(ticket).elapsed(tokyo("2026-09-24T10:00"))).isEqualTo(Duration.ofHours(2));
	}

	@Test
	void addUpOverTenPauses() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T09:00"), resolution(240, CALLER));
		for (int i = 0; i < 10; i++) {
			Instant ask = tokyo("2026-11-24T09:00").plus(Duration.ofMinutes(20L * i + 10));
			ticket.hold(ask, CALLER).resume(ask.plus(Duration.ofMinutes(10)));
		}
		assertThat(clock(ticket).elapsed(tokyo("2026-11-24T12:20"))).isEqualTo(Duration.ofMinutes(100));
		assertThat(clock(ticket).due()).contains(tokyo("2026-11-24T14:40"));
	}

	@Test
	void leaveTheResponseRunningOnHold() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), response(60), resolution(240, CALLER))
			.hold(tokyo("2026-11-24T10:10"), CALLER);
		assertThat(ticket.clock(ClockKind.RESPONSE).due()).contains(tokyo("2026-11-24T11:00"));
		ticket.respond(tokyo("2026-11-24T10:30"));
		assertThat(ticket.clock(ClockKind.RESPONSE).state(tokyo("2026-11-25T10:30"))).isEqualTo("met");
	}

	@Test
	void countTheTimeBeforeAReopeningAsPaused() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(240))
			.resolve(tokyo("2026-11-24T12:00"));
		assertThat(clock(ticket).state(tokyo("2026-12-01T12:00"))).isEqualTo("met");
		ticket.reopen(tokyo("2026-12-01T12:00"));
		assertThat(clock(ticket).due()).contains(tokyo("2026-12-01T14:00"));
		assertThat(clock(ticket).segments(tokyo("2026-12-01T13:00"))).extracting(SlaClock.Segment::state)
			.containsExactly("running", "stopped", "running");
	}

	@Test
	void takeOverStartAndPausesWhenSomethingElseIsAgreed() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(480, CALLER))
			.hold(tokyo("2026-11-24T11:00"), CALLER)
			.resume(tokyo("2026-11-24T12:00"))
			.agree(tokyo("2026-11-24T12:30"), resolution(120, CALLER));
		assertThat(clock(ticket).startedAt()).isEqualTo(tokyo("2026-11-24T10:00"));
		assertThat(clock(ticket).due()).contains(tokyo("2026-11-24T13:00"));
		assertThat(ticket.clocks().all()).extracting(SlaClock::isSuperseded).containsExactly(false, true);
	}

	@Test
	void goOnWhereTheNewAgreementDoesNotPauseOnThePresentHold() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(480, CALLER))
			.hold(tokyo("2026-11-24T11:00"), CALLER)
			.agree(tokyo("2026-11-24T12:00"), resolution(240));
		assertThat(clock(ticket).isRunning()).isTrue();
		assertThat(clock(ticket).due()).contains(tokyo("2026-11-24T15:00"));
	}

	@Test
	void pauseWhereTheNewAgreementPausesOnThePresentHold() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(480))
			.hold(tokyo("2026-11-24T11:00"), CALLER)
			.agree(tokyo("2026-11-24T12:00"), resolution(240, CALLER));
		assertThat(clock(ticket).pausedOn()).contains(CALLER);
		assertThat(clock(ticket).remaining(tokyo("2026-11-25T12:00"))).isEqualTo(Duration.ofHours(2));
	}

	@Test
	void breachAtOnceWhereTheNewTargetIsPassedAlready() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(480)).agree(tokyo("2026-11-24T13:00"),
				resolution(120));
		assertThat(clock(ticket).due()).contains(tokyo("2026-11-24T12:00"));
		assertThat(clock(ticket).state(tokyo("2026-11-24T13:00"))).isEqualTo("overdue");
		assertThat(ticket.pass(tokyo("2026-11-24T13:00"))).containsExactly("resolution 50", "resolution 75",
				"resolution 30m", "resolution 90", "resolution breach");
	}

	@Test
	void keepABreachInTheLedgerWhenSomethingElseIsAgreedAfterwards() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(60));
		ticket.pass(tokyo("2026-11-24T12:00"));
		ticket.agree(tokyo("2026-11-24T12:00"), resolution(480));
		assertThat(clock(ticket).state(tokyo("2026-11-24T12:00"))).isEqualTo("running");
		assertThat(ticket.clocks().all().filter(SlaClock::isSuperseded)).singleElement()
			.satisfies((former) -> assertThat(former.hasRecordedBreach()).isTrue());
	}

	@Test
	void writeDownABreachThatNoAlarmHasSeen() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(60))
			.resolve(tokyo("2026-11-24T12:00"));
		SlaClock clock = clock(ticket);
		assertThat(clock.state(tokyo("2026-11-24T12:00"))).isEqualTo("breached");
		assertThat(clock.entries()).extracting(LedgerEntry::type)
			.containsExactly(EntryType.START, EntryType.BREACH, EntryType.STOP);
		assertThat(clock.entries().get(1).at()).isEqualTo(tokyo("2026-11-24T11:00"));
	}

	@Test
	void stayBreachedWhenReopenedAndResolvedAgain() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(60)).resolve(tokyo("2026-11-24T12:00"))
			.reopen(tokyo("2026-11-24T13:00"))
			.resolve(tokyo("2026-11-24T14:00"));
		assertThat(clock(ticket).state(tokyo("2026-11-24T14:00"))).isEqualTo("breached");
		assertThat(clock(ticket).entries()).filteredOn((entry) -> entry.type() == EntryType.BREACH).hasSize(1);
	}

	@Test
	void tellEachMilestoneOnceAndAtItsTime() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(240));
		assertThat(clock(ticket).nextMilestone()).contains(tokyo("2026-11-24T12:00"));
		assertThat(ticket.pass(tokyo("2026-11-24T11:59"))).isEmpty();
		assertThat(ticket.pass(tokyo("2026-11-24T12:00"))).containsExactly("resolution 50");
		assertThat(clock(ticket).nextMilestone()).contains(tokyo("2026-11-24T13:00"));
		assertThat(ticket.pass(tokyo("2026-11-24T13:45"))).containsExactly("resolution 75", "resolution 30m",
				"resolution 90");
		assertThat(ticket.clocks().standing(tokyo("2026-11-24T13:45")).state()).isEqualTo("at_risk");
		assertThat(ticket.pass(tokyo("2026-11-24T14:00"))).containsExactly("resolution breach");
		assertThat(ticket.clocks().standing(tokyo("2026-11-24T14:00")).alarm()).isNull();
		assertThat(clock(ticket).entries()).filteredOn((entry) -> "75".equals(entry.reason()))
			.singleElement()
			.satisfies((entry) -> assertThat(entry.at()).isEqualTo(tokyo("2026-11-24T13:00")));
	}

	@Test
	void raiseNoAlarmWhilePaused() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(240, CALLER))
			.hold(tokyo("2026-11-24T11:00"), CALLER);
		assertThat(ticket.clocks().standing(tokyo("2026-11-24T11:00")).alarm()).isNull();
		assertThat(ticket.pass(tokyo("2026-12-24T11:00"))).isEmpty();
		ticket.resume(tokyo("2026-11-25T10:00"));
		assertThat(ticket.clocks().standing(tokyo("2026-11-25T10:00")).alarm()).isEqualTo(tokyo("2026-11-25T11:00"));
	}

	@Test
	void leaveCancelledTicketsOut() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), response(60), resolution(240))
			.cancel(tokyo("2026-11-24T12:00"));
		SlaState standing = ticket.clocks().standing(tokyo("2026-11-25T12:00"));
		assertThat(standing).isEqualTo(new SlaState(null, null, "cancelled", null));
	}

	@Test
	void measureEachTeamByItself() {
		UUID network = UUID.randomUUID();
		UUID servers = UUID.randomUUID();
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(480))
			.handOver(tokyo("2026-11-24T10:30"), network, resolution(480), ola(network, 60))
			.handOver(tokyo("2026-11-24T11:00"), servers, resolution(480), ola(servers, 60))
			.handOver(tokyo("2026-11-24T13:00"), network, resolution(480), ola(network, 60));
		List<SlaClock> olas = ticket.clocks().all().filter((clock) -> clock.kind() == ClockKind.OLA).toList();
		assertThat(olas).extracting((clock) -> clock.state(tokyo("2026-11-24T13:10")))
			.containsExactly("met", "breached", "running");
		assertThat(olas.get(0).elapsed(tokyo("2026-11-24T13:10"))).isEqualTo(Duration.ofMinutes(30));
		ticket.resolve(tokyo("2026-11-24T13:20"));
		assertThat(ticket.clocks().all()).noneMatch(SlaClock::isOpen);
		ticket.reopen(tokyo("2026-11-24T14:20"));
		assertThat(ticket.clock(ClockKind.OLA).due()).contains(tokyo("2026-11-24T15:00"));
	}

	@Test
	void measureASupplierFromTheQuestionToTheAnswer() {
		SlaAgreement agreed = agreement(ClockKind.UC, 60, Calendars.BUSINESS_HOURS, "awaiting_vendor");
		UUID one = UUID.randomUUID();
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(480))
			.give(tokyo("2026-11-24T10:30"), one, resolution(480), agreed)
			.hold(tokyo("2026-11-24T10:30"), "awaiting_vendor");
		assertThat(ticket.clock(ClockKind.UC).startedAt()).isEqualTo(tokyo("2026-11-24T10:30"));
		assertThat(ticket.clock(ClockKind.UC).due()).contains(tokyo("2026-11-24T11:30"));
		assertThat(ticket.clocks().standing(tokyo("2026-11-24T11:00")).alarm()).isEqualTo(tokyo("2026-11-24T11:00"));
		assertThat(ticket.pass(tokyo("2026-11-24T11:40"))).contains("uc 75", "uc breach");
		assertThat(ticket.clocks().standing(tokyo("2026-11-24T11:40")).state()).isEqualTo("running");
		ticket.resume(tokyo("2026-11-24T12:30"))
			.give(tokyo("2026-11-24T12:30"), null)
			.give(tokyo("2026-11-24T14:00"), UUID.randomUUID(), resolution(480), agreed)
			.give(tokyo("2026-11-24T14:30"), null);
		List<SlaClock> each = ticket.clocks().all().filter((clock) -> clock.kind() == ClockKind.UC).toList();
		assertThat(each).extracting((clock) -> clock.state(tokyo("2026-11-24T18:00")))
			.containsExactly("breached", "met");
		assertThat(each.get(1).elapsed(tokyo("2026-11-24T18:00"))).isEqualTo(Duration.ofMinutes(30));
		assertThat(ticket.clocks().current(ClockKind.UC, null)).isEmpty();
		ticket.resolve(tokyo("2026-11-24T15:00")).reopen(tokyo("2026-11-24T15:30"));
		assertThat(ticket.clocks().open()).extracting(SlaClock::kind).containsExactly(ClockKind.RESOLUTION);
	}

	@Test
	void agreeAnewForASupplierWhoStillHasIt() {
		UUID one = UUID.randomUUID();
		SlaAgreement slow = agreement(ClockKind.UC, 120, Calendars.BUSINESS_HOURS);
		SlaAgreement quick = agreement(ClockKind.UC, 60, Calendars.BUSINESS_HOURS);
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(480))
			.give(tokyo("2026-11-24T10:30"), one, resolution(480), slow)
			.agree(tokyo("2026-11-24T11:00"), resolution(480), quick);
		assertThat(ticket.clock(ClockKind.UC).due()).contains(tokyo("2026-11-24T11:30"));
		ticket.agree(tokyo("2026-11-24T11:10"), resolution(480));
		assertThat(ticket.clocks().current(ClockKind.UC, null)).isEmpty();
	}

	@Test
	void explainThemselvesInBothLanguages() {
		TestTicket ticket = new TestTicket(tokyo("2026-11-24T10:00"), resolution(240, CALLER))
			.hold(tokyo("2026-11-24T12:00"), CALLER)
			.resume(tokyo("2026-11-24T14:10"));
		LedgerView ledger = LedgerView.of(clock(ticket), tokyo("2026-11-24T20:00"));
		assertThat(ledger.segments()).extracting((segment) -> segment.explanation().en())
			.containsExactly("24 Nov 2026, 10:00 – 24 Nov 2026, 12:00 ran for 2:00, outside of hours 0:00.",
					"24 Nov 2026, 12:00 – 24 Nov 2026, 14:10 paused 2:10 because the reporter was asked.",
					"24 Nov 2026, 14:10 – 24 Nov 2026, 20:00 ran for 3:50, outside of hours 2:00.");
		assertThat(ledger.segments().get(1).explanation().ja()).contains("停止 2:10", "報告者の回答待ち");
		assertThat(ledger.events().get(0).explanation().ja()).contains("目標 4:00", "business-hours");
	}

}
