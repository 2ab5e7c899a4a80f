package io.nagare.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * The processes and tables in force for the bound tenant, and what still runs on others.
 */
public interface Models {

	/** All of them, by their keys; the shared ones where no tenant is bound. */
	List<ModelInForce> inForce();

	/**
	 * The waits and ends of a process in force for the bound tenant, by their ids, in the
	 * order of the model; empty where none of that key is.
	 */
	Map<String, Label> steps(String process);

	/**
	 * A process or table in force.
	 *
	 * @param key what all its versions are called
	 * @param kind {@code process} or {@code decision}
	 * @param name what people call it, in the language of the call
	 * @param version its number, counted for each owner
	 * @param own whether it is the tenant's own, in place of the shared one
	 * @param deployedAt when
	 * @param deployment what it was deployed as
	 * @param source through which door; null for none that says so
	 * @param deployedBy username of who did; null for what came with the product
	 * @param comment why; null where nobody said
	 * @param running processes that run, by the version they run on; none for a table
	 * @param update what the shared model became since the tenant's own version was
	 * deployed; null where nothing, and for a shared one
	 * @param error why its file cannot be read, in the language of the call; null where
	 * it can
	 */
	record ModelInForce(String key, String kind, @Nullable String name, int version, boolean own, Instant deployedAt,
			@Nullable String deployment, @Nullable String source, @Nullable String deployedBy, @Nullable String comment,
			List<Running> running, @Nullable SharedUpdate update, @Nullable String error) {
	}

	/**
	 * A newer shared model than the one that a variant was deployed beside.
	 *
	 * @param from number of the shared version that was the latest then
	 * @param to number of the latest shared version, which says something else
	 * @param at when that came
	 */
	record SharedUpdate(int from, int to, Instant at) {
	}

	/**
	 * What runs on a version.
	 *
	 * @param version its number
	 * @param own whether the version is the tenant's own
	 * @param processes how many run
	 */
	record Running(int version, boolean own, int processes) {
	}

}
