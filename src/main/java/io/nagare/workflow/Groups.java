package io.nagare.workflow;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.Roles;

/**
 * The ids under which agents, roles and teams are groups of the engine, and candidates of
 * tasks.
 */
public final class Groups {

	/** The group of everybody who works on tickets, as models say it. */
	public static final String AGENTS = "agents";

	private static final String TEAM = "team.";

	private static final String PERSON = "user:";

	private Groups() {
	}

	/** The group of everybody with a role, such as {@code role.manager}. */
	public static String role(String role) {
		return "role." + role;
	}

	/** The group of a team's members. */
	public static String team(UUID team) {
		return TEAM + team;
	}

	/** The team whose members the group is; empty for any other. */
	public static Optional<UUID> teamOf(String group) {
		return group.startsWith(TEAM) ? Optional.of(UUID.fromString(group.substring(TEAM.length()))) : Optional.empty();
	}

	/** The username of whom a candidate of a task names; empty for a group. */
	public static Optional<String> personOf(String candidate) {
		return candidate.startsWith(PERSON) ? Optional.of(candidate.substring(PERSON.length())) : Optional.empty();
	}

	/** Whether the group is a team, or everybody who works on tickets. */
	public static boolean isOfWorkers(String group) {
		return group.startsWith(TEAM) || group.equals(AGENTS);
	}

	/** The groups a caller is in. */
	public static Set<String> of(Caller caller) {
		return of(caller.roles(), caller.teams());
	}

	/** The groups somebody with those roles and those teams is in. */
	public static Set<String> of(Set<String> roles, Set<UUID> teams) {
		Set<String> groups = new LinkedHashSet<>();
		roles.forEach((role) -> groups.add(role(role)));
		if (Roles.isAgent(roles)) {
			groups.add(AGENTS);
		}
		teams.forEach((team) -> groups.add(team(team)));
		return groups;
	}

}
