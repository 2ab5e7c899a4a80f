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
	 * What the module gives to the tables that it asks itself, beside the site and the
	 * department of what it asks about, by their keys. What else such a table reads is
	 * never there. None of those that models ask.
	 * @return what is given, each by an example, by the keys of the tables
	 */
	default Map<String, Map<String, Object>> given() {
		return Map.of();
	}

	/**
	 * Keys of those of its tables that are asked about nothing that has a site or a
	 * department.
	 */
	default Set<String> ofNoPlace() {
		return Set.of();
	}

	/**
	 * The columns that the module reads of what its tables answer, by their keys.
	 */
	default Map<String, Columns> read() {
		return Map.of();
	}

	/**
	 * Columns of a table, by their names.
	 *
	 * @param needed those that it must have
	 * @param others those that it may have
	 */
	record Columns(Set<String> needed, Set<String> others) {

		public static Columns needed(String... names) {
			return new Columns(Set.of(names), Set.of());
		}

		public Columns or(String... names) {
			return new Columns(this.needed, Set.of(names));
		}

	}

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
