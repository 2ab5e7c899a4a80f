package io.nagare.cmdb.web;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.cmdb.ConfigurationItem;
import io.nagare.shared.Versioned;

/**
 * A configuration item.
 *
 * @param ciClass {@code service}, {@code server}, {@code database},
 * {@code network_device}, …
 * @param tier from 1, the most important, to 4
 * @param isActive whether it is in use
 */
record CiDto(UUID id, String name, String ciClass, int tier, @Nullable String description, boolean isActive,
		long version, Instant createdAt, Instant updatedAt) implements Versioned {

	static CiDto of(ConfigurationItem item) {
		return new CiDto(item.id(), item.name(), item.ciClass(), item.tier(), item.description(), item.isActive(),
				item.version(), item.createdAt(), item.updatedAt());
	}

}
