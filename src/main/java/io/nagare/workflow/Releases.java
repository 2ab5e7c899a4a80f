package io.nagare.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Models of the bound tenant that are to come into force together. */
public interface Releases {

	/**
	 * What the files would put in force, and what they would take the place of.
	 * @param places where running tickets would go, element by element for each process,
	 * beside what the plan finds by itself; null where they are to stay
	 * @throws io.nagare.shared.Refusal MODEL_REJECTED with everything that is wrong;
	 * VALIDATION_FAILED naming places that do not go together
	 */
	Candidate examine(Map<String, byte[]> files, @Nullable Map<String, Map<String, String>> places);

	/**
	 * Lets nobody else deploy until the transaction ends, so that what is asked from here
	 * on is still so when it deploys.
	 */
	void takeTurn();

	/**
	 * Lets nobody undo unseen what another made meanwhile.
	 * @param base the versions that were in force when the owner began, by key, as 3 or
	 * shared:3
	 * @throws io.nagare.shared.Refusal VALIDATION_FAILED for a version that does not
	 * exist; CONFLICT naming each that is no longer in force, and whose is
	 */
	void demandInForce(Map<String, String> base);

	/** The SHA-256 of the files of models in force, by name. */
	Map<String, String> inForce(List<String> models);

	/**
	 * What came of a rehearsal of the bound tenant; empty for none, and until it is done.
	 */
	Optional<Rehearsed> rehearsed(UUID id);

	/**
	 * Puts the files in force.
	 * @return the key of the release
	 * @throws io.nagare.shared.Refusal MODEL_REJECTED with everything that is wrong
	 */
	String deploy(Map<String, byte[]> files, String comment);

	/**
	 * Begins to bring running tickets along to what is in force.
	 * @param models keys of models; those that are no processes have none
	 * @param places elements that have another id there, for each process; what the plan
	 * finds by itself need not be said
	 * @param first how many of each process go at first; null for all
	 * @return the migrations, by the keys of their processes
	 */
	Map<String, UUID> migrate(List<String> models, Map<String, Map<String, String>> places, @Nullable Integer first);

	/**
	 * Files that may come into force.
	 *
	 * @param files all that are deployed, those that belong to what was sent too
	 * @param models the keys of the processes and tables in them
	 * @param newVariants those of them of which the tenant has no version of its own yet
	 * @param before the SHA-256 of the files that they take the place of, by name
	 * @param after the same of what is deployed, forms that are in force and stay too
	 * @param difference to what is in force, loosenings first, in the caller's language
	 * @param migrations how running tickets would follow; empty where none are to, or
	 * none run
	 */
	record Candidate(Map<String, byte[]> files, List<String> models, List<String> newVariants,
			Map<String, String> before, Map<String, String> after, List<Difference> difference,
			List<PlannedMigration> migrations) {
	}

	/**
	 * How running tickets of a process would follow.
	 *
	 * @param model key of the process
	 * @param tickets how many run on other versions
	 * @param places elements that have another id in the new version
	 * @param stays elements that have no place there, with the tickets that wait in them
	 */
	record PlannedMigration(String model, int tickets, Map<String, String> places, List<Stay> stays) {
	}

	/**
	 * An element that its tickets can't leave.
	 *
	 * @param element its id
	 * @param name what people call it, in the caller's language
	 * @param tickets how many wait there
	 */
	record Stay(String element, String name, int tickets) {
	}

	/**
	 * What came of a rehearsal.
	 *
	 * @param tickets of how many tickets it asked; of a process, how many steps they took
	 * @param different for how many something else would have come out
	 */
	record Rehearsed(int tickets, int different) {
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
