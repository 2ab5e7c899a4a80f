package io.nagare.change.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.Change;
import io.nagare.cmdb.CiNeighbourhood;
import io.nagare.cmdb.Cmdb;

/** Looks for the next window in which nothing speaks against a change. */
@Component
@Transactional(readOnly = true)
class FreeSlots {

	/** How far ahead anybody plans. */
	static final Duration HORIZON = Duration.ofDays(90);

	/** Where a free window mostly is, so that the rest need not be looked at. */
	private static final Duration SOON = Duration.ofDays(7);

	private final OverlappingChangeQueries others;

	private final Freezes freezes;

	private final Cmdb cmdb;

	FreeSlots(OverlappingChangeQueries others, Freezes freezes, Cmdb cmdb) {
		this.others = others;
		this.freezes = freezes;
		this.cmdb = cmdb;
	}

	/**
	 * The first window as long as the planned one, from the planned start or now, that
	 * meets no other change, no freeze that the change has no right to pass, and no time
	 * outside of maintenance windows; the planned one where that is free. Empty where
	 * there is none within {@link #HORIZON}, beyond which only one lasts that begins at
	 * once, or nothing is planned.
	 */
	Optional<Window> next(Change change, CiNeighbourhood surroundings, Instant now) {
		return change.window().flatMap((planned) -> next(change, surroundings, planned, now));
	}

	private Optional<Window> next(Change change, CiNeighbourhood surroundings, Window planned, Instant now) {
		Instant minute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
		Instant from = planned.start().isAfter(now) ? planned.start() : minute;
		return next(change, surroundings, planned.length(), from, SOON)
			.or(() -> next(change, surroundings, planned.length(), from, HORIZON));
	}

	private Optional<Window> next(Change change, CiNeighbourhood surroundings, Duration length, Instant from,
			Duration ahead) {
		Window horizon = new Window(from, from.plus((length.compareTo(ahead) > 0) ? length : ahead));
		List<Window> taken = new ArrayList<>();
		this.others.meeting(change, horizon, surroundings.related(), Optional.empty())
			.forEach((other) -> taken.add(other.window()));
		this.freezes.meeting(horizon, surroundings.closure())
			.stream()
			.filter((met) -> this.freezes.rightOf(change, met.freeze()).isEmpty())
			.forEach((met) -> taken.add(met.time()));
		this.cmdb.outsideMaintenanceTimes(change.cis(), horizon.start(), horizon.end())
			.forEach((closed) -> taken.add(new Window(closed.start(), closed.end())));
		return firstFree(horizon, length, taken);
	}

	/** The first window of the length within another that none of the taken overlaps. */
	static Optional<Window> firstFree(Window within, Duration length, Collection<Window> taken) {
		Instant start = within.start();
		for (Window one : taken.stream().sorted(Comparator.comparing(Window::start)).toList()) {
			if (!one.start().isBefore(start.plus(length))) {
				break;
			}
			if (one.end().isAfter(start)) {
				start = one.end();
			}
		}
		Instant end = start.plus(length);
		return end.isAfter(within.end()) ? Optional.empty() : Optional.of(new Window(start, end));
	}

}
