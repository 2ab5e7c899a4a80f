package io.nagare.servicenow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Team;
import io.nagare.directory.User;

/** The tenant's teams, as {@code sys_user_group}. */
@Component
@Transactional(readOnly = true)
class TeamTable extends ComparedTable {

	private static final Set<String> COLUMNS = Set.of("sys_id", "name", "description", "active", "manager",
			"sys_class_name");

	private final DirectoryQueries directory;

	TeamTable(DirectoryQueries directory, CurrentCaller callers) {
		super("sys_user_group", "team:read", COLUMNS, callers);
		this.directory = directory;
	}

	@Override
	List<TableRecord> candidates(EncodedQuery query) {
		return records(this.directory.teams());
	}

	@Override
	List<TableRecord> byKeys(Collection<UUID> keys) {
		Set<UUID> wanted = Set.copyOf(keys);
		return wanted.isEmpty() ? List.of()
				: records(this.directory.teams().stream().filter((team) -> wanted.contains(team.id())).toList());
	}

	private List<TableRecord> records(List<Team> teams) {
		Map<UUID, User> managers = this.directory
			.users(teams.stream().flatMap((team) -> team.manager().stream()).toList());
		return teams.stream().map((team) -> record(team, team.manager().map(managers::get))).toList();
	}

	private TableRecord record(Team team, Optional<User> manager) {
		return TableRecord.of(team.id(), name())
			.with("name", Cell.of(team.name()))
			.with("description", Cell.of(team.description()))
			.with("active", Cell.of(team.isActive()))
			.with("manager",
					manager.map((who) -> Cell.reference("sys_user", who.id(), who.fullName())).orElse(Cell.EMPTY));
	}

}
