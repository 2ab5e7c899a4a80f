package io.nagare.cmdb;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * An item that the relations of another one lead to.
 *
 * @param depth the least number of relations between the two
 * @param path a shortest way, from the item that was asked about to this one, both
 * included
 */
public record ImpactedItem(CiRef ci, int depth, List<Step> path) {

	/** An item on the way. */
	@Schema(name = "ImpactStep")
	public record Step(UUID id, String name) {
	}

}
