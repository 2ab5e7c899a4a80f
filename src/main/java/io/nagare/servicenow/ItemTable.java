package io.nagare.servicenow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.shared.PageQuery;

/** The tenant's configuration items in use, as {@code cmdb_ci}. */
@Component
@Transactional(readOnly = true)
class ItemTable extends ReadOnlyTable {

	private static final Set<String> COLUMNS = Set.of("sys_id", "name", "short_description", "sys_class_name",
			"owned_by", "support_group", "sys_created_on", "sys_updated_on");

	private final Cmdb cmdb;

	private final Directory directory;

	ItemTable(Cmdb cmdb, Directory directory, CurrentCaller callers) {
		super("cmdb_ci", "cmdb:read", COLUMNS, callers);
		this.cmdb = cmdb;
		this.directory = directory;
	}

	@Override
	List<TableRecord> candidates(EncodedQuery query) {
		Optional<String> key = demanded(query, "sys_id");
		Optional<String> name = demanded(query, "name");
		if (key.isPresent()) {
			return SysId.parse(key.get()).flatMap(this::byKey).stream().toList();
		}
		if (name.isPresent()) {
			return this.cmdb.named(List.of(name.get())).stream().map(this::record).toList();
		}
		return all((page) -> this.cmdb.search(null, demanded(query, "sys_class_name").orElse(null),
				new PageQuery(page, AT_ONCE, List.of(), null)))
			.stream()
			.map(this::record)
			.toList();
	}

	@Override
	Optional<TableRecord> byKey(UUID key) {
		return this.cmdb.item(key).map(this::record);
	}

	private TableRecord record(ConfigurationItem item) {
		Optional<User> owner = item.ownerUser().flatMap(this.directory::user);
		Optional<Team> support = item.ownerTeam().flatMap(this.directory::team);
		return TableRecord.of(item.id(), item.ciClass())
			.with("name", Cell.of(item.name()))
			.with("short_description", Cell.of(item.description()))
			.with("owned_by",
					owner.map((who) -> Cell.reference("sys_user", who.id(), who.fullName())).orElse(Cell.EMPTY))
			.with("support_group",
					support.map((team) -> Cell.reference("sys_user_group", team.id(), team.name())).orElse(Cell.EMPTY))
			.with("sys_created_on", Cell.of(item.createdAt(), this.directory.zone()))
			.with("sys_updated_on", Cell.of(item.updatedAt(), this.directory.zone()));
	}

}
