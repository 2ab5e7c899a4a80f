package io.nagare.cmdb;

import java.util.Set;
import java.util.UUID;

/**
 * What lies around some items, within {@link Cmdb#USUAL_DEPTH}.
 *
 * @param closure the items and everything that a fault of one of them can reach
 * @param related that, and everything one of whose faults can reach one of the items
 */
public record CiNeighbourhood(Set<UUID> closure, Set<UUID> related) {
}
