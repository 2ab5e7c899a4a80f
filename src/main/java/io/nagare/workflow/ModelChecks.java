package io.nagare.workflow;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Says what is wrong with models before they are deployed; nothing is kept. */
public interface ModelChecks {

	/**
	 * Everything there is to say of the files as models of the bound tenant, or as shared
	 * ones where none is bound; in the caller's language.
	 * @param files the content of each, by its name
	 */
	List<ModelFinding> check(Map<String, byte[]> files);

	/**
	 * Lets only files pass that a deployment would take.
	 * @throws io.nagare.shared.Refusal MODEL_REJECTED with everything that is wrong
	 */
	void demand(Map<String, byte[]> files);

	/**
	 * Something that is wrong.
	 *
	 * @param severity {@code error}, which refuses a deployment, or {@code warning}
	 * @param file its name; null where no single file is at fault
	 * @param element the id of the element in the model, or the key of the field of a
	 * form; null where no single one is at fault
	 * @param rule the id of the rule
	 * @param message what is wrong
	 * @param help how it is mended; null where the message says it
	 */
	record ModelFinding(String severity, @Nullable String file, @Nullable String element, String rule, String message,
			@Nullable String help) {
	}

}
