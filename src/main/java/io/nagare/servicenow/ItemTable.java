package io.nagare.servicenow;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.CiStatus;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.CmdbService;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.servicenow.RecordSearch.Shown;
import io.nagare.shared.IfMatch;

/**
 * The tenant's configuration items in use, as {@code cmdb_ci}, which says of each the
 * table of its type.
 */
@Component
@Transactional(readOnly = true)
class ItemTable extends SearchedTable {

	/** The column that says which type an item is of. */
	static final String CLASS = "sys_class_name";

	private static final String OWNER = "(SELECT u.last_name || ' ' || u.first_name FROM users_view u WHERE u.id = r.owner_user_id)";

	private static final String TEAM = "(SELECT t.name FROM teams_view t WHERE t.id = r.owner_team_id)";

	private static final Map<String, Shown> COLUMNS = Map.ofEntries(Map.entry("sys_id", Shown.own("r.id")),
			Map.entry("name", Shown.of("r.name")), Map.entry("short_description", Shown.of("r.description")),
			Map.entry(CLASS, Shown.of(ItemClasses.tableOf("r.ci_class"))),
			Map.entry("owned_by", Shown.reference("r.owner_user_id", OWNER)),
			Map.entry("support_group", Shown.reference("r.owner_team_id", TEAM)),
			Map.entry("sys_created_on", Shown.time("r.created_at")),
			Map.entry("sys_updated_on", Shown.time("r.updated_at")),
			Map.entry("install_status", statusColumn(ItemInput.INSTALL)),
			Map.entry("operational_status", statusColumn(ItemInput.OPERATIONAL)),
			Map.entry("busines_criticality", Shown.of("CAST(r.tier AS text)")),
			Map.entry("serial_number", Shown.of("r.attributes ->> 'serial'")),
			Map.entry("asset_tag", Shown.of("r.attributes ->> 'asset_tag'")),
			Map.entry("fqdn", Shown.of("r.attributes ->> 'fqdn'")));

	private final Cmdb cmdb;

	private final CmdbService management;

	private final ItemClasses classes;

	private final References references;

	private final Directory directory;

	private final CurrentCaller callers;

	ItemTable(Cmdb cmdb, CmdbService management, ItemClasses classes, References references, Directory directory,
			RecordSearch search, CurrentCaller callers) {
		super(ItemClasses.ALL, "cmdb:read", COLUMNS, search, callers);
		this.cmdb = cmdb;
		this.management = management;
		this.classes = classes;
		this.references = references;
		this.callers = callers;
		this.directory = directory;
	}

	/** Those in use; by its key one that is not, too. */
	@Override
	RecordSearch.Rows rows(EncodedQuery query) {
		return new RecordSearch.Rows(
				"FROM configuration_items_view r WHERE NOT r.is_deleted"
						+ (demanded(query, "sys_id").isPresent() ? "" : " AND r.status <> 'retired'"),
				"r.name, r.id", params());
	}

	private Map<String, Object> params() {
		Map<String, Object> params = new HashMap<>();
		params.put("zone", this.directory.zone().getId());
		for (CiStatus status : CiStatus.values()) {
			params.put(labelOf(status), shown(status));
		}
		return params;
	}

	private static String shown(CiStatus status) {
		return status.label().in(LocaleContextHolder.getLocale());
	}

	/** The parameter that says what the caller's language calls the status. */
	private static String labelOf(CiStatus status) {
		return "label_" + status;
	}

	@Override
	List<TableRecord> byKeys(Collection<UUID> keys) {
		return this.cmdb.items(keys).stream().map(this::record).toList();
	}

	private TableRecord record(ConfigurationItem item) {
		Optional<User> owner = item.ownerUser().flatMap(this.directory::user);
		Optional<Team> support = item.ownerTeam().flatMap(this.directory::team);
		TableRecord record = TableRecord.of(item.id(), ItemClasses.table(item.ciClass()))
			.with("name", Cell.of(item.name()))
			.with("short_description", Cell.of(item.description()))
			.with("owned_by",
					owner.map((who) -> Cell.reference("sys_user", who.id(), who.fullName())).orElse(Cell.EMPTY))
			.with("support_group",
					support.map((team) -> Cell.reference("sys_user_group", team.id(), team.name())).orElse(Cell.EMPTY))
			.with("sys_created_on", Cell.of(item.createdAt(), this.directory.zone()))
			.with("sys_updated_on", Cell.of(item.updatedAt(), this.directory.zone()))
			.with("install_status", status(ItemInput.INSTALL, item.status()))
			.with("operational_status", status(ItemInput.OPERATIONAL, item.status()))
			.with("busines_criticality", Cell.of(Integer.toString(item.tier())));
		item.attributes()
			.forEach((key, value) -> record.cells().putIfAbsent(ItemInput.columnOf(key), Cell.of(value.toString())));
		return record;
	}

	private static Shown statusColumn(Map<String, CiStatus> numbers) {
		return Shown.of(ofStatus((status) -> "'" + status(numbers, status).value() + "'"),
				ofStatus((status) -> ":" + labelOf(status)));
	}

	private static String ofStatus(Function<CiStatus, String> said) {
		return Stream.of(CiStatus.values())
			.map((status) -> "WHEN '" + status + "' THEN " + said.apply(status))
			.collect(Collectors.joining(" ", "CASE r.status ", " END"));
	}

	private static Cell status(Map<String, CiStatus> numbers, CiStatus status) {
		return numbers.entrySet()
			.stream()
			.filter((one) -> one.getValue() == status)
			.findFirst()
			.map((one) -> Cell.of(one.getKey(), shown(status)))
			.orElse(Cell.EMPTY);
	}

	@Override
	@Transactional
	public TableRecord create(Input input) {
		return said(() -> this.management.create(this.callers.require(),
				new ItemInput(this.classes, this.references, input.fields(), null).item()));
	}

	@Override
	@Transactional
	public TableRecord change(String key, Input input) {
		TableRecord present = one(key);
		return said(() -> this.management.change(this.callers.require(), present.id(),
				new ItemInput(this.classes, this.references, input.fields(), present).changes(), IfMatch.ANY));
	}

	@Override
	@Transactional
	public void delete(String key) {
		this.management.delete(this.callers.require(), one(key).id(), IfMatch.ANY);
	}

	/** Names what is wrong as the table calls it. */
	private TableRecord said(Supplier<ConfigurationItem> work) {
		this.callers.require().demand(CmdbService.WRITE);
		return record(ColumnRefusals.toldAs((refusal) -> ColumnRefusals.renamed(refusal, ItemInput::column), work));
	}

}
