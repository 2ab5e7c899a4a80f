package io.nagare.cmdb;

import java.util.UUID;

/**
 * An item in few words.
 *
 * @param ciClass the key of its type
 * @param tier from 1, the most important, to 4
 */
public record CiRef(UUID id, String name, String ciClass, int tier, CiStatus status) {
}
