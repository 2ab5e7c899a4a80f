package io.nagare.workforce.roster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.TeamManagement;
import io.nagare.directory.User;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantLocks;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;
import io.nagare.sla.calendar.OpenSpan;

/** Plans who is on call, lets people swap, and tells what comes of it. */
@Component
@Transactional
public class RosterManagement {

	private static final Duration LONGEST = Duration.ofDays(400);

	private final RosterRepository rosters;

	private final DutySchedules schedules;

	private final Directory directory;

	private final Calendars calendars;

	private final TenantLocks locks;

	private final ApplicationEventPublisher events;

	RosterManagement(RosterRepository rosters, DutySchedules schedules, Directory directory, Calendars calendars,
			TenantLocks locks, ApplicationEventPublisher events) {
		this.rosters = rosters;
		this.schedules = schedules;
		this.directory = directory;
		this.calendars = calendars;
		this.locks = locks;
		this.events = events;
	}

	/**
	 * The roster of the team; one without layers where it has none.
	 * @throws Refusal FORBIDDEN; NOT_FOUND
	 */
	@Transactional(readOnly = true)
	public Roster read(Caller by, UUID team) {
		UUID id = readable(by, team).id();
		return this.rosters.findByTeamId(id).orElseGet(() -> new Roster(id));
	}

