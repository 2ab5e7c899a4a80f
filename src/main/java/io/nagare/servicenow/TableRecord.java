package io.nagare.servicenow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A row of a table: its values by the names of the columns. */
public record TableRecord(UUID id, Map<String, Cell> cells) {

	static TableRecord of(UUID id, String table) {
		Map<String, Cell> cells = new LinkedHashMap<>();
		cells.put("sys_id", Cell.of(SysId.of(id)));
		cells.put("sys_class_name", Cell.of(table));
		return new TableRecord(id, cells);
	}

	TableRecord with(String column, Cell cell) {
		this.cells.put(column, cell);
		return this;
	}

}
