package io.nagare.cmdb.type;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.nagare.cmdb.CiStatus;
import io.nagare.cmdb.MaintenanceWindows;
import io.nagare.directory.Place;

/**
 * All that somebody can say about an item by itself.
 *
 * @param name unique in the tenant, in any case of letters
 * @param ciClass the key of its type
 * @param tier how important it is, from 1, the most, to 4
 * @param place where it stands, and who has it
 * @param attributes values by the keys of its type's attributes
 */
public record CiFacts(String name, String ciClass, int tier, @Nullable String description, CiStatus status,
		@Nullable UUID ownerUserId, @Nullable UUID ownerTeamId, Place place, Map<String, Object> attributes,
		@Nullable MaintenanceWindows maintenance) {

	public static final String ATTRIBUTES = "attributes";

	public static final int LONGEST_NAME = 200;

	public static final int LONGEST_DESCRIPTION = 2_000;

	/** Equal values are said alike. */
	public CiFacts {
		attributes = attributes.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (one) -> CiAttribute.canonical(one.getValue())));
	}

	/** A new item of which only the most necessary is known. */
	public static CiFacts of(String name, String ciClass, int tier) {
		return new CiFacts(name, ciClass, tier, null, CiStatus.LIVE, null, null, Place.NONE, Map.of(), null);
	}

	/**
	 * The attributes with some of them replaced.
	 * @param changes new values; null takes an attribute away
	 */
	public static Map<String, Object> merged(Map<String, Object> values, Map<String, @Nullable Object> changes) {
		Map<String, Object> merged = new LinkedHashMap<>(values);
		changes.forEach((key, value) -> {
			if (value != null) {
				merged.put(key, value);
			}
			else {
				merged.remove(key);
			}
		});
		return merged;
	}

}
