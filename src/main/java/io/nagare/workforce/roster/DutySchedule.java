package io.nagare.workforce.roster;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.OpenSpan;

/**
 * Works out whose turn is when: a pure function of the roster and of who is away. Turns
 * are counted on the wall clock, so that hand-overs keep their time of day when summer
 * time begins or ends.
 *
 * @param zone on which clock turns are counted
 * @param layers the first is called first
 * @param swaps the latest agreed last
 * @param members who may be on call
 * @param absences when members are away, by person
 * @param calendars finds a business calendar; null where there is none any more
 */
record DutySchedule(ZoneId zone, List<RosterLayer> layers, List<RosterSwap> swaps, Set<UUID> members,
		Map<UUID, List<OpenSpan>> absences, Function<String, @Nullable BusinessCalendar> calendars) {

	private static final Comparator<DutyShift> IN_ORDER = Comparator.comparing(DutyShift::from)
		.thenComparing(DutyShift::layer);

	DutySchedule with(RosterSwap swap) {
		List<RosterSwap> all = new ArrayList<>(this.swaps);
		all.add(swap);
		return new DutySchedule(this.zone, this.layers, all, this.members, this.absences, this.calendars);
	}

	DutySchedule without(RosterSwap swap) {
		List<RosterSwap> others = this.swaps.stream().filter((one) -> !one.id().equals(swap.id())).toList();
		return new DutySchedule(this.zone, this.layers, others, this.members, this.absences, this.calendars);
	}

	/** Those who are on call at the moment, the first to be called first. */
	List<UUID> onDuty(Instant at) {
		return shifts(at, at.plusSeconds(1)).stream()
			.filter((shift) -> !shift.absent())
			.sorted(Comparator.comparing(DutyShift::layer))
			.map(DutyShift::userId)
			.distinct()
			.toList();
	}

	/** The shifts of all layers within the period, in order. */
	List<DutyShift> shifts(Instant from, Instant to) {
		List<DutyShift> all = new ArrayList<>();
		for (int layer = 0; layer < this.layers.size(); layer++) {
			List<DutyShift> shifts = swapped(layer, turns(layer, from, to));
			all.addAll(joined(shifts.stream().flatMap((shift) -> attended(shift).stream()).toList()));
		}
		return all.stream().sorted(IN_ORDER).toList();
	}

	/** When a layer has somebody's turn and the person is not there. */
	static List<DutyPeriod> gaps(List<DutyShift> shifts) {
		return shifts.stream()
			.filter(DutyShift::absent)
			.map((shift) -> new DutyPeriod(shift.layer(), shift.userId(), shift.from(), shift.to()))
			.toList();
	}

	/** When nobody is on call and there in any layer. */
	static List<OpenSpan> uncovered(List<DutyShift> shifts, Instant from, Instant to) {
		List<OpenSpan> uncovered = new ArrayList<>();
		Instant reached = from;
		for (DutyShift shift : shifts.stream().filter((one) -> !one.absent()).sorted(IN_ORDER).toList()) {
			if (reached.isBefore(shift.from())) {
				uncovered.add(new OpenSpan(reached, shift.from()));
			}
			reached = later(reached, shift.to());
		}
		if (reached.isBefore(to)) {
			uncovered.add(new OpenSpan(reached, to));
		}
		return uncovered;
	}

	/** When somebody is on call in two layers at once; the later layer is named. */
	static List<DutyPeriod> doubles(List<DutyShift> shifts) {
		List<DutyPeriod> doubles = new ArrayList<>();
		for (int at = 0; at < shifts.size(); at++) {
			DutyShift one = shifts.get(at);
			for (int next = at + 1; next < shifts.size() && shifts.get(next).from().isBefore(one.to()); next++) {
				DutyShift other = shifts.get(next);
				if (other.layer() != one.layer() && other.userId().equals(one.userId())) {
					doubles.add(new DutyPeriod(Math.max(one.layer(), other.layer()), one.userId(), other.from(),
							one.to().isBefore(other.to()) ? one.to() : other.to()));
				}
			}
		}
		return doubles;
	}

	/**
	 * Whether there is a time in these periods that the earlier ones, of the same layer,
	 * did not have.
	 */
	static boolean goesBeyond(List<DutyPeriod> periods, List<DutyPeriod> earlier) {
		return periods.stream().anyMatch((period) -> {
			Instant reached = period.from();
			for (DutyPeriod known : earlier.stream()
				.filter((one) -> one.layer() == period.layer())
				.sorted(Comparator.comparing(DutyPeriod::from))
				.toList()) {
				if (!known.from().isAfter(reached) && known.to().isAfter(reached)) {
					reached = known.to();
				}
			}
			return reached.isBefore(period.to());
		});
	}

	private List<DutyShift> turns(int number, Instant from, Instant to) {
		RosterLayer layer = this.layers.get(number);
		if (layer.people().isEmpty()) {
			// everybody in it was forgotten
			return List.of();
		}
		List<OpenSpan> hours = hours(layer, from, to);
		List<DutyShift> turns = new ArrayList<>();
		long turn = layer.turnHours();
		// an hour more, since the clock may go back
		long count = Math.max(0,
				Math.floorDiv(Duration.between(layer.startsAt(), LocalDateTime.ofInstant(from, this.zone)).toMinutes(),
						turn * 60) - 1);
		Instant begin = at(layer.startsAt().plusHours(count * turn));
		int first = 0;
		while (begin.isBefore(to)) {
			Instant end = at(layer.startsAt().plusHours((count + 1) * turn));
			UUID user = layer.people().get((int) (count % layer.people().size()));
			while (first < hours.size() && !hours.get(first).to().isAfter(begin)) {
				first++;
			}
			for (int at = first; at < hours.size() && hours.get(at).from().isBefore(end); at++) {
				Instant since = later(begin, hours.get(at).from());
				Instant until = earlier(end, hours.get(at).to());
				if (since.isBefore(until)) {
					turns.add(new DutyShift(number, user, since, until, false, false));
				}
			}
			begin = end;
			count++;
		}
		return turns;
	}

	private Instant at(LocalDateTime time) {
		return time.atZone(this.zone).toInstant();
	}

	/** When the layer is on call at all; always, where its calendar is no more. */
	private List<OpenSpan> hours(RosterLayer layer, Instant from, Instant to) {
		@Nullable BusinessCalendar calendar = (layer.calendar() != null) ? this.calendars.apply(layer.calendar()) : null;
		if (calendar == null) {
			return List.of(new OpenSpan(from, to));
		}
		List<OpenSpan> open = calendar.open(from, to);
		if (!RosterLayer.OUTSIDE.equals(layer.hours())) {
			return open;
		}
		List<OpenSpan> closed = new ArrayList<>();
		Instant reached = from;
		for (OpenSpan span : open) {
			if (reached.isBefore(span.from())) {
				closed.add(new OpenSpan(reached, span.from()));
			}
			reached = span.to();
		}
		if (reached.isBefore(to)) {
			closed.add(new OpenSpan(reached, to));
		}
		return closed;
	}

	private List<DutyShift> swapped(int layer, List<DutyShift> turns) {
		List<DutyShift> shifts = turns;
		for (RosterSwap swap : this.swaps) {
			if (swap.layer() == layer) {
				shifts = shifts.stream().flatMap((shift) -> taken(shift, swap).stream()).toList();
			}
		}
		return shifts;
	}

	private static List<DutyShift> taken(DutyShift shift, RosterSwap swap) {
		if (!shift.overlaps(swap.from(), swap.to())) {
			return List.of(shift);
		}
		List<DutyShift> parts = new ArrayList<>();
		Instant from = later(shift.from(), swap.from());
		Instant to = earlier(shift.to(), swap.to());
		if (shift.from().isBefore(from)) {
			parts.add(shift.within(shift.from(), from, false));
		}
		parts.add(new DutyShift(shift.layer(), swap.userId(), from, to, true, false));
		if (to.isBefore(shift.to())) {
			parts.add(shift.within(to, shift.to(), false));
		}
		return parts;
	}

	/** The parts in which the person is there, and those in which not. */
	private List<DutyShift> attended(DutyShift shift) {
		if (!this.members.contains(shift.userId())) {
			return List.of(shift.within(shift.from(), shift.to(), true));
		}
		List<DutyShift> parts = new ArrayList<>();
		Instant reached = shift.from();
		for (OpenSpan away : this.absences.getOrDefault(shift.userId(), List.of())
			.stream()
			.filter((one) -> shift.overlaps(one.from(), one.to()))
			.sorted(Comparator.comparing(OpenSpan::from))
			.toList()) {
			Instant from = later(reached, away.from());
			Instant to = earlier(shift.to(), away.to());
			if (from.isBefore(to)) {
				if (reached.isBefore(from)) {
					parts.add(shift.within(reached, from, false));
				}
				parts.add(shift.within(from, to, true));
				reached = to;
			}
		}
		if (reached.isBefore(shift.to())) {
			parts.add(shift.within(reached, shift.to(), false));
		}
		return parts;
	}

	private static List<DutyShift> joined(List<DutyShift> shifts) {
		List<DutyShift> joined = new ArrayList<>();
		for (DutyShift shift : shifts) {
			int last = joined.size() - 1;
			if (last >= 0 && joined.get(last).goesOnAs(shift)) {
				DutyShift before = joined.get(last);
				joined.set(last, before.within(before.from(), shift.to(), before.absent()));
			}
			else {
				joined.add(shift);
			}
		}
		return joined;
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

}
