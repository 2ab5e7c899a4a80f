package io.nagare.servicenow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;

/** The tables that there are. */
@Component
public class Tables {

	private final Map<String, Table> tables = new TreeMap<>();

	private final CurrentCaller callers;

	Tables(TicketTableReader reader, TicketTableWriter writer, List<ReadOnlyTable> others, CurrentCaller callers) {
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
		if (table == null) {
			throw Refusal.invalid("table", "not_a_choice", String.join(", ", this.tables.keySet()));
		}
		return table;
	}

}
