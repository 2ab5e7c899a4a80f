package io.nagare.servicenow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.User;
import io.nagare.directory.UserManagement;
import io.nagare.shared.PageQuery;

/**
 * The tenant's people, as {@code sys_user}; addresses for those alone who reach people.
 */
@Component
@Transactional(readOnly = true)
class PeopleTable extends ReadOnlyTable {

	private static final Set<String> COLUMNS = Set.of("sys_id", "user_name", "name", "first_name", "last_name", "email",
			"active", "sys_class_name", "sys_created_on", "sys_updated_on");

	private final DirectoryQueries directory;

	private final UserManagement people;

	private final Directory clock;

	private final CurrentCaller callers;

	PeopleTable(DirectoryQueries directory, UserManagement people, Directory clock, CurrentCaller callers) {
		super("sys_user", "user:read", COLUMNS, callers);
		this.directory = directory;
		this.people = people;
		this.clock = clock;
		this.callers = callers;
	}

	@Override
	List<TableRecord> candidates(EncodedQuery query) {
		Optional<String> key = demanded(query, "sys_id");
		Optional<String> username = demanded(query, "user_name");
		Caller caller = this.callers.require();
		if (key.isPresent()) {
			return SysId.parse(key.get()).flatMap(this.directory::user).stream().map(this::record).toList();
		}
		if (username.isPresent()) {
			return this.directory.userByUsername(username.get()).stream().map(this::record).toList();
		}
		return all((page) -> this.people.list(caller, new PageQuery(page, AT_ONCE, List.of(), null),
				demanded(query, "email").orElse(null), null, true))
			.stream()
			.map(this::record)
			.toList();
	}

	@Override
	Optional<TableRecord> byKey(UUID key) {
		return this.directory.user(key).map(this::record);
	}

	private TableRecord record(User user) {
		Caller caller = this.callers.require();
		boolean reached = caller.reachesPeople() || caller.userId().equals(user.id());
		return TableRecord.of(user.id(), name())
			.with("user_name", Cell.of(user.username()))
			.with("name", Cell.of(user.fullName()))
			.with("first_name", Cell.of(user.firstName()))
			.with("last_name", Cell.of(user.lastName()))
			.with("email", Cell.of(reached ? user.email() : null))
			.with("active", Cell.of(user.isActive()))
			.with("sys_created_on", Cell.of(user.createdAt(), this.clock.zone()))
			.with("sys_updated_on", Cell.of(user.updatedAt(), this.clock.zone()));
	}

}
