package io.nagare.workflow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Models of the bound tenant that are to come into force together. */
public interface Releases {

	/**
	 * What the files would put in force, and what they would take the place of.
	 * @throws io.nagare.shared.Refusal MODEL_REJECTED with everything that is wrong
	 */
	Candidate examine(Map<String, byte[]> files);

	/** The SHA-256 of the files of models in force, by name. */
	Map<String, String> inForce(List<String> models);

	/** Whether the bound tenant has such a rehearsal. */
	boolean hasRehearsal(UUID id);

	/**
	 * Puts the files in force.
	 * @return the key of the release
	 * @throws io.nagare.shared.Refusal MODEL_REJECTED with everything that is wrong
	 */
	String deploy(Map<String, byte[]> files, String comment);

	/**
	 * Files that may come into force.
	 *
	 * @param files all that are deployed, those that belong to what was sent too
	 * @param models the keys of the processes and tables in them
	 * @param newVariants those of them of which the tenant has no version of its own yet
	 * @param before the SHA-256 of the files that they take the place of, by name
	 * @param after the same of what is deployed, forms that are in force and stay too
	 * @param difference to what is in force, loosenings first, in the caller's language
	 */
	record Candidate(Map<String, byte[]> files, List<String> models, List<String> newVariants,
			Map<String, String> before, Map<String, String> after, List<Difference> difference) {
	}

	/**
	 * What is otherwise.
	 *
	 * @param model key of the model
	 * @param loosens whether less is asked, told or checked than before
	 * @param message the sentence
	 * @param tickets how many running tickets it concerns
	 */
	record Difference(String model, boolean loosens, String message, int tickets) {
	}

}
