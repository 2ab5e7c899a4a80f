package io.nagare.servicenow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.cmdb.type.CiType;
import io.nagare.cmdb.type.CiTypes;

/** The tables of configuration items of one type each, such as {@code cmdb_ci_server}. */
@Component
class ItemClasses {

	/** The table of items of every type. */
	static final String ALL = "cmdb_ci";

	private static final String PREFIX = ALL + "_";

	/** Types whose table is not called after them. */
	private static final Map<String, String> TABLES = Map.of("application", PREFIX + "appl", "network_device",
			PREFIX + "netgear");

	private static final Map<String, String> TYPES = TABLES.entrySet()
		.stream()
		.collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

	private final CiTypes types;

	ItemClasses(CiTypes types) {
		this.types = types;
	}

	/** The table of the type of that key. */
	static String table(String type) {
		return TABLES.getOrDefault(type, PREFIX + type);
	}

	/** The same in SQL. */
	static String tableOf(String type) {
		return TABLES.entrySet()
			.stream()
			.map((one) -> "WHEN '" + one.getKey() + "' THEN '" + one.getValue() + "'")
			.collect(Collectors.joining(" ", "CASE " + type + " ", " ELSE '" + PREFIX + "' || " + type + " END"));
	}

	/** Whether the name may be that of such a table. */
	static boolean isOne(String table) {
		return table.startsWith(PREFIX);
	}

	/** The type that the table is of, or that has that key. */
	Optional<CiType> type(String table) {
		return this.types.type(TYPES.getOrDefault(table, isOne(table) ? table.substring(PREFIX.length()) : table));
	}

	/** The names of all of them. */
	List<String> tables() {
		return this.types.all().stream().map((type) -> table(type.key())).sorted().toList();
	}

}
