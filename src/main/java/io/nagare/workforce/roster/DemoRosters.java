package io.nagare.workforce.roster;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DemoPeople;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.IfMatch;
import io.nagare.sla.calendar.Calendars;

/** Who of the demo's service desk is on call: outside business hours, a week each. */
@Component
@Profile("demo")
@Order(30)
class DemoRosters implements ApplicationRunner {

	private static final int WEEK = 168;

	private final DemoPeople people;

	private final CurrentCaller callers;

	private final Directory directory;

	private final RosterManagement rosters;

	DemoRosters(DemoPeople people, CurrentCaller callers, Directory directory, RosterManagement rosters) {
		this.people = people;
		this.callers = callers;
		this.directory = directory;
		this.rosters = rosters;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.people.as("admin", () -> {
			UUID desk = this.directory.teamByName("Service Desk").orElseThrow().id();
			if (this.rosters.read(this.callers.require(), desk).layers().isEmpty()) {
				plan(desk);
			}
			return true;
		});
	}

	private void plan(UUID desk) {
		List<UUID> members = this.directory.membersOf(desk).stream().map(User::id).toList();
		LocalDate monday = LocalDate.now(this.directory.zone())
			.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
		// whoever is first this week is second the next
		List<UUID> second = Stream.concat(members.stream().skip(1), members.stream().limit(1)).toList();
		this.rosters.plan(this.callers.require(), desk,
				new RosterManagement.NewRoster(Stream.of(members, second)
					.limit(members.size())
					.map((people) -> new RosterLayer(people, monday.atTime(LocalTime.of(9, 0)), WEEK,
							Calendars.BUSINESS_HOURS, RosterLayer.OUTSIDE))
					.toList()),
				IfMatch.ANY);
	}

}
