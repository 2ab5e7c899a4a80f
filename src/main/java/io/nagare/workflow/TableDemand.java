package io.nagare.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * What a module demands of decision tables beyond what the engine does. Asked at the
 * gate, before any of its tables is deployed.
 */
public interface TableDemand {

	/** Keys of the tables that it looks at. */
	Set<String> tables();

	/** What is wrong with them; empty where all is well. */
	List<Refusal.Detail> check(Tables tables);

	/**
	 * The tables as they would be: those being deployed, and beside them those in force.
	 */
	interface Tables {

		/** Where the table stands, for a finding. */
		String place(String key);

		/** What the table would give. */
		List<Map<String, @Nullable Object>> decide(String key, Map<String, @Nullable Object> inputs);

		/** The values that a column would allow; empty where it restricts none. */
		List<String> allowedValues(String key, String column);

		/**
		 * The cells of each row as they are written, without quotation marks, by input
		 * expression or output name; empty for any value.
		 */
		List<Map<String, String>> rows(String key);

	}

}
