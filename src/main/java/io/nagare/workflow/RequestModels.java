package io.nagare.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * The types of requests that models alone make: each process with the property
 * {@code request_type} that is in force for the bound tenant.
 */
public interface RequestModels {

	/** All of them, by their words. */
	List<RequestModel> all();

	/** The one of that word; empty where no model makes it. */
	Optional<RequestModel> find(String type);

	/** What the processes of the types, and those that they call, ask tables. */
	List<TableQuestion> questions();

	/**
	 * What processes of requests ask a table.
	 *
	 * @param table its key
	 * @param inputs the expressions of its inputs, by their names
	 * @param handed the words that the process of each type hands over to the one that
	 * asks, by the names of inputs: none where it asks itself
	 */
	record TableQuestion(String table, Map<String, String> inputs, Map<String, Map<String, String>> handed) {
	}

	/**
	 * What a model says of its type.
	 *
	 * @param type its word
	 * @param process the key of the process
	 * @param label what people read
	 * @param description what it is for; null for nothing
	 * @param category under what it stands in the catalogue; null for none
	 * @param actors who may ask for it: {@code everybody}, {@code agents} or
	 * {@code managers}
	 * @param form the id of the form that is filled in to ask; null for none
	 * @param fields what that form asks
	 */
	record RequestModel(String type, String process, Label label, @Nullable Label description, @Nullable Label category,
			List<String> actors, @Nullable String form, List<FormField> fields) {
	}

}
