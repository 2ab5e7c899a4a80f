package io.nagare.workforce.roster;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.directory.DirectoryCache;
import io.nagare.directory.User;
import io.nagare.sla.calendar.Calendars;
import io.nagare.sla.calendar.OpenSpan;
import io.nagare.workforce.PlannedAbsences;

/**
 * Tells who of a team is on call, as work asks it: what was looked up is remembered like
 * the {@link Directory}, a minute at most.
 */
@Component
@Transactional(readOnly = true)
public class DutySchedules {

	private static final String INCIDENTS = "incidents";

	private final RosterRepository rosters;

	private final PlannedAbsences absences;

	private final Directory directory;

	private final DirectoryCache memory;

	private final Calendars calendars;

	private final Clock clock;

	DutySchedules(RosterRepository rosters, PlannedAbsences absences, Directory directory, DirectoryCache memory,
			Calendars calendars, Clock clock) {
		this.rosters = rosters;
		this.absences = absences;
		this.directory = directory;
		this.memory = memory;
		this.calendars = calendars;
		this.clock = clock;
	}

	/**
	 * Who is on call in the team now and is there, the first to be called first; nobody
	 * where the team has no roster.
	 */
	public List<UUID> onDuty(UUID team) {
		return of(team).map((schedule) -> schedule.onDuty(this.clock.instant())).orElse(List.of());
	}

	/** Whether the team has a roster, be anybody on call now or not. */
	public boolean isPlanned(UUID team) {
		return of(team).filter((schedule) -> !schedule.layers().isEmpty()).isPresent();
	}

	/** Whether it is outside of the business hours now; never where there are none. */
	public boolean isAfterHours() {
		Instant now = this.clock.instant();
		return this.calendars.calendar(Calendars.BUSINESS_HOURS)
			.filter((calendar) -> calendar.open(now, now.plusSeconds(1)).isEmpty())
			.isPresent();
	}

	/** Empty where the team has no roster. */
	Optional<DutySchedule> of(UUID team) {
		// that a team has none is remembered too: it is the usual answer
		return this.memory.recall("roster", team, () -> this.rosters.findByTeamId(team).stream().toList())
			.stream()
			.findFirst()
			.map(this::schedule);
	}

	DutySchedule schedule(Roster roster) {
		Map<UUID, List<OpenSpan>> away = this.memory.recall("absences ahead", INCIDENTS,
				() -> this.absences.ahead(INCIDENTS));
		return new DutySchedule(this.directory.zone(), roster.layers(), roster.swaps(),
				this.directory.membersOf(roster.team()).stream().map(User::id).collect(Collectors.toSet()), away,
				(calendar) -> this.calendars.calendar(calendar).orElse(null));
	}

	/** Now, by the product's clock. */
	Instant now() {
		return this.clock.instant();
	}

}
