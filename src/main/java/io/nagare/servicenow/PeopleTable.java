package io.nagare.servicenow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.User;
import io.nagare.servicenow.RecordSearch.Shown;

/**
 * The tenant's people, as {@code sys_user}; addresses for those alone who reach people.
 */
@Component
@Transactional(readOnly = true)
class PeopleTable extends SearchedTable {

	private static final Map<String, Shown> COLUMNS = Map.ofEntries(Map.entry("sys_id", Shown.own("r.id")),
			Map.entry("user_name", Shown.of("r.username")),
			Map.entry("name", Shown.of("btrim(r.last_name || ' ' || r.first_name)")),
			Map.entry("first_name", Shown.of("r.first_name")), Map.entry("last_name", Shown.of("r.last_name")),
			Map.entry("email", Shown.of("CASE WHEN :reached OR r.id = :self THEN r.email END")),
			Map.entry("active", Shown.of("CAST(r.is_active AS text)")),
			Map.entry("sys_class_name", Shown.of("'sys_user'")),
			Map.entry("sys_created_on", Shown.time("r.created_at")),
			Map.entry("sys_updated_on", Shown.time("r.updated_at")));

	private final DirectoryQueries directory;

	private final Directory clock;

	private final CurrentCaller callers;

	PeopleTable(DirectoryQueries directory, Directory clock, RecordSearch search, CurrentCaller callers) {
		super("sys_user", "user:read", COLUMNS, search, callers);
		this.directory = directory;
		this.clock = clock;
		this.callers = callers;
	}

	@Override
	RecordSearch.Rows rows(EncodedQuery query) {
		Caller caller = this.callers.require();
		return new RecordSearch.Rows("FROM users_view r WHERE true", "r.last_name, r.first_name, r.id",
				Map.of("zone", this.clock.zone().getId(), "reached", caller.reachesPeople(), "self", caller.userId()));
	}

	@Override
	List<TableRecord> byKeys(Collection<UUID> keys) {
		return this.directory.users(keys).values().stream().map(this::record).toList();
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
