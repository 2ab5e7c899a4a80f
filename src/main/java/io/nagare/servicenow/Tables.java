package io.nagare.servicenow;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;

/** The tables that there are. */
@Component
public class Tables {

	private final Map<String, Table> tables = new TreeMap<>();

	private final ItemTable items;

	private final ItemClasses classes;

	private final CurrentCaller callers;

	Tables(TicketTableReader reader, TicketTableWriter writer, List<ReadTable> others, ItemTable items,
			ItemClasses classes, CurrentCaller callers) {
		this.items = items;
		this.classes = classes;
		for (TicketTableName table : TicketTableName.ALL) {
			this.tables.put(table.table(), new TicketTable(table, reader, writer));
		}
		others.forEach((table) -> this.tables.put(table.name(), table));
		this.callers = callers;
	}

	/**
	 * The table of that name, for somebody of a tenant.
	 * @throws Refusal VALIDATION_FAILED naming those that there are, FORBIDDEN for the
	 * platform's people
	 */
	public Table named(String name) {
		this.callers.requireMember();
		Table table = this.tables.get(name);
		if (table == null && ItemClasses.isOne(name)) {
			table = this.classes.type(name)
				.map((type) -> new ItemClassTable(ItemClasses.table(type.key()), this.items))
				.orElse(null);
		}
		if (table == null) {
			throw Refusal.invalid("table", "not_a_choice", String.join(", ",
					Stream.concat(this.tables.keySet().stream(), this.classes.tables().stream()).sorted().toList()));
		}
		return table;
	}

	/**
	 * The same records with what those say that they refer to: a cell for each path, such
	 * as {@code caller_id.email}. What leads nowhere, or to what the caller may not see,
	 * is empty.
	 */
	public List<TableRecord> reaching(List<TableRecord> records, Collection<String> paths) {
		Map<String, List<String>> beyond = paths.stream()
			.distinct()
			.map((path) -> path.split("\\.", 2))
			.filter((steps) -> steps.length == 2)
			.collect(Collectors.groupingBy((steps) -> steps[0],
					Collectors.mapping((steps) -> steps[1], Collectors.toList())));
		beyond.forEach((column, further) -> {
			Map<String, TableRecord> reached = reached(records, column, further);
			records.forEach((record) -> {
				Cell cell = record.cells().getOrDefault(column, Cell.EMPTY);
				further.forEach((path) -> record.with(column + "." + path,
						Optional.ofNullable(reached.get(cell.value()))
							.map((other) -> other.cells().getOrDefault(path, Cell.EMPTY))
							.orElseGet(() -> cell.ofReferred(path))));
			});
		});
		return records;
	}

	/** What the column of the records refers to, by key, from where the paths go on. */
	private Map<String, TableRecord> reached(List<TableRecord> records, String column, List<String> paths) {
		Map<String, Set<UUID>> keys = new TreeMap<>();
		for (TableRecord record : records) {
			Cell cell = record.cells().getOrDefault(column, Cell.EMPTY);
			String table = cell.table();
			if (table != null) {
				keys.computeIfAbsent(table, (one) -> new HashSet<>())
					.addAll(SysId.parse(cell.value()).stream().toList());
			}
		}
		return keys.entrySet()
			.stream()
			.flatMap((one) -> reaching(named(one.getKey()).among(one.getValue()), paths).stream())
			.collect(Collectors.toMap((record) -> SysId.of(record.id()), Function.identity()));
	}

}
