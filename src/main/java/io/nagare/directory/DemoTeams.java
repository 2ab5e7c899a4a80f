package io.nagare.directory;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The teams of the demo, and who belongs to them, within the bound tenant. */
@Component
@Profile({ "demo", "test" })
class DemoTeams {

	private final TeamRepository teams;

	private final TeamMemberRepository members;

	DemoTeams(TeamRepository teams, TeamMemberRepository members) {
		this.teams = teams;
		this.members = members;
	}

	/** Makes the team where it is missing. */
	void seed(String name, String description, @Nullable UUID leader, boolean firstLine) {
		if (this.teams.findByNameIgnoreCase(name).isEmpty()) {
			this.teams.save(new Team(name, description, leader).takeFirst(firstLine));
		}
	}

	/** Puts the user where he belongs and is not yet. */
	void put(UUID user, String team) {
		this.teams.findByNameIgnoreCase(team)
			.filter((known) -> !this.members.existsByTeamIdAndUserId(known.id(), user))
			.ifPresent((known) -> this.members.save(new TeamMember(known.id(), user)));
	}

}
