package io.nagare.cmdb.web;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.cmdb.CiStatus;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.cmdb.MaintenanceWindows;
import io.nagare.shared.Versioned;

/**
 * A configuration item.
 *
 * @param ciClass {@code service}, {@code server}, {@code database},
 * {@code network_device}, …
 * @param tier from 1, the most important, to 4
 * @param isActive whether it is not retired
 * @param attributes values by the keys of its type's attributes
 * @param maintenance when it may be worked on; null where nobody has said
 * @param mergedInto the item that is the same thing and goes on in its place; null for
 * one that was not merged
 */
record CiDto(UUID id, String name, String ciClass, int tier, @Nullable String description, CiStatus status,
		boolean isActive, @Nullable UUID ownerUserId, @Nullable UUID ownerTeamId, @Nullable UUID siteId,
		@Nullable UUID departmentId, Map<String, Object> attributes, @Nullable MaintenanceWindows maintenance,
		@Nullable UUID mergedInto, long version, Instant createdAt, Instant updatedAt) implements Versioned {

	static CiDto of(ConfigurationItem item) {
		return new CiDto(item.id(), item.name(), item.ciClass(), item.tier(), item.description(), item.status(),
				item.isActive(), item.ownerUser().orElse(null), item.ownerTeam().orElse(null), item.place().siteId(),
				item.place().departmentId(), item.attributes(), item.maintenance().orElse(null),
				item.mergedInto().orElse(null), item.version(), item.createdAt(), item.updatedAt());
	}

}