	/**
	 * Plans the layers, for who manages teams or is this one's manager. Swaps stay.
	 * @throws Refusal FORBIDDEN; NOT_FOUND; STALE; VALIDATION_FAILED naming every field
	 * that is wrong
	 */
	public Roster plan(Caller by, UUID teamId, NewRoster wanted, IfMatch ifMatch) {
		Team team = readable(by, teamId);
		TeamManagement.demandManager(by, team);
		this.locks.take("roster " + teamId);
		Roster roster = this.rosters.findByTeamId(teamId).orElseGet(() -> new Roster(teamId));
		ifMatch.check(roster.version());
		List<Refusal.Detail> wrong = new ArrayList<>();
		Set<UUID> members = members(teamId);
		for (int at = 0; at < wanted.layers().size(); at++) {
			check("layers[" + at + "].", wanted.layers().get(at), members, wrong);
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return this.rosters.saveAndFlush(roster.plan(wanted.layers()));
	}

	private void check(String field, RosterLayer layer, Set<UUID> members, List<Refusal.Detail> wrong) {
		if (!members.containsAll(new HashSet<>(layer.people()))) {
			wrong.add(Refusal.Detail.of(field + "people", "not_on_team"));
		}
		int year = layer.startsAt().getYear();
		if (year < BusinessCalendar.FIRST_YEAR || year >= BusinessCalendar.LAST_YEAR) {
			wrong.add(Refusal.Detail.of(field + "starts_at", "wrong_type", "date-time"));
		}
		if (layer.calendar() != null && this.calendars.calendar(layer.calendar()).isEmpty()) {
			wrong.add(Refusal.Detail.of(field + "calendar", "unknown_calendar", layer.calendar()));
		}
		if ((layer.calendar() == null) != (layer.hours() == null)) {
			wrong.add(Refusal.Detail.of(field + ((layer.calendar() == null) ? "calendar" : "hours"), "required"));
		}
	}

	/**
	 * Lets somebody of the team take a layer's turns for a time: whoever does it himself,
	 * or anybody where the team's manager says so.
	 * @throws Refusal FORBIDDEN; NOT_FOUND; VALIDATION_FAILED; CONFLICT where it would
	 * leave a time without anybody that had somebody, or have one person on call twice at
	 * once
	 */
	public RosterSwap swap(Caller by, UUID teamId, NewSwap wanted) {
		Team team = readable(by, teamId);
		if (!wanted.userId().equals(by.userId()) || !by.isAgent()) {
			TeamManagement.demandManager(by, team);
		}
		this.locks.take("roster " + teamId);
		Roster roster = this.rosters.findByTeamId(teamId).orElseThrow(() -> Refusal.invalid("layer", "unknown_layer"));
		check(wanted, roster);
		RosterSwap swap = new RosterSwap(UUID.randomUUID(), wanted.layer(), wanted.userId(), wanted.from(),
				wanted.to());
		DutySchedule schedule = this.schedules.schedule(roster);
		List<DutyShift> before = schedule.shifts(swap.from(), swap.to());
		if (before.stream().noneMatch((shift) -> shift.layer() == swap.layer())) {
			throw Refusal.conflict("from", "no_shift");
		}
		List<DutyShift> after = schedule.with(swap).shifts(swap.from(), swap.to());
		if (DutySchedule.goesBeyond(DutySchedule.gaps(after), DutySchedule.gaps(before))) {
			throw Refusal.conflict("user_id", "swap_leaves_gap");
		}
		if (DutySchedule.goesBeyond(DutySchedule.doubles(after), DutySchedule.doubles(before))) {
			throw Refusal.conflict("user_id", "swap_doubles");
		}
		this.rosters.saveAndFlush(roster.swap(swap));
		tell(roster, swap, before, false);
		return swap;
	}

	private void tell(Roster roster, RosterSwap swap, List<DutyShift> others, boolean takenBack) {
		Set<UUID> relieved = others.stream()
			.filter((shift) -> shift.layer() == swap.layer() && !shift.userId().equals(swap.userId()))
			.map(DutyShift::userId)
			.collect(Collectors.toUnmodifiableSet());
		this.events
			.publishEvent(new TurnsSwapped(roster.team(), swap.userId(), relieved, swap.from(), swap.to(), takenBack));
	}

	private void check(NewSwap wanted, Roster roster) {
		List<Refusal.Detail> wrong = new ArrayList<>(period(wanted.from(), wanted.to()));
		if (wrong.isEmpty() && !wanted.to().isAfter(this.schedules.now())) {
			wrong.add(Refusal.Detail.of("to", "future"));
		}
		if (wanted.layer() >= roster.layers().size()) {
			wrong.add(Refusal.Detail.of("layer", "unknown_layer"));
		}
		if (!members(roster.team()).contains(wanted.userId())) {
			wrong.add(Refusal.Detail.of("user_id", "not_on_team"));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	/**
	 * Takes a swap back, for who took the turns and for the team's manager.
	 * @throws Refusal FORBIDDEN; NOT_FOUND; CONFLICT for who took the turns, where it
	 * would leave a time without anybody that had somebody
	 */
	public void takeBack(Caller by, UUID teamId, UUID swapId) {
		Team team = readable(by, teamId);
		if (!by.isAgent()) {
			TeamManagement.demandManager(by, team);
		}
		this.locks.take("roster " + teamId);
		Roster roster = this.rosters.findByTeamId(teamId).orElseThrow(Refusal::notFound);
		RosterSwap swap = roster.swaps()
			.stream()
			.filter((one) -> one.id().equals(swapId))
			.findFirst()
			.orElseThrow(Refusal::notFound);
		DutySchedule schedule = this.schedules.schedule(roster);
		List<DutyShift> after = schedule.without(swap).shifts(swap.from(), swap.to());
		if (!TeamManagement.isManager(by, team)) {
			if (!swap.userId().equals(by.userId())) {
				throw Refusal.forbidden();
			}
			List<DutyPeriod> before = DutySchedule.gaps(schedule.shifts(swap.from(), swap.to()));
			if (DutySchedule.goesBeyond(DutySchedule.gaps(after), before)) {
				throw Refusal.conflict("swap_id", "swap_leaves_gap");
			}
		}
		this.rosters
			.saveAndFlush(roster.keep(roster.swaps().stream().filter((one) -> !one.id().equals(swapId)).toList()));
		if (swap.to().isAfter(this.schedules.now())) {
			tell(roster, swap, after, true);
		}
	}

	/**
	 * Who is on call when, at most 400 days.
	 * @throws Refusal FORBIDDEN; NOT_FOUND; VALIDATION_FAILED
	 */
	@Transactional(readOnly = true)
	public Duty shifts(Caller by, UUID team, Instant from, Instant to) {
		List<Refusal.Detail> wrong = period(from, to);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		DutySchedule schedule = this.schedules.of(readable(by, team).id())
			.filter((one) -> !one.layers().isEmpty())
			.orElse(null);
		if (schedule == null) {
			return new Duty(List.of(), List.of(), List.of(), List.of());
		}
		List<DutyShift> shifts = schedule.shifts(from, to);
		return new Duty(shifts, DutySchedule.gaps(shifts), DutySchedule.doubles(shifts),
				DutySchedule.uncovered(shifts, from, to));
	}

	/**
	 * Who is on call at a moment and is there, the first to be called first.
	 * @throws Refusal FORBIDDEN; NOT_FOUND; VALIDATION_FAILED
	 */
	@Transactional(readOnly = true)
	public List<UUID> onDuty(Caller by, UUID team, Optional<Instant> at) {
		Instant moment = at.orElseGet(this.schedules::now);
		if (!BusinessCalendar.knows(moment)) {
			throw Refusal.invalid("at", "wrong_type", "date-time");
		}
		return this.schedules.of(readable(by, team).id()).map((schedule) -> schedule.onDuty(moment)).orElse(List.of());
	}

	private static List<Refusal.Detail> period(Instant from, Instant to) {
		if (!BusinessCalendar.knows(from)) {
			return List.of(Refusal.Detail.of("from", "wrong_type", "date-time"));
		}
		if (!BusinessCalendar.knows(to)) {
			return List.of(Refusal.Detail.of("to", "wrong_type", "date-time"));
		}
		if (!from.isBefore(to)) {
			return List.of(Refusal.Detail.of("to", "end_before_start"));
		}
		return (Duration.between(from, to).compareTo(LONGEST) > 0)
				? List.of(Refusal.Detail.of("to", "too_far", LONGEST.toDays())) : List.of();
	}

	private Team readable(Caller by, UUID team) {
		by.demand("team:read");
		return this.directory.team(team).orElseThrow(Refusal::notFound);
	}

	private Set<UUID> members(UUID team) {
		return this.directory.membersOf(team).stream().map(User::id).collect(Collectors.toSet());
	}

	/**
	 * A roster that is to be.
	 *
	 * @param layers the first is called first; none for nobody on call
	 */
	public record NewRoster(@NotNull @Size(max = 5) List<@NotNull @Valid RosterLayer> layers) {
	}

	/**
	 * A swap that is to be.
	 *
	 * @param layer counted from 0
	 * @param userId who takes the turns
	 */
	public record NewSwap(@NotNull @Min(0) @Max(4) Integer layer, @NotNull UUID userId, @NotNull Instant from,
			@NotNull Instant to) {
	}

	/**
	 * Who is on call when.
	 *
	 * @param gaps times in which a layer has somebody's turn who is not there
	 * @param overlaps times in which somebody is on call in two layers at once
	 * @param uncovered times in which nobody is on call and there; none without a roster
	 */
	public record Duty(List<DutyShift> shifts, List<DutyPeriod> gaps, List<DutyPeriod> overlaps,
			List<OpenSpan> uncovered) {
	}

}
