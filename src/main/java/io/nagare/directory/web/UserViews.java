package io.nagare.directory.web;

import io.nagare.directory.UserDto;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.directory.UserDto.TeamRef;
import org.springframework.stereotype.Component;

/** Shows users to a caller, each as far as it is his business. */
@Component
class UserViews {

	private final DirectoryQueries register;

	UserViews(DirectoryQueries register) {
		this.register = register;
	}

	UserDto of(User user, Caller caller) {
		return of(List.of(user), caller).get(0);
	}

	/** All of them, in the same order and with one look at their teams. */
	List<UserDto> of(Collection<User> users, Caller caller) {
		Map<UUID, Set<UUID>> teamsOf = this.register.teamsOf(users.stream().map(User::id).toList());
		List<Team> teams = teamsOf.isEmpty() ? List.of() : this.register.teams();
		return users.stream().map((user) -> {
			if (!caller.may("user:read") && !caller.userId().equals(user.id())) {
				return UserDto.nameOf(user);
			}
			Set<UUID> own = teamsOf.getOrDefault(user.id(), Set.of());
			List<TeamRef> refs = teams.stream().filter((team) -> own.contains(team.id())).map(TeamRef::of).toList();
			UserDto whole = UserDto.of(user, refs, caller.isAgent() || caller.may("user:manage"));
			return (caller.reachesPeople() || caller.userId().equals(user.id())) ? whole : whole.masked();
		}).toList();
	}

}
