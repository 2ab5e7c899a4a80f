package io.nagare.workforce.roster;

import java.util.List;

/**
 * What a roster says.
 *
 * @param layers the first is called first
 * @param swaps the latest agreed last
 */
record RosterPlan(List<RosterLayer> layers, List<RosterSwap> swaps) {

	static final RosterPlan EMPTY = new RosterPlan(List.of(), List.of());

	RosterPlan {
		layers = List.copyOf(layers);
		swaps = List.copyOf(swaps);
	}

}
